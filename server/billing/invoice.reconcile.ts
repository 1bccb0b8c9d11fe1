import type { Check } from '../kit/reconcile.ts'

const exponent = 'app.exponent(i.currency)'
/** A draft has no number. */
const named = "coalesce(i.number, i.state || ' ' || i.id)"
const issued = 'select count(*) from invoice where number is not null'

export const invoiceChecks: Check[] = [
  {
    kind: 'invoices and credit notes', name: 'net, tax and gross of their lines', count: 'select count(*) from invoice',
    differs: `select ${named} as name, i.net || ' + ' || i.tax || ' = ' || i.gross as is, l.net || ' + ' || t.tax || ' = ' || l.net + t.tax as should
      from invoice i, lateral (select coalesce(sum(x.amount), 0) as net from invoice_line x where x.invoice_id = i.id) l, lateral (select coalesce(sum(x.tax), 0) as tax from invoice_tax x where x.invoice_id = i.id) t
      where (i.net, i.tax, i.gross) is distinct from (l.net, t.tax, l.net + t.tax)`,
  },
  {
    // that of a credit note is rounded on all that was credited so far, so by itself it may be a unit off
    kind: 'taxes', name: 'rate × lines of its group, rounded once', count: 'select count(*) from invoice_tax',
    differs: `select ${named} || ', ' || t.category || ' ' || trim_scale(t.rate) as name, t.net || ': ' || t.tax as is, l.net || ': ' || round(l.net * t.rate / 100, ${exponent}) as should
      from invoice_tax t join invoice i on i.id = t.invoice_id, lateral (select coalesce(sum(x.amount), 0) as net from invoice_line x where x.invoice_id = i.id and x.tax_category = t.category and x.tax_rate = t.rate) l
      where t.net <> l.net or abs(t.tax - round(l.net * t.rate / 100, ${exponent})) > case i.kind when 'INVOICE' then 0 else power(10::numeric, -${exponent}) end`,
  },
  {
    kind: 'invoices in company currency', name: 'the total, converted once', count: issued,
    differs: `select i.number as name, i.company_gross || ', tax ' || i.company_tax as is, round(i.gross * i.rate, app.exponent(i.company_currency)) || ', tax ' || round(i.tax * i.rate, app.exponent(i.company_currency)) as should
      from invoice i where i.number is not null and (i.company_gross, i.company_tax) is distinct from (round(i.gross * i.rate, app.exponent(i.company_currency)), round(i.tax * i.rate, app.exponent(i.company_currency)))`,
  },
  {
    kind: 'invoices', name: 'credited is the sum of its credit notes, and no more than there is', count: `${issued} and kind = 'INVOICE'`,
    differs: `select i.number as name, i.credited_amount as is, n.credited as should from invoice i, lateral (select coalesce(sum(x.gross), 0) as credited from invoice x where x.credited_id = i.id and x.number is not null) n
      where i.kind = 'INVOICE' and (i.credited_amount <> n.credited or n.credited > i.gross)`,
  },
  {
    kind: 'invoice lines', name: 'no more is credited than was invoiced', count: `select count(*) from invoice_line l join invoice i on i.id = l.invoice_id where i.kind = 'INVOICE'`,
    differs: `select i.number || ', line ' || l.position as name, c.quantity || ' for ' || c.amount as is, 'at most ' || l.quantity || ' for ' || l.amount as should from invoice_line l join invoice i on i.id = l.invoice_id,
        lateral (select coalesce(sum(x.quantity) filter (where not x.correction), 0) as quantity, coalesce(sum(x.amount), 0) as amount from invoice_line x join invoice n on n.id = x.invoice_id where x.credited_line_id = l.id and n.state <> 'Discarded') c
      where c.quantity > l.quantity or c.amount > l.amount`,
  },
  {
    kind: 'returns', name: 'no more is credited than came back', count: 'select count(*) from return_line where received_quantity > 0',
    differs: `select r.number || ', line ' || l.position as name, c.quantity as is, 'at most ' || l.received_quantity as should from return_line l join return_authorization r on r.id = l.return_id,
        lateral (select coalesce(sum(x.quantity), 0) as quantity from invoice_line x join invoice n on n.id = x.invoice_id where n.return_id = r.id and x.order_line_id = l.order_line_id and n.state <> 'Discarded') c
      where c.quantity > l.received_quantity`,
  },
  {
    kind: 'order lines', name: 'no more is invoiced than was shipped, or performed', count: 'select count(distinct order_line_id) from invoice_line where claims',
    differs: `select o.number || ', line ' || k.position as name, sum(l.quantity) as is, s.quantity as should from invoice_line l join order_line k on k.id = l.order_line_id join sales_order o on o.id = k.order_id, lateral (select coalesce(sum(x.quantity), 0) as quantity from shipment_line x where x.order_line_id = l.order_line_id) s where l.claims group by k.id, o.id, s.quantity having sum(l.quantity) > s.quantity`,
  },
  {
    kind: 'orders invoiced whole', name: 'their invoices are the order', count: `select count(*) from sales_order where billing_state in ('Invoiced', 'Paid') and exists (select 1 from invoice_line l where l.order_id = sales_order.id and l.claims)`,
    differs: `select o.number as name, w.invoiced as is, round(a.total, app.exponent(o.currency)) as should from sales_order o join order_amount a on a.order_id = o.id, lateral (select sum(l.amount) as invoiced from invoice_line l where l.order_id = o.id and l.claims) w
      where o.billing_state in ('Invoiced', 'Paid') and w.invoiced is not null and o.channel <> 'import' and w.invoiced <> round(a.total, app.exponent(o.currency))`,
  },
  {
    // an imported order was billed elsewhere
    kind: 'orders', name: 'their billing state follows from their invoices', count: 'select count(*) from sales_order',
    differs: `select o.number as name, o.billing_state as is, w.state as should from sales_order o, lateral (select app.billing_state(o.id) as state) w
      where o.billing_state <> w.state and not (o.channel = 'import' and not exists (select 1 from invoice_line l where l.order_id = o.id))`,
  },
  {
    kind: 'legal series', name: 'numbers without gaps, up to their counter', count: `select count(distinct (kind, split_part(number, '-', 2))) from invoice where number is not null`,
    differs: `select c.scope || ' ' || c.kind as name, coalesce(n.count, 0) || ' up to ' || coalesce(n.highest, 0) as is, c.value || ' up to ' || c.value as should
      from document_counter c left join (select kind, 'legal:' || split_part(number, '-', 2) as scope, count(*) as count, max(split_part(number, '-', 3)::bigint) as highest from invoice where number is not null group by 1, 2) n using (kind, scope)
      where c.scope like 'legal:%' and (coalesce(n.count, 0) <> c.value or coalesce(n.highest, 0) <> c.value)`,
  },
]
