import type pg from 'pg'
import type { Logger } from 'pino'
import { UserError } from '../kit/errors.ts'
import { jobWork } from './job-work.ts'
import { createInvoice } from './create-invoice.ts'
import { issueInvoice } from './issue-invoice.ts'

/** What is due by the terms of partners that are invoiced by themselves: orders together, by buyer, currency and place. A month is collected when it is over. */
const due = `
  with waiting as (
    select o.id, o.partner_id, o.currency, o.state, o.ship_to_id, o.payment_days, t.invoicing, min(s.shipped_at) as since, array_agg(distinct s.id) filter (where app.day(s.shipped_at) < date_trunc('month', app.today())) as earlier
    from partner_terms t join sales_order o on o.partner_id = t.partner_id join shipment s on s.order_id = o.id join shipment_line l on l.shipment_id = s.id
    where t.invoicing is not null and o.billing_state in ('NotInvoiced', 'PartiallyInvoiced') and not exists (select 1 from invoice_line c where c.shipment_line_id = l.id and c.claims)
    group by o.id, t.invoicing)
  select array[id] as orders, null::uuid[] as shipments from waiting where invoicing = 'SHIPMENT' or (invoicing = 'ORDER' and state in ('Shipped', 'Delivered', 'Closed'))
  union all
  select array_agg(w.id), array_agg(distinct e.id) from waiting w cross join lateral unnest(w.earlier) e (id) where w.invoicing = 'MONTH' group by w.partner_id, w.currency, w.ship_to_id, w.payment_days`

/** Invoices what is due, each invoice in a transaction of its own, so that one that can't be made keeps no other from it. Run twice, or broken off, it invoices nothing twice. */
export async function collectInvoices(system: pg.Pool, log: Logger): Promise<number> {
  const { rows } = await system.query<{ orders: string[]; shipments: string[] | null }>(due)
  let made = 0
  for (const { orders, shipments } of rows) {
    try {
      await jobWork(system, async (work) => issueInvoice(work, await createInvoice(work, [...new Set(orders)], shipments)))
      made++
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      // another made it meanwhile, or something is missing that finance has to enter first
      if (error.code !== 'EMPTY') log.warn({ orders, code: error.code, ...error.values }, 'an invoice could not be made')
    }
  }
  return made
}
