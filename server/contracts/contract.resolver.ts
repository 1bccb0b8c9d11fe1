import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { create, edit, loadFor, send, sign } from './contract-verbs.ts'
import { type ContractVerb, contractFlow } from './contract.flow.ts'
import { ContractInput, CreateContractInput, EditContractInput, RenewContractInput, SendContractInput, SignContractInput, TerminateContractInput } from './contract.input.ts'
import { Contract, nextEnd, termDay } from './contract.ts'

const ContractPayload = payload('ContractPayload', { contract: Contract })

function verb(context: RequestContext, info: GraphQLResolveInfo, input: ContractInput, name: ContractVerb, act: (tx: Transaction, contract: Contract) => Promise<void> | void): Promise<Answer> {
  return context.command(info, input, async (tx) => {
    const contract = await loadFor(tx, input.id, name)
    await act(tx, contract)
    return { contract }
  })
}

@Resolver()
export class ContractResolver {
  @Needs('contract:read') @Query(() => connectionOf(Contract))
  contracts(@Args(() => pageArgsOf(Contract)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(Contract, args, info)
  }

  @Needs('contract:read') @Query(() => Contract, { nullable: true })
  contract(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Contract, id, info)
  }

  @Needs('contract:create') @Mutation(() => ContractPayload, { description: 'A draft. Errors: REQUIRED, NOT_FOUND, CONFLICTING where a quote or an order is another buyer\'s, OUT_OF_RANGE, UNKNOWN_FIELD with line and column.' })
  createContract(@Arg('input', () => CreateContractInput) input: CreateContractInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => ({ contract: await create(tx, input) }))
  }

  @Needs('contract:edit') @Mutation(() => ContractPayload, { description: 'Changes a draft. Errors: STALE, OUT_OF_RANGE, UNKNOWN_FIELD with line and column.' })
  editContract(@Arg('input', () => EditContractInput) input: EditContractInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return verb(context, info, input, 'edit', (tx, contract) => edit(tx, contract, input))
  }

  @Needs('contract:send') @Mutation(() => ContractPayload, { description: 'Freezes the text and sends it. From then on the partner sees it.' })
  sendContract(@Arg('input', () => SendContractInput) input: SendContractInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return verb(context, info, input, 'send', (tx, contract) => send(tx, contract, input))
  }

  @Needs('contract:sign') @Mutation(() => ContractPayload, { description: 'Notes who signed for one side; with both it runs. Errors: TAKEN.' })
  signContract(@Arg('input', () => SignContractInput) input: SignContractInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return verb(context, info, input, 'sign', (tx, contract) => sign(tx, contract, input))
  }

  @Needs('contract:revise') @Mutation(() => ContractPayload, { description: 'Back to a draft; signatures of the text before no longer count.' })
  reviseContract(@Arg('input', () => ContractInput) input: ContractInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return verb(context, info, input, 'revise', (tx, contract) => {
      contract.state = contractFlow.next(contract.state, 'revise')
      tx.record('contract.revised', contract.subject(), { number: contract.number, title: contract.title })
    })
  }

  @Needs('contract:renew') @Mutation(() => ContractPayload, { description: 'Goes on until a later day. Errors: REQUIRED, OUT_OF_RANGE.' })
  renewContract(@Arg('input', () => RenewContractInput) input: RenewContractInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return verb(context, info, input, 'renew', async (tx, contract) => {
      const [row] = await tx.run(`select coalesce($1::date, ${nextEnd('$2::date', '$3::int', '$4::int')})::text as "endOn", case when $1::date is null then ${termDay('$2::date', '$4::int')} end as "termDay", app.today()::text as today`,
        [input.endOn ?? null, contract.endOn ?? null, contract.renewalMonths ?? null, contract.termDay ?? null])
      const { endOn, termDay: day, today } = row as { endOn: string | null; termDay: number | null; today: string }
      if (!endOn) throw new UserError('REQUIRED', ['endOn'])
      if (endOn <= (contract.endOn ?? '') || endOn < today) throw new UserError('OUT_OF_RANGE', ['endOn'])
      Object.assign(contract, { state: contractFlow.next(contract.state, 'renew'), endOn, termDay: day })
      tx.record('contract.renewed', contract.subject(), { number: contract.number, title: contract.title, until: endOn }, true)
    })
  }

  @Needs('contract:terminate') @Mutation(() => ContractPayload, { description: 'Ends it before its time. Errors: OUT_OF_RANGE.' })
  terminateContract(@Arg('input', () => TerminateContractInput) input: TerminateContractInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return verb(context, info, input, 'terminate', async (tx, contract) => {
      const [day] = await tx.run('select app.today()::text as today', []), until = input.endOn ?? (day!.today as string)
      if (contract.endOn && until > contract.endOn) throw new UserError('OUT_OF_RANGE', ['endOn'])
      Object.assign(contract, { state: contractFlow.next(contract.state, 'terminate'), terminatedAt: new Date(), terminatedOn: until, terminationReason: input.reason?.trim() || null })
      tx.record('contract.terminated', contract.subject(), { number: contract.number, title: contract.title, until }, true)
    })
  }

  @Needs('contract:cancel') @Mutation(() => ContractPayload, { description: 'Gives up what never ran.' })
  cancelContract(@Arg('input', () => ContractInput) input: ContractInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return verb(context, info, input, 'cancel', (tx, contract) => {
      contract.state = contractFlow.next(contract.state, 'cancel')
      tx.record('contract.canceled', contract.subject(), { number: contract.number, title: contract.title }, contract.sentAt !== null)
    })
  }
}
