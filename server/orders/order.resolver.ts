import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, ID, Info, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { isId } from '../kit/ids.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { PromiseType } from '../stock/promise.resolver.ts'
import { type PromisedDate, promise, supplyOf } from '../stock/promise.ts'
import { cancel, confirm, deliver, ship } from './fulfil.ts'
import { type OrderVerb, orderFlow } from './order.flow.ts'
import { ConfirmOrderInput, DeliverOrderInput, OrderReasonInput, OrderVerbInput, ShipOrderInput } from './order.input.ts'
import { Order } from './order.ts'

export const OrderPayload = payload('OrderPayload', { order: Order })

@ObjectType({ description: 'What the desk can promise for one line now.' })
class LinePromise extends PromiseType {
  @Field(() => ID) orderLineId!: string
}

/** A verb on an order that the viewer may use it on. */
function verb(context: RequestContext, info: GraphQLResolveInfo, input: OrderVerbInput, name: OrderVerb, act: (tx: Transaction, order: Order) => Promise<void> | void): Promise<Answer> {
  return context.command(info, input, async (tx) => {
    const order = await tx.load(Order, input.id, `order:${name}`)
    await act(tx, order)
    return { order }
  }, 'ahead')
}

@Resolver()
export class OrderResolver {
  @Needs('order:read') @Query(() => connectionOf(Order))
  orders(@Args(() => pageArgsOf(Order)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(Order, args, info)
  }

  @Needs('order:read') @Query(() => Order, { nullable: true })
  order(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Order, id, info)
  }

  @Needs('order:confirm') @Query(() => [LinePromise], { description: 'By when each line of an order can leave, while the customer waits.' })
  async promiseOrder(@Arg('id', () => ID) id: string, @Ctx() { run }: RequestContext): Promise<LinePromise[]> {
    if (!isId(id)) return []
    const lines = await run('select id, product_id, quantity from order_line where order_id = $1 order by position', [id])
    const { today, supply } = await supplyOf(run, lines.map((line) => line.product_id as string))
    return lines.map((line): LinePromise & PromisedDate => ({ orderLineId: line.id as string, ...promise(line.quantity as number, supply.get(line.product_id as string)!, today) }))
  }

  @Needs('order:approve') @Mutation(() => OrderPayload, { description: "A partner's own yes to an order above its buyer's limit." })
  approveOrder(@Arg('input', () => OrderVerbInput) input: OrderVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'approve', (tx, order) => {
      order.state = orderFlow.next(order.state, 'approve')
      tx.record('order.approved', order.subject(), { number: order.number }, true)
    })
  }

  @Needs('order:reject') @Mutation(() => OrderPayload)
  rejectOrder(@Arg('input', () => OrderReasonInput) input: OrderReasonInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'reject', (tx, order) => {
      order.state = orderFlow.next(order.state, 'reject')
      tx.record('order.rejected', order.subject(), { number: order.number, ...(input.reason ? { reason: input.reason } : {}) }, true)
    })
  }

  @Needs('order:confirm') @Mutation(() => OrderPayload, { description: 'Credit check, reservation and promise date. Errors: CREDIT_EXCEEDED.' })
  confirmOrder(@Arg('input', () => ConfirmOrderInput) input: ConfirmOrderInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'confirm', (tx, order) => confirm(tx, order, input))
  }

  @Needs('order:hold') @Mutation(() => OrderPayload)
  holdOrder(@Arg('input', () => OrderReasonInput) input: OrderReasonInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'hold', (tx, order) => {
      order.state = orderFlow.next(order.state, 'hold')
      tx.record('order.held', order.subject(), { number: order.number, ...(input.reason ? { reason: input.reason } : {}) })
    })
  }

  @Needs('order:release') @Mutation(() => OrderPayload)
  releaseOrder(@Arg('input', () => OrderVerbInput) input: OrderVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'release', (tx, order) => {
      order.state = orderFlow.next(order.state, 'release')
      tx.record('order.released', order.subject(), { number: order.number })
    })
  }

  @Needs('order:ship') @Mutation(() => OrderPayload, { description: 'One shipment, also of a part. Errors: OUT_OF_STOCK, OUT_OF_RANGE.' })
  shipOrder(@Arg('input', () => ShipOrderInput) input: ShipOrderInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'ship', (tx, order) => ship(tx, order, input))
  }

  @Needs('order:deliver') @Mutation(() => OrderPayload)
  deliverOrder(@Arg('input', () => DeliverOrderInput) input: DeliverOrderInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'deliver', (tx, order) => deliver(tx, order, input))
  }

  @Needs('order:close') @Mutation(() => OrderPayload)
  closeOrder(@Arg('input', () => OrderVerbInput) input: OrderVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'close', (tx, order) => {
      order.state = orderFlow.next(order.state, 'close')
      tx.record('order.closed', order.subject(), { number: order.number }, true)
    })
  }

  @Needs('order:cancel') @Mutation(() => OrderPayload, { description: 'Before shipment; a buyer until the order is confirmed.' })
  cancelOrder(@Arg('input', () => OrderReasonInput) input: OrderReasonInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'cancel', (tx, order) => cancel(tx, order, input.reason ?? null))
  }
}
