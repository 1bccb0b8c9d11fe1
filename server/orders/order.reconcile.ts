import type { Check } from '../kit/reconcile.ts'
import { stockRules } from './stock-faults.ts'

const exponent = 'app.exponent(o.currency)', line = "o.number || ', line ' || l.position as name"
/** What a rule of stock names by its id: a product, a supply, an order or a line of one. */
const known = (differs: string) => `select coalesce(p.sku, u.sku, o.number || coalesce(', line ' || l.position, ''), d.id::text) as name, d.is::text as is, d.should::text as should from (${differs}) d left join product p on p.id = d.id
  left join (select s.id, x.sku || ' of ' || s.expected_date as sku from supply s join product x on x.id = s.product_id) u on u.id = d.id left join order_line l on l.id = d.id left join sales_order o on o.id = coalesce(l.order_id, d.id)`
const tables: Record<string, string> = { stock: 'stock', supply: 'supply', order_line: 'order_line', only: 'reservation', no: 'reservation' }

export const orderChecks: Check[] = [
  {
    // what is imported keeps the precision of its source: six digits, as the source works its lines out
    kind: 'order lines', name: 'unit price × quantity, less promotions, rounded', count: 'select count(*) from order_line',
    differs: `select ${line}, l.amount as is, w.amount as should from order_line l join sales_order o on o.id = l.order_id,
        lateral (select case when o.channel = 'import' then round(l.quantity * l.net_price * (1 - l.discount_percent / 100), 6) else round(l.unit_price * (l.quantity - l.canceled_quantity) - l.promotion_discount, ${exponent}) end as amount) w
      where l.amount <> w.amount`,
  },
  {
    kind: 'orders', name: 'lines, less the discount of their quote', count: 'select count(*) from order_amount',
    differs: `select o.number as name, a.subtotal || ', ' || a.total as is, w.subtotal || ', ' || w.total as should
      from order_amount a join sales_order o on o.id = a.order_id left join quote_version v on v.id = o.quote_version_id,
        lateral (select s.subtotal, s.subtotal - coalesce(round(s.subtotal * v.discount_percent / 100, ${exponent}), 0) as total from (select coalesce(sum(l.amount), 0) as subtotal from order_line l where l.order_id = o.id) s) w
      where (a.subtotal, a.total) is distinct from (w.subtotal, w.total)`,
  },
  {
    kind: 'shipments', name: 'what a line has shipped', count: 'select count(*) from order_line where shipped_quantity > 0',
    // a source may tell that an order was delivered, and not with which shipment
    differs: `select ${line}, l.shipped_quantity as is, coalesce(s.quantity, 0) as should from order_line l join sales_order o on o.id = l.order_id left join (select order_line_id, sum(quantity) as quantity from shipment_line group by 1) s on s.order_line_id = l.id
      where l.shipped_quantity <> coalesce(s.quantity, 0) and not (o.channel = 'import' and s.quantity is null)`,
  },
  {
    // with a discount on the whole, both totals were rounded: they may be a unit apart from the difference of the lines
    kind: 'order changes', name: 'what the lines change is what the total does', count: 'select count(*) from order_change',
    differs: `select o.number || ', change ' || c.number as name, c.total_after - c.total_before as is, w.difference as should
      from order_change c join sales_order o on o.id = c.order_id left join quote_version v on v.id = o.quote_version_id,
        lateral (select coalesce(sum(l.amount_after - l.amount_before), 0) * (1 - coalesce(v.discount_percent, 0) / 100) as difference from order_change_line l where l.change_id = c.id) w
      where abs(c.total_after - c.total_before - w.difference) > case when coalesce(v.discount_percent, 0) = 0 then 0 else power(10::numeric, -${exponent}) end`,
  },
  ...Object.entries(stockRules).map(([name, differs]): Check => ({ kind: 'stock', name, count: `select count(*) from ${tables[name.split(/[. ]/)[0]!]!}`, differs: known(differs) })),
]
