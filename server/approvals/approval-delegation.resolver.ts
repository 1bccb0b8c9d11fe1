import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql'
import { type Transaction, refusePast } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { User } from '../people/user.ts'
import { ApprovalDelegation, ofPerson } from './approval-delegation.ts'
import { CreateDelegationInput, EndDelegationInput } from './approval.input.ts'

const DelegationPayload = payload('ApprovalDelegationPayload', { approvalDelegation: ApprovalDelegation })

@Resolver()
export class ApprovalDelegationResolver {
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
