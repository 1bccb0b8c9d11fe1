import { IsEmail, IsIn, MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Extensions, Field, ID, Info, InputType, Mutation, Query, Resolver } from 'type-graphql'
import { partnerRoles } from '../access/matrix.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { addPerson, flushPeople } from './add-person.ts'
import { UserPayload, loadPerson, subjectOf } from './user-access.resolver.ts'
import { User } from './user.ts'

@everyone @InputType()
class PartnerUserFields extends CommandInput {
  @Field(() => String, { nullable: true }) @MaxLength(100) title?: string | null
  @Field(() => String, { nullable: true, description: 'partner_administrator, partner_manager, seller or buyer.' }) @IsIn(partnerRoles) role?: string | null
  @Field(() => DecimalScalar, { nullable: true, description: 'For buyers: what they may order per period.' }) spendingLimit?: string | null
  @Field(() => String, { nullable: true, description: 'MONTH, QUARTER or YEAR.' }) @IsIn(['MONTH', 'QUARTER', 'YEAR']) spendingPeriod?: string | null
}
@everyone @InputType()
class CreatePartnerUserInput extends PartnerUserFields {
  @Extensions({ audiences: ['crm'] }) @Field(() => ID, { nullable: true, description: 'Whose person it will be; for staff.' }) partnerId?: string | null
  @Field(() => String) @NotBlank() @MaxLength(200) name!: string
  @Field(() => String) @IsEmail() @MaxLength(320) email!: string
  @Field(() => String, { nullable: true, description: 'The language of their mail: en, zh-Hant or zh-Hans.' }) locale?: string | null
}
@everyone @InputType()
class UpdatePartnerUserInput extends PartnerUserFields {
  @Field(() => ID) id!: string
  @Field(() => String, { nullable: true }) @NotBlank() @MaxLength(200) name?: string | null
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

  @Needs('user:manage') @Mutation(() => UserPayload, { description: "A new person of the viewer's own partner, or for staff of a partner; invited by mail. Errors: TAKEN, REQUIRED." })
  createPartnerUser(@Arg('input', () => CreatePartnerUserInput) input: CreatePartnerUserInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { name, email, title, locale, role, spendingLimit, spendingPeriod } = input, partnerId = tx.viewer.partnerId ?? input.partnerId
      if (!partnerId) throw new UserError('REQUIRED', ['partnerId'])
      if (!role) throw new UserError('REQUIRED', ['role'])
      if (!isId(partnerId) || !(await tx.run('select 1 from partner where id = $1', [partnerId])).length) throw notFound('partnerId')
      const limits = { spendingLimit: spendingLimit ?? null, spendingPeriod: spendingLimit ? spendingPeriod ?? 'MONTH' : null }
      return { user: await addPerson(tx, context, { audience: 'partner', partnerId, name, email, title: title ?? null, locale, roles: [role], ...limits }) }
    })
  }

  @Needs('user:manage') @Mutation(() => UserPayload, { description: 'Errors: OWN_ACCESS, LAST_ADMINISTRATOR.' })
  updatePartnerUser(@Arg('input', () => UpdatePartnerUserInput) input: UpdatePartnerUserInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const user = await loadPerson(tx, input.id)
      if (!user.partnerId) throw notFound('id')
      if (input.name != null) user.name = input.name.trim()
      if (input.title !== undefined) user.title = input.title
      if (input.role && input.role !== user.roles[0]) user.roles = [input.role]
      if (input.spendingLimit !== undefined) user.spendingLimit = input.spendingLimit
      if (input.spendingPeriod !== undefined) user.spendingPeriod = input.spendingPeriod
      tx.record('user.updated', subjectOf(user), { name: user.name }, true)
      await flushPeople(tx, 'role')
      return { user }
    })
  }
}
