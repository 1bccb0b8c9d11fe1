import type { Transaction } from '../access/command.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { creditOf, endHold, holdForCredit, lockCredit } from './credit.ts'
import { orderChangeFlow, waitingChanges } from './order-change.flow.ts'
import { OrderChange } from './order-change.ts'
import { OrderLine } from './order-line.ts'
import { closeOpen, pricedOrder, rewriteTotals } from './order-totals.ts'
import { orderFlow } from './order.flow.ts'
import type { CancelOrderInput, ConfirmOrderInput, DeliverOrderInput, ShipOrderInput, ShippedLine } from './order.input.ts'
import type { Order } from './order.ts'
import { lockStock, releaseStock, reserve, takeFromStock } from './reserve.ts'
import { Shipment, ShipmentLine } from './shipment.ts'

/** Nobody promises for a time beyond this; it is a slip of the fingers. */
const farthestYears = 5

/** Credit check, reservation, promise. Beyond the credit it waits, until somebody answers for it or there is credit again. */
export async function confirm(tx: Transaction, order: Order, { promiseDate, deliverComplete, onlyFromStock }: ConfirmOrderInput): Promise<void> {
  orderFlow.next(order.state, 'confirm')
  lockCredit(tx, order)
  const credit = await creditOf(tx, order)
  if (credit.exceeded && !credit.allowed) return holdForCredit(tx, order, credit)
  order.state = orderFlow.next(order.state, 'confirm')
  const { today, possible } = await reserve(tx, order, onlyFromStock ?? false)
  if (promiseDate && promiseDate < today) throw new UserError('PAST', ['promiseDate'])
  if (promiseDate && promiseDate > `${Number(today.slice(0, 4)) + farthestYears}`) throw new UserError('OUT_OF_RANGE', ['promiseDate'])
  order.promiseDate = promiseDate ?? possible ?? today
  if (deliverComplete != null) order.deliverComplete = deliverComplete
  tx.record('order.confirmed', order.subject(), { number: order.number, promiseDate: order.promiseDate }, true)
}

/**
 * One shipment, of everything still open or of what is named. Services go with it when they are named, or when nothing else is open: they take no stock.
 * A part of what the buyer wants all at once leaves only with a reason; one that was `reported` has left.
 */
export async function ship(tx: Transaction, order: Order, { carrier, trackingNumber, lines: wanted, partReason, afterShipments }: ShipOrderInput, reported = false): Promise<void> {
  orderFlow.next(order.state, 'ship')
  if (wanted?.length === 0) throw new UserError('EMPTY', ['lines'])
  const lines = await tx.em.find(OrderLine, { orderId: order.id }, { orderBy: { position: 'asc' } }), needs = await lockStock(tx, order)
  const open = lines.filter((line) => line.openQuantity() > 0), goods = open.filter(({ id }) => needs.some(({ lineId }) => lineId === id))
  const chosen = wanted
    ? onceEach(wanted).map(({ orderLineId, quantity, index }) => {
        const line = lines.find(({ id }) => id === orderLineId)
        if (!line) throw notFound('lines', String(index), 'orderLineId')
        return { line, quantity, path: ['lines', String(index), 'quantity'] }
      })
    : (goods.length ? goods : open).map((line, index) => ({ line, quantity: line.openQuantity(), path: ['lines', String(index), 'quantity'] }))
  const [{ count }] = (await tx.run('select count(*)::int as count from shipment where order_id = $1', [order.id])) as [{ count: number }]
  // two windows that show the same pieces ship them once
  if (afterShipments != null && afterShipments !== count) throw new UserError('STALE', ['id'])
  const part = order.deliverComplete && goods.some((line) => line.openQuantity() > (chosen.find((one) => one.line === line)?.quantity ?? 0)), why = partReason?.trim() || null
  if (part && !why && !reported) throw new UserError('DELIVER_COMPLETE', ['partReason'])
  const shipment = tx.em.create(Shipment, { orderId: order.id, number: count + 1, carrier: carrier ?? null, trackingNumber: trackingNumber ?? null, partReason: part ? why : null })
  tx.em.persist(shipment)
  for (const { line, quantity, path } of chosen) if (quantity > line.openQuantity()) throw new UserError('OUT_OF_RANGE', path, { max: line.openQuantity() })
  await takeFromStock(tx, needs, chosen)
  await tx.em.flush()
  for (const { line, quantity } of chosen) tx.em.persist(tx.em.create(ShipmentLine, { shipmentId: shipment.id, orderLine: line, quantity }))
  order.state = orderFlow.next(order.state, 'ship', lines.every((line) => line.openQuantity() === 0) ? 'Shipped' : 'PartiallyShipped')
  tx.record('order.shipped', order.subject(), { number: order.number, shipment: shipment.number, ...(carrier ? { carrier } : {}), ...(trackingNumber ? { trackingNumber } : {}) }, true)
}

/** What is named twice goes once. */
function onceEach(wanted: readonly ShippedLine[]): { orderLineId: string; quantity: number; index: number }[] {
  const lines = new Map<string, { orderLineId: string; quantity: number; index: number }>()
  wanted.forEach(({ orderLineId, quantity }, index) => {
    const before = lines.get(orderLineId)
    if (before) before.quantity += quantity
    else lines.set(orderLineId, { orderLineId, quantity, index })
  })
  return [...lines.values()]
}

/** Marks shipments as arrived; the order is delivered when all of it has. */
export async function deliver(tx: Transaction, order: Order, { shipmentId }: DeliverOrderInput): Promise<void> {
  orderFlow.next(order.state, 'deliver')
  const onTheWay = await tx.em.find(Shipment, { orderId: order.id, deliveredAt: null })
  const arrived = shipmentId ? onTheWay.filter(({ id }) => id === shipmentId) : onTheWay
  if (!arrived.length) throw notFound('shipmentId')
  for (const shipment of arrived) shipment.deliveredAt = new Date()
  await tx.em.flush()
  await tx.run(
    `update order_line l set delivered_quantity = coalesce((select sum(sl.quantity) from shipment_line sl join shipment s on s.id = sl.shipment_id where sl.order_line_id = l.id and s.delivered_at is not null), 0) where l.order_id = $1`, [order.id])
  const complete = order.state === 'Shipped' && arrived.length === onTheWay.length
  order.state = orderFlow.next(order.state, 'deliver', complete ? 'Delivered' : order.state)
  tx.record('order.delivered', order.subject(), { number: order.number, complete }, true)
}

/** All of it; of an order that has left in part, what is still open: it goes on with what was shipped. What somebody wanted to change about it is settled with that. */
export async function cancel(tx: Transaction, order: Order, { reason, code }: CancelOrderInput): Promise<void> {
  if (tx.viewer.audience !== 'crm' && !['PendingPartnerApproval', 'Placed'].includes(order.state)) throw new UserError('ILLEGAL_MOVE', ['id'])
  const partly = order.state === 'PartiallyShipped', held = order.state === 'Confirmed'
  orderFlow.next(order.state, 'cancel')
  if (held || partly) await releaseStock(tx, order)
  const changes = await tx.em.find(OrderChange, { orderId: order.id, state: { $in: [...waitingChanges] } })
  for (const change of changes) change.state = orderChangeFlow.next(change.state, 'withdraw')
  if (partly) {
    const priced = await pricedOrder(tx, order)
    closeOpen(priced.lines, order.currency)
    await rewriteTotals(tx, order, priced)
    await close(tx, order)
  } else {
    order.state = orderFlow.next(order.state, 'cancel')
    await endHold(tx, order)
  }
  order.cancelReason = code ?? null
  tx.record('order.canceled', order.subject(), { number: order.number, ...(code ? { code } : {}), ...(reason ? { reason } : {}), ...(partly ? { partly } : {}) }, true)
}

/** Nothing of it is open any more: it goes on with what was shipped, and the day by which all of that has left is known. */
export async function close(tx: Transaction, order: Order): Promise<void> {
  const [row] = await tx.run('select app.day(max(shipped_at))::text as "lastDay", bool_or(delivered_at is null) as "onTheWay" from shipment where order_id = $1', [order.id])
  const { lastDay, onTheWay } = row as { lastDay: string; onTheWay: boolean }
  order.state = orderFlow.next(order.state, 'cancel', onTheWay ? 'Shipped' : 'Delivered')
  if (order.promiseDate && lastDay < order.promiseDate) Object.assign(order, { promiseDate: lastDay, promisedBefore: null, repromisedAt: null })
}
