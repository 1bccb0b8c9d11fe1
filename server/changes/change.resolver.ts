import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import { addField, related } from '../kit/read/expose.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { type OrderChangeVerb, orderChangeFlow } from '../orders/order-change.flow.ts'
import { OrderChange } from '../orders/order-change.ts'
import { pricedOrder } from '../orders/order-totals.ts'
import { Order } from '../orders/order.ts'
import { compose, draft, refuseUnchangeable } from './change.ts'
import { EditOrderChangeInput, OrderChangeInput, RejectOrderChangeInput, RequestOrderChangeInput } from './change.input.ts'
import { spokenReasons } from './change-approval.ts'
import { apply, approve, reject, submit, withdraw } from './change-verbs.ts'

addField(OrderChange, 'order', related(() => Order, (child, parent) => `${child}.id = ${parent}.order_id`, undefined, { partner: true }))

const OrderChangePayload = payload('OrderChangePayload', { orderChange: OrderChange, order: Order })

/** A verb on a change that the viewer may use it on. The order is locked first, as by everybody who touches it. */
function verb(context: RequestContext, info: GraphQLResolveInfo, input: OrderChangeInput, name: OrderChangeVerb, act: (tx: Transaction, order: Order, change: OrderChange) => Promise<void> | void): Promise<Answer> {
  return context.command(info, input, async (tx) => {
    const [found] = isId(input.id) ? await tx.run('select order_id from order_change where id = $1', [input.id]) : []
    if (!found) throw notFound('id')
    const order = await tx.load(Order, found.order_id as string, `orderChange:${name}`)
    const orderChange = await tx.load(OrderChange, input.id, `orderChange:${name}`)
    await act(tx, order, orderChange)
    return { orderChange, order }
  })
}

@Resolver()
export class OrderChangeResolver {
  @Needs('order:read') @Query(() => connectionOf(OrderChange), { description: 'Changes of orders, drafts of the own side included.' })
  orderChanges(@Args(() => pageArgsOf(OrderChange)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(OrderChange, args, info)
  }

  @Needs('order:read') @Query(() => OrderChange, { nullable: true })
  orderChange(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(OrderChange, id, info)
  }

  @Needs('orderChange:request') @Mutation(() => OrderChangePayload, { description: 'What shall be otherwise about an order. Errors: ILLEGAL_MOVE, OUT_OF_RANGE below what was shipped, REQUIRED when nothing changes, EMPTY when nothing is left, PAST, NO_PRICE, CHANGE_WAITS.' })
  requestOrderChange(@Arg('input', () => RequestOrderChangeInput) input: RequestOrderChangeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const order = await tx.load(Order, input.orderId, 'orderChange:request', 'orderId')
      const orderChange = await draft(tx, order, input)
      if (input.submit) await submit(tx, order, orderChange)
      return { orderChange, order }
    })
  }

  @Needs('orderChange:edit') @Mutation(() => OrderChangePayload, { description: 'Writes a draft anew, whole. Errors: as when it was requested.' })
  editOrderChange(@Arg('input', () => EditOrderChangeInput) input: EditOrderChangeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'edit', async (tx, order, change) => {
      change.state = orderChangeFlow.next(change.state, 'edit')
      refuseUnchangeable(order)
      await compose(tx, order, change, await pricedOrder(tx, order), input)
    })
  }

  @Needs('orderChange:submit') @Mutation(() => OrderChangePayload, { description: "Sends a draft off. Above its buyer's limit it waits for the partner first. Errors: CHANGE_WAITS, STALE when the order has changed since." })
  submitOrderChange(@Arg('input', () => OrderChangeInput) input: OrderChangeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'submit', submit)
  }

  @Needs('orderChange:approve') @Mutation(() => OrderChangePayload, { description: "A partner's yes to what its buyer wants; a manager's to what the rules ask about. Errors: OWN_APPROVAL." })
  approveOrderChange(@Arg('input', () => OrderChangeInput) input: OrderChangeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'approve', approve)
  }

  @Needs('orderChange:apply') @Mutation(() => OrderChangePayload, { description: 'Makes the order what the change says, its reservations and totals with it; where the rules of quotes ask for a manager, it waits for one. Errors: STALE, OUT_OF_RANGE, CREDIT_EXCEEDED.' })
  applyOrderChange(@Arg('input', () => OrderChangeInput) input: OrderChangeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'apply', apply)
  }

  @Needs('orderChange:reject') @Mutation(() => OrderChangePayload)
  rejectOrderChange(@Arg('input', () => RejectOrderChangeInput) input: RejectOrderChangeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'reject', (tx, order, change) => reject(tx, order, change, input.reason.trim()))
  }

  @Needs('orderChange:withdraw') @Mutation(() => OrderChangePayload)
  withdrawOrderChange(@Arg('input', () => OrderChangeInput) input: OrderChangeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return verb(context, info, input, 'withdraw', withdraw)
  }
}

@Resolver(() => OrderChange)
export class OrderChangeReasonResolver {
  @FieldResolver(() => [String], { description: 'Why one of ours has to agree, as sentences.' })
  approvalReasons(@Root() change: { $id: string }, @Ctx() context: RequestContext): Promise<string[]> {
    return spokenReasons(context, change.$id)
  }
}
