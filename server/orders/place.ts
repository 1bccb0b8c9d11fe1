import type { Transaction } from '../access/command.ts'
import type { Account } from '../accounts/account.ts'
import { UserError } from '../kit/errors.ts'
import { newId } from '../kit/ids.ts'
import { type Decimal, sum } from '../kit/money.ts'
import { nextNumber } from '../partners/document-number.ts'
import type { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import type { QuoteVersion } from '../quotes/quote-version.ts'
import type { Quote } from '../quotes/quote.ts'
import { OrderAmount } from './order-amount.ts'
import { OrderLine } from './order-line.ts'
import { type OrderState, orderFlow } from './order.flow.ts'
import { Order } from './order.ts'

export interface NewLine {
  productId: string; description: string | null; quantity: number; listPrice: string | null; netPrice: string; discountPercent: string; unitPrice: string; amount: string
}
export interface NewOrder {
  partner: Partner; account: Account | null; lines: readonly NewLine[]; subtotal: string; total: string
  purchaseOrder: string | null; requestedDate?: string | null; note?: string | null; quote?: Quote; version?: QuoteVersion
}

/** Whether the orderer's own limit sends this order to an administrator or manager of the same partner. Locks the person, so that two orders at once are both counted. */
export async function placedState(tx: Transaction, total: string): Promise<OrderState> {
  if (!tx.viewer.data.roles.includes('buyer')) return orderFlow.next(null, 'place', 'Placed')
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`spending ${tx.viewer.userId}`])
  const [me] = await tx.run('select app.spent(id) + $2::numeric > spending_limit as over from app_user where id = $1', [tx.viewer.userId, total])
  return orderFlow.next(null, 'place', me?.over ? 'PendingPartnerApproval' : 'Placed')
}

/** Writes an order of the viewer's partner, whichever way it came. */
export async function placeOrder(tx: Transaction, given: NewOrder): Promise<Order> {
  const { partner, account, lines, quote, version } = given
  if (!lines.length) throw new UserError('EMPTY', ['lines'])
  const state = await placedState(tx, given.total)
  const order = tx.em.create(Order, {
    number: await nextNumber(tx, 'order', partner), state, billingState: 'NotInvoiced', partner, account, owner: quote?.owner ?? partner.representative ?? null,
    seller: tx.em.getReference(User, quote?.seller?.id ?? tx.viewer.userId), createdById: tx.viewer.userId, quote: quote ?? null, quoteVersionId: version?.id ?? null,
    purchaseOrder: given.purchaseOrder, requestedDate: given.requestedDate ?? null, note: given.note ?? null, currency: partner.currency, revision: 1, channel: tx.viewer.data.channel,
  })
  tx.em.persist(order)
  await tx.em.flush()
  await tx.em.insert(OrderAmount, { orderId: order.id, partnerId: partner.id, sellerId: order.seller?.id ?? null, subtotal: given.subtotal, total: given.total })
  await tx.em.insertMany(OrderLine, lines.map(({ productId, ...line }, index) => ({
    ...line, id: newId(), orderId: order.id, position: index + 1, product: productId, reservedQuantity: 0, shippedQuantity: 0, deliveredQuantity: 0,
  })))
  tx.record('order.placed', order.subject(), { number: order.number, waits: state === 'PendingPartnerApproval' }, true)
  return order
}

export const amountOf = (lines: readonly { amount: Decimal | string }[]): string => sum(lines.map(({ amount }) => amount)).toFixed()
