import type { Transaction } from '../access/command.ts'
import type { Viewer } from '../access/viewer.ts'
import { UserError } from '../kit/errors.ts'
import { named, subjectOf } from '../kit/event.ts'
import { newId } from '../kit/ids.ts'
import type { NewRow } from '../kit/insert.ts'
import { takeNumber } from '../partners/document-number.ts'
import type { Buyer } from '../pricing/load.ts'
import type { Applied } from '../quotes/quote-pricing.ts'
import type { Quote } from '../quotes/quote.ts'
import { OrderAmount } from './order-amount.ts'
import { OrderLine } from './order-line.ts'
import { type OrderState, orderFlow } from './order.flow.ts'
import { Order } from './order.ts'
import { holdBudgets, noteUses } from './use-promotions.ts'
import { holdSpecialPrices, noteDraws } from './use-special-prices.ts'

/** A line, and the promotions and the special price that its own was made with. */
export type NewLine = NewRow<OrderLine> & { quantity: number; promotions?: readonly Applied[] | null; budgetEntryId?: string | null }
interface Money { subtotal: string; total: string }
export interface NewOrder { account: { id: string } | null; purchaseOrder: string | null; requestedDate?: string | null; deliverComplete?: boolean; note?: string | null; quote?: Quote; quoteVersionId?: string; paymentDays?: number | null }

/** Who orders: somebody of a partner, with their roles; nobody that is known here when an account accepts by a link. */
export interface Orderer { id: string | null; roles: readonly string[] }
export const ordererOf = ({ userId, data: { roles } }: Viewer): Orderer => ({ id: userId, roles })

/** Whether the orderer's own limit sends this order to an administrator or manager of the same partner. Locks the person, so that two orders at once are both counted. */
export async function placedState(tx: Transaction, { id, roles }: Orderer, total: string): Promise<OrderState> {
  if (!roles.includes('buyer')) return orderFlow.next(null, 'place', 'Placed')
  void tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`spending ${id}`])
  const [me] = await tx.run('select app.spent(id) + $2::numeric > spending_limit as over from app_user where id = $1', [id, total])
  return orderFlow.next(null, 'place', me?.over ? 'PendingPartnerApproval' : 'Placed')
}

/** Writes an order of a partner, or direct of the account on its quote, whichever way it came. */
export async function placeOrder(tx: Transaction, partner: Buyer['partner'], given: NewOrder, { subtotal, total }: Money, lines: readonly NewLine[], orderer: Orderer): Promise<{ id: string }> {
  if (!lines.length) throw new UserError('EMPTY', ['lines'])
  const { quote, account } = given, currency = quote?.currency ?? partner!.currency
  if (quote) { holdSpecialPrices(tx, lines); holdBudgets(tx, currency, lines) }
  const state = await placedState(tx, orderer, total)
  // what else there is to write, so that the number is taken last
  await tx.em.flush()
  const order = {
    quote: null, quoteVersionId: null, requestedDate: null, note: null, ...given, id: newId(), number: takeNumber(tx, 'order', partner), state, billingState: 'NotInvoiced', partner, account,
    owner: quote?.owner ?? named(partner?.representativeId ?? null), seller: quote?.seller ?? named(partner && orderer.id), createdById: orderer.id, currency, revision: 1, channel: tx.viewer.data.channel,
  }
  tx.add(Order, order)
  tx.add(OrderAmount, { orderId: order.id, partnerId: partner?.id ?? null, sellerId: order.seller?.id ?? null, subtotal, total })
  const written = lines.map((line, index) => ({ ...line, id: newId(), orderId: order.id, position: index + 1, reservedQuantity: 0, shippedQuantity: 0, deliveredQuantity: 0 }))
  tx.add(OrderLine, ...written)
  noteUses(tx, order.id, written)
  noteDraws(tx, order.id, written)
  tx.record('order.placed', subjectOf('order', order), { number: order.number, waits: state === 'PendingPartnerApproval' }, true)
  return order
}
