import type { Transaction } from '../access/command.ts'
import { UserError, UserErrors, notFound } from '../kit/errors.ts'
import { newId } from '../kit/ids.ts'
import { goodsOf } from '../orders/order-line.ts'
import type { Order } from '../orders/order.ts'
import { takeNumber } from '../partners/document-number.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import { coverWaiting } from '../stock/repromise.ts'
import { lockStock } from '../stock/reservation.ts'
import type { ReceiveReturnInput, RequestReturnInput } from './return.input.ts'
import { returnFlow } from './return.flow.ts'
import { Return, ReturnLine } from './return.ts'

/** What of an order has arrived and was not sent back, or announced to be, by line. The order is locked. */
async function returnable(tx: Transaction, orderId: string): Promise<Map<string, number>> {
  const rows = await tx.run(
    `select l.id, l.delivered_quantity - coalesce((select sum(case when a.state in ('Received', 'Closed') then r.received_quantity else r.quantity end)
       from return_line r join return_authorization a on a.id = r.return_id where r.order_line_id = l.id and a.state not in ('Rejected', 'Canceled')), 0)::int as most
     from order_line l where l.order_id = $1`, [orderId])
  return new Map(rows.map((row) => [row.id as string, row.most as number]))
}

/** Asks to send something back. Never more of a line than has arrived. */
export async function request(tx: Transaction, order: Order, { reason, note, lines }: RequestReturnInput): Promise<{ id: string }> {
  const most = await returnable(tx, order.id), faults: UserError[] = [], seen = new Set<string>()
  lines.forEach(({ orderLineId, quantity }, index) => {
    const left = most.get(orderLineId)
    if (left === undefined || seen.has(orderLineId)) faults.push(notFound('lines', String(index), 'orderLineId'))
    else if (quantity > left) faults.push(new UserError('OUT_OF_RANGE', ['lines', String(index), 'quantity'], { max: left }))
    seen.add(orderLineId)
  })
  if (faults.length) throw new UserErrors(faults)
  const partner = order.partner ? await tx.em.findOneOrFail(Partner, order.partner.id) : null
  const { account = null, seller = null, owner = null } = order, id = newId(), number = takeNumber(tx, 'return', partner)
  tx.add(Return, { id, number, order, state: returnFlow.next(null, 'request'), revision: 1, partner, account, seller, owner, requestedBy: tx.viewer.userId, reason, note: note?.trim() || null })
  tx.add(ReturnLine, ...lines.map(({ orderLineId, quantity, condition }, index) => ({ id: newId(), returnId: id, position: index + 1, orderLine: orderLineId, quantity, condition, receivedQuantity: 0, restockedQuantity: 0 })))
  tx.record('return.requested', order.subject(), { number: order.number, return: number, cause: reason }, true)
  return { id }
}

/** Tells it on the order's timeline. */
export const told = (tx: Transaction, verb: string, order: Order, found: Return, more: Record<string, unknown> = {}) =>
  tx.record(`return.${verb}`, order.subject(), { number: order.number, return: found.number, returnId: found.id, ...more }, true)

export function decide(tx: Transaction, order: Order, found: Return, verb: 'approve' | 'reject', note: string | null): void {
  Object.assign(found, { state: returnFlow.next(found.state, verb), decidedBy: tx.em.getReference(User, tx.viewer.userId), decidedAt: new Date(), decisionNote: note })
  told(tx, verb === 'approve' ? 'approved' : 'rejected', order, found, verb === 'reject' && note ? { reason: note } : {})
}

/** What has come: so many back into stock, first for orders that wait to have theirs made, the others scrapped. What did not come is not waited for. */
export async function receive(tx: Transaction, order: Order, found: Return, { lines: came }: ReceiveReturnInput): Promise<void> {
  found.state = returnFlow.next(found.state, 'receive')
  const lines = await tx.em.find(ReturnLine, { returnId: found.id }, { populate: ['orderLine'] }), faults: UserError[] = [], stocked = new Map<string, number>(), seen = new Set<string>()
  came.forEach(({ returnLineId, quantity, restock }, index) => {
    const line = lines.find(({ id }) => id === returnLineId), path = (field: string) => ['lines', String(index), field]
    if (!line || seen.has(returnLineId)) { faults.push(notFound(...path('returnLineId'))); return }
    seen.add(returnLineId)
    if (quantity > line.quantity) faults.push(new UserError('OUT_OF_RANGE', path('quantity'), { max: line.quantity }))
    if (restock > quantity) faults.push(new UserError('OUT_OF_RANGE', path('restock'), { max: quantity }))
    Object.assign(line, { receivedQuantity: quantity, restockedQuantity: restock })
    if (restock) for (const { productId, quantity: each } of goodsOf(line.orderLine)) stocked.set(productId, (stocked.get(productId) ?? 0) + restock * each)
  })
  if (faults.length) throw new UserErrors(faults)
  if (!lines.some(({ receivedQuantity }) => receivedQuantity > 0)) throw new UserError('EMPTY', ['lines'])
  found.receivedAt = new Date()
  const products = [...stocked.keys()]
  // before the budgets of promotions, to which what came back is given
  await lockStock(tx.run, products)
  await tx.em.flush()
  // a service was never there
  void tx.run(`update stock s set on_hand = s.on_hand + g.quantity from unnest($1::uuid[], $2::int[]) as g (product_id, quantity) join product p on p.id = g.product_id and p.tax_class <> 'SERVICE' where s.product_id = g.product_id`, [products, [...stocked.values()]])
  for (const productId of products) await coverWaiting(tx.run, productId)
  told(tx, 'received', order, found)
}
