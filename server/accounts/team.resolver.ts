import { MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { staffOnly } from '../kit/audience.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { findStaff } from '../people/find-staff.ts'
import { AccountTeamMember } from './account-team-member.ts'
import { subjectOf } from './account.resolver.ts'
import { Account } from './account.ts'

@InputType()
class AddTeamMemberInput extends CommandInput {
  @Field(() => ID) accountId!: string
  @Field(() => ID) userId!: string
  @Field(() => String, { description: 'What the colleague does there: "Application engineer".' }) @NotBlank() @MaxLength(100) role!: string
}
@InputType()
class RemoveTeamMemberInput extends CommandInput {
  @Field(() => ID) id!: string
}
const TeamPayload = payload('AccountTeamPayload', { account: Account })

/** Colleagues who work on an account see it, whosever it is. */
@Resolver()
export class TeamResolver {
  @staffOnly @Needs('account:update') @Mutation(() => TeamPayload, { description: 'Also changes what a member does there.' })
  addTeamMember(@Arg('input', () => AddTeamMemberInput) input: AddTeamMemberInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const account = await tx.load(Account, input.accountId, 'account:update', 'accountId')
      const user = await findStaff(tx, input.userId, 'userId')
      const member = await tx.em.findOne(AccountTeamMember, { accountId: account.id, user }) ?? tx.em.create(AccountTeamMember, { accountId: account.id, user, role: input.role })
      member.role = input.role.trim()
      tx.em.persist(member)
      tx.record('account.updated', subjectOf(account), { name: account.name })
      return { account }
    })
  }

  @staffOnly @Needs('account:update') @Mutation(() => TeamPayload)
  removeTeamMember(@Arg('input', () => RemoveTeamMemberInput) input: RemoveTeamMemberInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const member = await tx.find(AccountTeamMember, input.id, 'id')
      const account = await tx.load(Account, member.accountId, 'account:update')
      tx.em.remove(member)
      tx.record('account.updated', subjectOf(account), { name: account.name })
      return { account }
    })
  }
}
