import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, FieldResolver, Info, Int, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql'
import { type Transaction, refusePast } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { User } from '../people/user.ts'
import { CreateDelegationInput, EndDelegationInput } from './approval.input.ts'
import { ApprovalDelegation, ofPerson } from './approval-delegation.ts'
import { ApprovalDeciderEnum, ApproverRoleEnum } from './approval-rule.ts'
import { type Previewed, previews } from './approval-preview.ts'
import { QuoteApproval } from './quote-approval.ts'
import { sentenceOf } from './quote-version.resolver.ts'
import { Quote } from './quote.ts'

const DelegationPayload = payload('ApprovalDelegationPayload', { approvalDelegation: ApprovalDelegation })

@ObjectType({ description: 'One step of the chain that a quote would go through.' })
class PreviewedStep {
  @Field(() => ApprovalDeciderEnum) decider!: string
  @Field(() => Int, { nullable: true }) level!: number | null
  @Field(() => ApproverRoleEnum, { nullable: true }) role!: string | null
  @Field(() => String, { nullable: true, description: 'The name of whoever would be asked.' }) person!: string | null
}
@ObjectType({ description: 'What the rules of today would make of a quote as it is now.' })
class ApprovalPreview {
  @Field(() => [String], { description: 'Why it would need approval, as sentences.' }) reasons!: string[]
  @Field(() => [PreviewedStep]) steps!: PreviewedStep[]
}

@Resolver(() => Quote)
export class ApprovalResolver {
  @FieldResolver(() => ApprovalPreview, { nullable: true, description: 'What the rules of today would make of its latest version; null without lines.' })
  async approvalPreview(@Root() quote: { $id: string }, @Ctx() context: RequestContext): Promise<ApprovalPreview | null> {
    const found = await context.loader<string, Previewed | null>('approvalPreview', async (ids) => {
      const all = await previews(context.run, ids)
      return ids.map((id) => all.get(id) ?? null)
    }).load(quote.$id)
    return found && { steps: found.steps, reasons: found.reasons.map((reason) => sentenceOf(reason, context)) }
  }

  @Needs('quote:approve') @Query(() => connectionOf(QuoteApproval), { description: 'Steps of approvals of the quotes that the viewer may see; `mine` for those that wait for them.' })
  approvals(@Args(() => pageArgsOf(QuoteApproval)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(QuoteApproval, args, info)
  }

  @Needs('delegation:manage') @Query(() => connectionOf(ApprovalDelegation), { description: "The viewer's own absences, those for whom they stand in, and their team's." })
  approvalDelegations(@Args(() => pageArgsOf(ApprovalDelegation)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(ApprovalDelegation, args, info)
  }

  @Needs('delegation:manage') @Mutation(() => DelegationPayload, { description: 'Somebody is away, and another decides for them meanwhile – never on their own quotes. Not by an API key. Errors: NOT_FOUND, FORBIDDEN, PAST, BAD_USER_INPUT.' })
  createDelegation(@Arg('input', () => CreateDelegationInput) input: CreateDelegationInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      inPerson(tx)
      const person = await away(tx, input.personId ?? tx.viewer.userId), delegate = await tx.find(User, input.delegateId, 'delegateId')
      if (delegate.audience !== 'crm' || !delegate.active) throw notFound('delegateId')
      if (delegate.id === person.id || input.fromDay > input.toDay) throw new UserError('BAD_USER_INPUT', [delegate.id === person.id ? 'delegateId' : 'toDay'])
      await refusePast(tx, input.toDay, 'toDay')
      const [{ scope }] = await tx.run('select app.approval_scope($1) as scope', [delegate.id]) as [{ scope: string | null }]
      // who approves nothing themselves does so only where that is said
      if (scope === null || (scope === 'own' && !input.grants)) throw new UserError('FORBIDDEN', [scope === null ? 'delegateId' : 'grants'])
      const approvalDelegation = tx.em.create(ApprovalDelegation, {
        person, delegate, fromDay: input.fromDay, toDay: input.toDay, reason: input.reason?.trim() || null, grants: scope === 'own', createdBy: tx.em.getReference(User, tx.viewer.userId),
      })
      tx.em.persist(approvalDelegation)
      return { approvalDelegation }
    })
  }

  @Needs('delegation:manage') @Mutation(() => DelegationPayload, { description: 'Ends it before its time. Errors: NOT_FOUND, FORBIDDEN, ILLEGAL_MOVE.' })
  endDelegation(@Arg('input', () => EndDelegationInput) input: EndDelegationInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const approvalDelegation = await tx.load(ApprovalDelegation, input.id, 'delegation:manage', 'id', ofPerson)
      if (approvalDelegation.endedAt) throw new UserError('ILLEGAL_MOVE', ['id'])
      approvalDelegation.endedAt = new Date()
      return { approvalDelegation }
    })
  }
}

/** What a person hands over in person, a key of theirs does not. */
function inPerson({ viewer }: Transaction): void {
  if (viewer.data.keyPermissions) throw new UserError('FORBIDDEN')
}

/** Whoever is away: oneself, or somebody whom one leads. */
async function away(tx: Transaction, id: string): Promise<User> {
  const person = await tx.find(User, id, 'personId'), { viewer } = tx
  if (person.audience !== 'crm') throw notFound('personId')
  const scope = viewer.scope('delegation:manage')
  if (id !== viewer.userId && scope !== 'all' && !(scope === 'team' && viewer.data.teamIds.includes(id))) throw new UserError('FORBIDDEN', ['personId'])
  return person
}
