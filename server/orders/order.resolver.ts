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
import type { PromisedDate } from '../stock/promise.ts'
import { hold, release } from './credit.ts'
import { cancel, confirm, deliver, ship } from './fulfil.ts'
import { type OrderVerb, orderFlow } from './order.flow.ts'
import { CancelOrderInput, ConfirmOrderInput, DeliverOrderInput, HoldOrderInput, OrderReasonInput, OrderVerbInput, ShipOrderInput } from './order.input.ts'
import { Order } from './order.ts'
import { improvePromise, promisesOf } from './order-promise.ts'

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
  async promiseOrder(@Arg('id', () => ID) id: string, @Ctx() { run }: RequestContext): Promise<(LinePromise & PromisedDate)[]> {
    return isId(id) ? promisesOf(run, id) : []
  }

  @Needs('order:repromise') @Mutation(() => OrderPayload, { description: 'Earlier days for an order, where more is there or comes sooner than when it was confirmed. Never later ones.' })
  repromiseOrder(@Arg('input', () => OrderVerbInput) input: OrderVerbInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'repromise', improvePromise)
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

  @Needs('order:confirm') @Mutation(() => OrderPayload, { description: "Credit check, reservation and promise date. Beyond its partner's credit the order goes on hold instead." })
  confirmOrder(@Arg('input', () => ConfirmOrderInput) input: ConfirmOrderInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'confirm', (tx, order) => confirm(tx, order, input))
  }

  @Needs('order:hold') @Mutation(() => OrderPayload)
  holdOrder(@Arg('input', () => HoldOrderInput) input: HoldOrderInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'hold', (tx, order) => hold(tx, order, input.reason.trim()))
  }

  @Needs('order:release') @Mutation(() => OrderPayload, { description: 'Beyond the credit only with a reason, and by whom may answer for as much. Errors: FORBIDDEN, REQUIRED, RELEASE_LIMIT.' })
  releaseOrder(@Arg('input', () => OrderReasonInput) input: OrderReasonInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'release', (tx, order) => release(tx, order, input.reason?.trim() || null))
  }

  @Needs('order:ship') @Mutation(() => OrderPayload, { description: 'One shipment, also of a part; of what the buyer wants all at once only with a reason. Errors: DELIVER_COMPLETE, OUT_OF_STOCK, OUT_OF_RANGE.' })
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

  @Needs('order:cancel') @Mutation(() => OrderPayload, { description: 'All of it before shipment; afterwards what is still open. A buyer until the order is confirmed.' })
  cancelOrder(@Arg('input', () => CancelOrderInput) input: CancelOrderInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'cancel', (tx, order) => cancel(tx, order, input))
  }
}
