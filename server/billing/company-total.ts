import { addField, sql } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { Order } from '../orders/order.ts'
import { Return } from '../returns/return.ts'
import { QuoteVersion } from '../quotes/quote-version.ts'
import { hasOpenServices } from './perform-services.ts'

const description = "What the total is in the company's currency, converted once at the rate of that day; null where a rate is missing."
const equivalent = (amount: string, currency: string, day: string) => `trim_scale(app.converted(${amount}, ${currency}, app.company_currency(), ${day}))::text`

/** What staff see beside a total in another currency. */
addField(Order, 'companyTotal', sql(() => DecimalScalar, (row) => `(select ${equivalent('a.total', `${row}.currency`, `app.day(${row}.placed_at)`)} from order_amount a where a.order_id = ${row}.id)`, { description }))
addField(QuoteVersion, 'companyTotal', sql(() => DecimalScalar, (row) => equivalent(`${row}.total`, `${row}.currency`, `app.day(coalesce(${row}.presented_at, ${row}.created_at))`), { description }))
for (const entity of [Order, QuoteVersion]) addField(entity, 'companyCurrency', sql(() => String, () => 'app.company_currency()', { nullable: false }))

/** Whether the viewer may invoice something of an order. */
addField(Order, 'invoiceable', sql(() => Boolean, (row, { viewer }) => (viewer.scope('invoice:create') === null ? 'false'
  : `exists (select 1 from shipment s join shipment_line l on l.shipment_id = s.id where s.order_id = ${row}.id and not exists (select 1 from invoice_line c where c.shipment_line_id = l.id and c.claims))`),
{ nullable: false, description: 'Something of it was shipped and is on no invoice, and the viewer may make one.' }))

/** Whether the viewer may invoice services that were never shipped, by saying that they are done. */
addField(Order, 'servicesOpen', sql(() => Boolean, (row, { viewer }) => (viewer.scope('invoice:create') === null ? 'false' : hasOpenServices(row)), { nullable: false, description: 'Services of it are open, and the viewer may invoice them.' }))

/** Whether the viewer may credit what a return brought back. */
addField(Return, 'creditable', sql(() => Boolean, (row, { viewer }) => (viewer.scope('invoice:credit') === null ? 'false'
  : `${row}.state = 'Received' and exists (select 1 from return_line r join invoice_line l on l.order_line_id = r.order_line_id and l.claims join invoice i on i.id = l.invoice_id and i.kind = 'INVOICE' and i.number is not null where r.return_id = ${row}.id and r.received_quantity > 0)`),
{ nullable: false, description: 'It was received, something of it is on an invoice, and the viewer may credit it.' }))
