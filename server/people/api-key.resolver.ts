import { randomBytes } from 'node:crypto'

import { ArrayNotEmpty, MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, Query, Resolver } from 'type-graphql'
import { hashToken } from '../access/identify.ts'
import { Needs } from '../access/needs.ts'
import { Once } from '../access/receipt.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError } from '../kit/errors.ts'
import { newId } from '../kit/ids.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { DateTimeScalar } from '../kit/scalars.ts'
import { ApiKey } from './api-key.ts'

@everyone @InputType()
class CreateApiKeyInput extends CommandInput {
  @Field(() => String) @NotBlank() @MaxLength(100) name!: string
  @Field(() => [String], { description: 'What it may do, of the permissions that its maker holds.' }) @ArrayNotEmpty() permissions!: string[]
  @Field(() => DateTimeScalar, { nullable: true, description: 'Within a year; 90 days from now when left out.' }) expiresAt?: string | null
}
@everyone @InputType()
class RevokeApiKeyInput extends CommandInput {
  @Field(() => ID) id!: string
}
const day = 24 * 3600 * 1000, usualLife = 90 * day, longestLife = 366 * day
const ApiKeyPayload = payload('ApiKeyPayload', { apiKey: ApiKey }, { secret: { type: () => String, description: 'The whole key. Shown once.' } })

@Resolver()
export class ApiKeyResolver {
  @Needs('key:manage') @Query(() => [ApiKey], { description: "The viewer's own keys; an administrator's view has everybody's, a partner administrator's those of the organisation." })
  apiKeys(@Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.list(ApiKey, () => 'true', (row) => `${row}.created_at desc`, info)
  }

  @Needs('key:manage') @Mutation(() => ApiKeyPayload, { description: 'A key that acts for the viewer, with at most their own permissions, now and later. Keys make no keys. Errors: FORBIDDEN, PAST, OUT_OF_RANGE.' })
  createApiKey(@Arg('input', () => CreateApiKeyInput) input: CreateApiKeyInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { viewer } = tx
      // a key that made another would outlive its own end
      if (viewer.data.keyPermissions) throw new UserError('FORBIDDEN')
      const expiresAt = input.expiresAt ? Date.parse(input.expiresAt) : Date.now() + usualLife
      if (expiresAt < Date.now()) throw new UserError('PAST', ['expiresAt'])
      if (expiresAt > Date.now() + longestLife) throw new UserError('OUT_OF_RANGE', ['expiresAt'])
      const beyond = input.permissions.filter((permission) => !viewer.can(permission))
      if (beyond.length) throw new UserError('FORBIDDEN', ['permissions'])
      const prefix = randomBytes(4).toString('hex'), secret = randomBytes(32).toString('base64url'), id = newId()
      await tx.run('select app.create_api_key($1, $2, $3, $4, $5, $6)', [id, input.name.trim(), prefix, input.permissions, new Date(expiresAt).toISOString(), hashToken(secret)])
      tx.record('key.created', { type: 'api_key', id, partnerId: viewer.partnerId, ownerId: viewer.partnerId ? null : viewer.userId }, { name: input.name }, true)
      return { apiKey: { id }, secret: new Once(`gx_${prefix}_${secret}`) }
    })
  }

  @Needs('key:manage') @Mutation(() => ApiKeyPayload)
  revokeApiKey(@Arg('input', () => RevokeApiKeyInput) input: RevokeApiKeyInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const key = await tx.load(ApiKey, input.id, 'key:manage', 'id', { owner: 'user_id', partner: 'partner_id' })
      key.revokedAt ??= new Date()
      tx.record('key.revoked', { type: 'api_key', id: key.id, partnerId: key.partnerId, ownerId: tx.viewer.partnerId ? null : tx.viewer.userId }, { name: key.name }, true)
      return { apiKey: key }
    })
  }
}
