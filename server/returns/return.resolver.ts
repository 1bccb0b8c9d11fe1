import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql'
import type { RequestContext } from '../context.ts'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { Order } from '../orders/order.ts'
import { ApproveReturnInput, ReceiveReturnInput, RejectReturnInput, RequestReturnInput, ReturnInput } from './return.input.ts'
import { type ReturnVerb, returnFlow } from './return.flow.ts'
import { Return } from './return.ts'
import { decide, receive, request, told } from './returns.ts'

const ReturnPayload = payload('ReturnPayload', { return: Return, order: Order })

/** A verb on a return that the viewer may use it on. The order is locked first, as by everybody who touches it. */
function verb(context: RequestContext, info: GraphQLResolveInfo, input: ReturnInput, name: ReturnVerb, act: (tx: Transaction, order: Order, found: Return) => Promise<void> | void): Promise<Answer> {
  return context.command(info, input, async (tx) => {
    const [row] = isId(input.id) ? await tx.run('select order_id from return_authorization where id = $1', [input.id]) : []
    if (!row) throw notFound('id')
    const order = await tx.load(Order, row.order_id as string, `return:${name}`)
    const found = await tx.load(Return, input.id, `return:${name}`)
    await act(tx, order, found)
    return { return: found, order }
  })
}

@Resolver()
export class ReturnResolver {
  @Needs('order:read') @Query(() => connectionOf(Return))
  returns(@Args(() => pageArgsOf(Return)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(Return, args, info)
  }

  @Needs('order:read') @Query(() => Return, { nullable: true })
  return(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Return, id, info)
  }

  @Needs('return:request') @Mutation(() => ReturnPayload, { description: 'Asks to send something back. Errors: OUT_OF_RANGE beyond what has arrived and was not sent back.' })
  requestReturn(@Arg('input', () => RequestReturnInput) input: RequestReturnInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const order = await tx.load(Order, input.orderId, 'return:request', 'orderId')
      return { return: await request(tx, order, input), order }
    })
  }

  @Needs('return:approve') @Mutation(() => ReturnPayload)
  approveReturn(@Arg('input', () => ApproveReturnInput) input: ApproveReturnInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'approve', (tx, order, found) => decide(tx, order, found, 'approve', input.note?.trim() || null))
  }

  @Needs('return:reject') @Mutation(() => ReturnPayload)
  rejectReturn(@Arg('input', () => RejectReturnInput) input: RejectReturnInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'reject', (tx, order, found) => decide(tx, order, found, 'reject', input.reason.trim()))
  }

  @Needs('return:receive') @Mutation(() => ReturnPayload, { description: 'What has come: back into stock, or scrapped. Errors: OUT_OF_RANGE, EMPTY.' })
  receiveReturn(@Arg('input', () => ReceiveReturnInput) input: ReceiveReturnInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'receive', (tx, order, found) => receive(tx, order, found, input))
  }

  @Needs('return:close') @Mutation(() => ReturnPayload, { description: 'Where nothing is to be credited.' })
  closeReturn(@Arg('input', () => ReturnInput) input: ReturnInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'close', (tx, order, found) => {
      Object.assign(found, { state: returnFlow.next(found.state, 'close'), closedAt: new Date() })
      told(tx, 'closed', order, found)
    })
  }

  @Needs('return:cancel') @Mutation(() => ReturnPayload, { description: 'By the dealer until it is approved.' })
  cancelReturn(@Arg('input', () => ReturnInput) input: ReturnInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'cancel', (tx, order, found) => {
      const state = returnFlow.next(found.state, 'cancel')
      if (tx.viewer.audience !== 'crm' && found.state !== 'Requested') throw new UserError('ILLEGAL_MOVE', ['id'])
      found.state = state
      told(tx, 'canceled', order, found)
    })
  }
}
