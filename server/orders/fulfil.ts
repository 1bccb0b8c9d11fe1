import type { Transaction } from '../access/command.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { Decimal } from '../kit/money.ts'
import { OrderLine } from './order-line.ts'
import { orderFlow } from './order.flow.ts'
import type { ConfirmOrderInput, DeliverOrderInput, ShipOrderInput } from './order.input.ts'
import type { Order } from './order.ts'
import { lockStock, releaseStock, reserve, takeFromStock } from './reserve.ts'
import { Shipment, ShipmentLine } from './shipment.ts'

/** Refuses what a partner's credit no longer covers. The balance counts this order already; others that are not confirmed yet take nothing from it. */
async function checkCredit(tx: Transaction, order: Order): Promise<void> {
  if (!order.partner) return
  const [credit] = await tx.run(
    `select (c.credit_left + coalesce((select sum(a.total) from sales_order o join order_amount a on a.order_id = o.id where o.partner_id = $1 and o.state = 'Placed' and o.id <> $2), 0))::text as "left" from app.credit($1) c`,
    [order.partner.id, order.id])
  if (credit?.left == null || new Decimal(credit.left as string).gte(0)) return
  const money = new Intl.NumberFormat(tx.viewer.locale, { style: 'currency', currency: order.currency })
  throw new UserError('CREDIT_EXCEEDED', ['id'], { over: money.format(new Decimal(credit.left as string).abs().toFixed() as unknown as number) })
}

/** Nobody promises for a time beyond this; it is a slip of the fingers. */
const farthestYears = 5

/** Credit check, reservation, promise. */
export async function confirm(tx: Transaction, order: Order, { promiseDate }: ConfirmOrderInput): Promise<void> {
  order.state = orderFlow.next(order.state, 'confirm')
  const [{ today, possible }] = await Promise.all([reserve(tx, order), checkCredit(tx, order)])
  if (promiseDate && promiseDate < today) throw new UserError('PAST', ['promiseDate'])
  if (promiseDate && promiseDate > `${Number(today.slice(0, 4)) + farthestYears}`) throw new UserError('OUT_OF_RANGE', ['promiseDate'])
  order.promiseDate = promiseDate ?? possible
  tx.record('order.confirmed', order.subject(), { number: order.number, promiseDate: order.promiseDate }, true)
}

/** One shipment, of everything still open or of what is named. */
export async function ship(tx: Transaction, order: Order, { carrier, trackingNumber, lines: wanted }: ShipOrderInput): Promise<void> {
  orderFlow.next(order.state, 'ship')
  if (wanted?.length === 0) throw new UserError('EMPTY', ['lines'])
  const lines = await tx.em.find(OrderLine, { orderId: order.id }, { orderBy: { position: 'asc' } })
  const chosen = wanted
    ? wanted.map(({ orderLineId, quantity }, index) => {
        const line = lines.find(({ id }) => id === orderLineId)
        if (!line) throw notFound('lines', String(index), 'orderLineId')
        return { line, quantity, path: ['lines', String(index), 'quantity'] }
      })
    : lines.filter((line) => line.openQuantity() > 0).map((line, index) => ({ line, quantity: line.openQuantity(), path: ['lines', String(index), 'quantity'] }))
  const [{ count }] = (await tx.run('select count(*)::int as count from shipment where order_id = $1', [order.id])) as [{ count: number }]
  const shipment = tx.em.create(Shipment, { orderId: order.id, number: count + 1, carrier: carrier ?? null, trackingNumber: trackingNumber ?? null })
  tx.em.persist(shipment)
  await lockStock(tx, order)
  for (const { line, quantity, path } of chosen) {
    if (quantity > line.openQuantity()) throw new UserError('OUT_OF_RANGE', path, { max: line.openQuantity() })
    await takeFromStock(tx, line, quantity, path)
  }
  await tx.em.flush()
  for (const { line, quantity } of chosen) tx.em.persist(tx.em.create(ShipmentLine, { shipmentId: shipment.id, orderLine: line, quantity }))
  order.state = orderFlow.next(order.state, 'ship', lines.every((line) => line.openQuantity() === 0) ? 'Shipped' : 'PartiallyShipped')
  tx.record('order.shipped', order.subject(), { number: order.number, shipment: shipment.number, ...(carrier ? { carrier } : {}), ...(trackingNumber ? { trackingNumber } : {}) }, true)
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

export async function cancel(tx: Transaction, order: Order, reason: string | null): Promise<void> {
  if (tx.viewer.audience !== 'crm' && !['PendingPartnerApproval', 'Placed'].includes(order.state)) throw new UserError('ILLEGAL_MOVE', ['id'])
  const held = order.state === 'Confirmed'
  order.state = orderFlow.next(order.state, 'cancel')
  if (held) await releaseStock(tx, order)
  tx.record('order.canceled', order.subject(), { number: order.number, ...(reason ? { reason } : {}) }, true)
}
