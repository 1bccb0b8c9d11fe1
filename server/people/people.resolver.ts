import { IsEmail, IsIn, MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Extensions, Field, ID, Info, InputType, Mutation, Query, Resolver } from 'type-graphql'
import { Once } from '../access/command.ts'
import { partnerRoles } from '../access/matrix.ts'
import { Needs } from '../access/needs.ts'
import { hashPassword, newPassword } from '../access/password.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { User } from './user.ts'

@everyone @InputType()
class PartnerUserFields extends CommandInput {
  @Field(() => String, { nullable: true }) @MaxLength(100) title?: string | null
  @Field(() => String, { nullable: true, description: 'partner_administrator, partner_manager, seller or buyer.' }) role?: string
  @Field(() => DecimalScalar, { nullable: true, description: 'For buyers: what they may order per period.' }) spendingLimit?: string | null
  @Field(() => String, { nullable: true, description: 'MONTH, QUARTER or YEAR.' }) @IsIn(['MONTH', 'QUARTER', 'YEAR']) spendingPeriod?: string | null
}
@everyone @InputType()
class CreatePartnerUserInput extends PartnerUserFields {
  @Extensions({ audiences: ['crm'] }) @Field(() => ID, { nullable: true, description: 'Whose person it will be; for staff.' }) partnerId?: string | null
  @Field(() => String) @NotBlank() @MaxLength(200) name!: string
  @Field(() => String) @IsEmail() @MaxLength(320) email!: string
}
@everyone @InputType()
class UpdatePartnerUserInput extends PartnerUserFields {
  @Field(() => ID) id!: string
  @Field(() => Boolean, { nullable: true }) active?: boolean
}
const UserPayload = payload('UserPayload', { user: User }, { temporaryPassword: { type: () => String, description: 'Shown once.' } })

const partnerRole = (role: string | undefined): string => {
  if (!(partnerRoles as readonly string[]).includes(role ?? '')) throw new UserError('BAD_USER_INPUT', ['role'])
  return role!
}

@Resolver()
export class PeopleResolver {
  @Needs('user:read') @Query(() => connectionOf(User))
  users(@Args(() => pageArgsOf(User)) args: PageArgs, @Ctx() { read, me }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(User, args, info, me.partnerId ? (row, { param }) => `${row}.partner_id = ${param(me.partnerId)}::uuid` : undefined)
  }

  @Needs('user:read') @Query(() => User, { nullable: true })
  user(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(User, id, info)
  }

  @Needs('user:manage') @Mutation(() => UserPayload, { description: "A new person of the viewer's own partner. Errors: TAKEN." })
  createPartnerUser(@Arg('input', () => CreatePartnerUserInput) input: CreatePartnerUserInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const partnerId = tx.viewer.partnerId ?? input.partnerId
      if (!partnerId) throw new UserError('REQUIRED', ['partnerId'])
      if (!isId(partnerId) || !(await tx.run('select 1 from partner where id = $1', [partnerId])).length) throw notFound('partnerId')
      const temporaryPassword = newPassword()
      // one statement on the system's connection says whether the address is free anywhere, and nothing else
      const { rowCount } = await context.door.system.query('select 1 from app_user where lower(email) = lower($1)', [input.email])
      if (rowCount) throw new UserError('TAKEN', ['email'])
      const user = tx.em.create(User, {
        audience: 'partner', email: input.email.trim().toLowerCase(), name: input.name.trim(), title: input.title ?? null, locale: tx.viewer.locale, roles: [partnerRole(input.role)],
        active: true, partnerId, spendingLimit: input.spendingLimit ?? null, spendingPeriod: input.spendingLimit ? input.spendingPeriod ?? 'MONTH' : null,
      })
      tx.em.persist(user)
      tx.record('user.created', { type: 'user', id: user.id, partnerId }, { name: user.name }, true)
      await tx.em.flush()
      await tx.run('select app.set_first_password($1, $2)', [user.id, await hashPassword(temporaryPassword)])
      return { user, temporaryPassword: new Once(temporaryPassword) }
    })
  }

  @Needs('user:manage') @Mutation(() => UserPayload)
  updatePartnerUser(@Arg('input', () => UpdatePartnerUserInput) input: UpdatePartnerUserInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const user = await tx.load(User, input.id, 'user:manage', 'id', { partner: 'partner_id' })
      if (!user.partnerId) throw notFound('id')
      if (user.id === tx.viewer.userId && (input.active === false || (input.role && input.role !== user.roles[0]))) throw new UserError('FORBIDDEN', ['id'])
      if (input.title !== undefined) user.title = input.title
      if (input.role) user.roles = [partnerRole(input.role)]
      if (input.active != null) user.active = input.active
      if (input.spendingLimit !== undefined) user.spendingLimit = input.spendingLimit
      if (input.spendingPeriod !== undefined) user.spendingPeriod = input.spendingPeriod
      tx.record('user.updated', { type: 'user', id: user.id, partnerId: user.partnerId }, { name: user.name, active: user.active }, true)
      return { user }
    })
  }
}
