import type { ClientBase } from 'pg'

/** What an import must arrive at. Money in US dollars, rounded to cents only after adding. */
export interface Totals { orders: number; lines: number; customers: number; stores: number; products: number; salesPeople: number; allOrders: string; dealerOrders: string }

/** Those of Microsoft's sample. */
export const publishedTotals: Totals = { orders: 31_465, lines: 121_317, customers: 19_820, stores: 701, products: 504, salesPeople: 17, allOrders: '109846381.40', dealerOrders: '80487704.18' }

export interface Check { what: string; expected: string; found: string; met: boolean }
export interface Reconciliation { checks: Check[]; notes: string[] }

const names: Record<keyof Totals, string> = {
  orders: 'orders', lines: 'order lines', customers: 'customers (accounts and those of stores)', stores: 'stores', products: 'products', salesPeople: 'sales people',
  allOrders: 'all orders, USD', dealerOrders: 'dealer orders, USD',
}

/** Counts what is in the database and adds up its lines anew: quantity × price × (1 − discount), never a stored total. */
export async function reconcile(client: ClientBase, totals: Totals): Promise<Reconciliation> {
  const { rows: [found] } = await client.query<Totals>(`
    select (select count(*)::int from aw_order s join sales_order o on o.external_id = s.id::text) as orders, l.lines, l."allOrders", l."dealerOrders",
      (select count(*)::int from aw_customer s where s.store_id is null and exists (select from account a where a.external_id = s.id::text) or exists (select from partner p where p.external_id = s.store_id::text)) as customers,
      (select count(*)::int from aw_store s join partner p on p.external_id = s.id::text) as stores,
      (select count(*)::int from aw_product s join product p on p.external_id = s.id::text) as products,
      (select count(*)::int from aw_sales_person s join app_user u on u.external_id = s.id::text and u.audience = 'crm') as "salesPeople"
    from (select count(*)::int as lines, coalesce(round(sum(l.quantity * l.net_price * (1 - l.discount_percent / 100)), 2), 0)::text as "allOrders",
        coalesce(round(sum(l.quantity * l.net_price * (1 - l.discount_percent / 100)) filter (where o.partner_id is not null), 2), 0)::text as "dealerOrders"
      from aw_order s join sales_order o on o.external_id = s.id::text join order_line l on l.order_id = o.id) l`)
  const checks = (Object.keys(names) as (keyof Totals)[]).map((key): Check =>
    ({ what: names[key], expected: String(totals[key]), found: String(found![key]), met: String(totals[key]) === String(found![key]) }))
  return { checks, notes: await headerNotes(client) }
}

/** How the source's own totals compare with the lines. The source rounds a header to four digits. */
async function headerNotes(client: ClientBase): Promise<string[]> {
  const { rows: [row] } = await client.query<{ rounded: number; different: number; lines: number; unequal: number }>(`
    with sums as (select s.id, s.subtotal, coalesce(sum(l.quantity * l.net_price * (1 - l.discount_percent / 100)), 0) as lines, a.subtotal as stored
      from aw_order s join sales_order o on o.external_id = s.id::text left join order_amount a on a.order_id = o.id left join order_line l on l.order_id = o.id group by s.id, s.subtotal, a.subtotal)
    select count(*) filter (where abs(subtotal - lines) between 0.0000001 and 0.00005)::int as rounded, count(*) filter (where abs(subtotal - lines) > 0.00005)::int as different,
      count(*) filter (where stored is distinct from lines)::int as unequal,
      (select count(*)::int from aw_line s join sales_order o on o.external_id = s.order_id::text join order_line l on l.order_id = o.id and l.position = s.position where l.amount <> s.total) as lines
    from sums`)
  return [
    `Headers whose SubTotal differs from their lines: ${row!.different}; by the fifth digit only, which the source rounds away: ${row!.rounded}.`,
    `Lines whose LineTotal differs from quantity × price × (1 − discount): ${row!.lines}; orders whose stored amount differs from their lines: ${row!.unequal}.`,
  ]
}
