import type { Transaction } from '../access/command.ts'
import { UserError } from '../kit/errors.ts'
import { named, subjectOf } from '../kit/event.ts'
import { newId } from '../kit/ids.ts'
import type { NewRow } from '../kit/insert.ts'
import { takeNumber } from '../partners/document-number.ts'
import type { Buyer } from '../pricing/load.ts'
import type { Quote } from '../quotes/quote.ts'
import { OrderAmount } from './order-amount.ts'
import { OrderLine } from './order-line.ts'
import { type OrderState, orderFlow } from './order.flow.ts'
import { Order } from './order.ts'

export type NewLine = NewRow<OrderLine>
interface Money { subtotal: string; total: string }
export interface NewOrder { account: { id: string } | null; purchaseOrder: string | null; requestedDate?: string | null; note?: string | null; quote?: Quote; quoteVersionId?: string }

/** Whether the orderer's own limit sends this order to an administrator or manager of the same partner. Locks the person, so that two orders at once are both counted. */
export async function placedState(tx: Transaction, total: string): Promise<OrderState> {
  if (!tx.viewer.data.roles.includes('buyer')) return orderFlow.next(null, 'place', 'Placed')
  void tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`spending ${tx.viewer.userId}`])
  const [me] = await tx.run('select app.spent(id) + $2::numeric > spending_limit as over from app_user where id = $1', [tx.viewer.userId, total])
  return orderFlow.next(null, 'place', me?.over ? 'PendingPartnerApproval' : 'Placed')
}

/** Writes an order of the viewer's partner, whichever way it came. */
export async function placeOrder(tx: Transaction, partner: NonNullable<Buyer['partner']>, given: NewOrder, { subtotal, total }: Money, lines: readonly NewLine[]): Promise<{ id: string }> {
  if (!lines.length) throw new UserError('EMPTY', ['lines'])
  const { quote, account } = given, state = await placedState(tx, total)
  // what else there is to write, so that the number is taken last
  await tx.em.flush()
  const order = {
    quote: null, quoteVersionId: null, requestedDate: null, note: null, ...given, id: newId(), number: takeNumber(tx, 'order', partner), state, billingState: 'NotInvoiced', partner, account,
    owner: quote?.owner ?? named(partner.representativeId), seller: quote?.seller ?? { id: tx.viewer.userId }, createdById: tx.viewer.userId, currency: partner.currency, revision: 1, channel: tx.viewer.data.channel,
  }
  tx.add(Order, order)
  tx.add(OrderAmount, { orderId: order.id, partnerId: partner.id, sellerId: order.seller.id, subtotal, total })
  tx.add(OrderLine, ...lines.map((line, index) => ({ ...line, id: newId(), orderId: order.id, position: index + 1, reservedQuantity: 0, shippedQuantity: 0, deliveredQuantity: 0 })))
  tx.record('order.placed', subjectOf('order', order), { number: order.number, waits: state === 'PendingPartnerApproval' }, true)
  return order
}
