import { invoiceFlow } from './invoice.flow.ts'
import type { Work } from './work.ts'

/** Brings the billing state of orders to what their invoices say; tells of each that has moved. */
export async function settleOrders({ run, record }: Work, orderIds: readonly string[]): Promise<void> {
  const moved = await run(
    `update sales_order o set billing_state = b.state, updated_at = now(), revision = o.revision + 1
     from (select o.id, app.billing_state(o.id) as state from sales_order o where o.id = any ($1)) b where b.id = o.id and o.billing_state <> b.state
     returning o.id, o.number, o.billing_state as state, o.account_id as "accountId", o.partner_id as "partnerId", o.owner_id as "ownerId", o.seller_id as "sellerId"`, [orderIds])
  for (const { id, number, state, accountId, partnerId, ownerId, sellerId } of moved)
    record('order.billed', { type: 'order', id: id as string, accountId: accountId as string | null, partnerId: partnerId as string | null, ownerId: ownerId as string | null, sellerId: sellerId as string | null }, { number, billingState: state }, true)
}

/**
 * Brings an issued invoice to what was credited and paid of it, and its orders along. Whoever books a payment says what is paid in all; left
 * out, that stays. The invoice is locked already.
 */
export async function settleInvoice(work: Work, id: string, paid: string | null = null): Promise<void> {
  const [now] = await work.run(
    `select i.state, greatest(i.gross - c.credited - p.paid, 0) = 0 as settled, p.paid <> 0 as "partlyPaid", c.credited >= i.gross and p.paid = 0 as called, c.credited::text as credited, p.paid::text as paid
     from invoice i, lateral (select coalesce(sum(n.gross), 0) as credited from invoice n where n.credited_id = i.id and n.number is not null) c, lateral (select coalesce($2::numeric, i.paid_amount) as paid) p
     where i.id = $1`, [id, paid])
  const { state, settled, partlyPaid, called, credited } = now as { state: 'Issued'; settled: boolean; partlyPaid: boolean; called: boolean; credited: string }
  const next = invoiceFlow.next(state, 'settle', called ? 'Credited' : settled ? 'Paid' : partlyPaid ? 'PartiallyPaid' : 'Issued')
  const [settledNow] = await work.run(
    `update invoice set credited_amount = $2, paid_amount = $3, state = $4, updated_at = now(), revision = revision + 1 where id = $1
     returning id, number, currency, trim_scale(open_amount)::text as open, partner_id as "partnerId", account_id as "accountId", owner_id as "ownerId", seller_id as "sellerId"`, [id, credited, now!.paid, next])
  const { number, currency, open, ...whose } = settledNow as { number: string; currency: string; open: string; id: string }
  if (next !== state) work.record('invoice.settled', { ...whose, type: 'invoice' }, { number, currency, open, state: next }, true)
  await settleOrders(work, await ordersOf(work, id))
}

/** The orders whose pieces are on an invoice. */
const ordersOf = async ({ run }: Work, id: string): Promise<string[]> =>
  (await run('select distinct order_id as id from invoice_line where invoice_id = $1 and order_id is not null order by 1', [id])).map((row) => row.id as string)

/** The same, locked, always in the same order. */
export async function lockOrders(work: Work, id: string): Promise<string[]> {
  const orders = await ordersOf(work, id)
  await work.run('select id from sales_order where id = any ($1) order by id for update', [orders])
  return orders
}
