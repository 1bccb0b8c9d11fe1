import type { Run } from '../kit/read/reader.ts'
import type { TaxClass } from '../tax/tax.ts'

/** Shipped pieces of an order's line that are on no invoice, and all that an invoice says of them. */
export interface Shipped {
  shipmentLineId: string; orderId: string; orderLineId: string; productId: string; sku: string; name: string; nameI18n: Record<string, string>; description: string | null; unit: string; taxClass: TaxClass
  quantity: number; unitPrice: string; shippedOn: string
  /** The whole line before promotions and its share of the order's discount, after both, and what of it is on invoices already. */
  lineQuantity: number; lineSubtotal: string; lineAmount: string
  takenQuantity: number; takenSubtotal: string; takenAmount: string
}

/** The order's discount falls on its lines by their amounts; each share is rounded on the sum so far, so that together they are the discount. */
const lines = `
  select l.*, l.quantity - l.canceled_quantity as wanted, l.amount - round(d.discount * l.so_far / d.subtotal, app.exponent(o.currency)) + round(d.discount * (l.so_far - l.amount) / d.subtotal, app.exponent(o.currency)) as net
  from (select l.*, sum(l.amount) over (partition by l.order_id order by l.position, l.id) as so_far from order_line l where l.order_id = any ($1)) l
    join sales_order o on o.id = l.order_id join (select order_id, nullif(subtotal, 0) as subtotal, subtotal - total as discount from order_amount) d on d.order_id = l.order_id`

/** What of these orders – or of these shipments of them alone – was shipped and is on no invoice. Their orders are locked already. */
export async function shippedOf(run: Run, orderIds: string[], shipmentIds: string[] | null): Promise<Shipped[]> {
  return (await run(
    `with line as (${lines})
     select sl.id as "shipmentLineId", l.order_id as "orderId", l.id as "orderLineId", p.id as "productId", p.sku, p.name, p.name_i18n as "nameI18n", l.description, p.unit, p.tax_class as "taxClass",
       sl.quantity, trim_scale(l.unit_price)::text as "unitPrice", app.day(s.shipped_at)::text as "shippedOn", l.wanted as "lineQuantity", (l.unit_price * l.wanted)::text as "lineSubtotal", coalesce(l.net, l.amount)::text as "lineAmount",
       t.quantity as "takenQuantity", t.subtotal::text as "takenSubtotal", t.amount::text as "takenAmount"
     from shipment_line sl join shipment s on s.id = sl.shipment_id join line l on l.id = sl.order_line_id join product p on p.id = l.product_id,
       lateral (select coalesce(sum(c.quantity), 0)::int as quantity, coalesce(sum(c.subtotal), 0) as subtotal, coalesce(sum(c.amount), 0) as amount from invoice_line c where c.order_line_id = l.id and c.claims) t
     where ($2::uuid[] is null or s.id = any ($2)) and not exists (select 1 from invoice_line c where c.shipment_line_id = sl.id and c.claims)
     order by s.shipped_at, l.order_id, s.number, l.position, sl.id`, [orderIds, shipmentIds])) as unknown as Shipped[]
}
