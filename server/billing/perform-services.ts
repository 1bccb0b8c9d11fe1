import { newId } from '../kit/ids.ts'
import { type OrderState, orderFlow } from '../orders/order.flow.ts'
import type { Work } from './work.ts'

/** A service takes no stock and leaves no house. */
const open = `select l.id, l.order_id, l.quantity - l.shipped_quantity - l.canceled_quantity as quantity, p.tax_class = 'SERVICE' and l.parts is null as service from order_line l join product p on p.id = l.product_id
  where l.quantity > l.shipped_quantity + l.canceled_quantity`

/** The condition that an order, confirmed, has services that nobody has performed yet. */
export const hasOpenServices = (row: string) => `${row}.state in ('Confirmed', 'PartiallyShipped') and exists (select 1 from (${open}) s where s.order_id = ${row}.id and s.service)`

/**
 * What is open of the services of confirmed orders counts as performed today: it is written down as a shipment that has arrived, so that it
 * is invoiced, credited and reconciled like anything that left. The orders are locked already.
 */
export async function performServices({ run, record }: Work, orderIds: readonly string[]): Promise<void> {
  const orders = await run(
    `select o.id, o.number, o.state, o.account_id as "accountId", o.partner_id as "partnerId", o.owner_id as "ownerId", o.seller_id as "sellerId", (select coalesce(max(s.number), 0) + 1 from shipment s where s.order_id = o.id) as shipment,
       exists (select 1 from (${open}) s where s.order_id = o.id and not s.service) as waits, exists (select 1 from shipment s where s.order_id = o.id and s.delivered_at is null) as "onTheWay"
     from sales_order o where o.id = any ($1) and ${hasOpenServices('o')} order by o.id`, [orderIds])
  for (const { id, number, state, shipment, waits, onTheWay, ...whose } of orders) {
    const shipmentId = newId(), shipped = orderFlow.next(state as OrderState, 'ship', waits ? 'PartiallyShipped' : 'Shipped')
    await run('insert into shipment (id, order_id, number, shipped_at, delivered_at) values ($1, $2, $3, now(), now())', [shipmentId, id, shipment])
    const lines = (await run(`select s.id, s.quantity from (${open}) s where s.order_id = $1 and s.service`, [id])).map((line) => ({ id: newId(), shipment_id: shipmentId, order_line_id: line.id, quantity: line.quantity }))
    await run('insert into shipment_line (id, shipment_id, order_line_id, quantity) select id, shipment_id, order_line_id, quantity from json_populate_recordset(null::shipment_line, $1)', [JSON.stringify(lines)])
    await run('update order_line l set shipped_quantity = l.shipped_quantity + s.quantity, delivered_quantity = l.delivered_quantity + s.quantity from shipment_line s where s.shipment_id = $1 and s.order_line_id = l.id', [shipmentId])
    await run('update sales_order set state = $2, updated_at = now(), revision = revision + 1 where id = $1', [id, waits || onTheWay ? shipped : orderFlow.next(shipped, 'deliver', 'Delivered')])
    record('order.shipped', { type: 'order', id: id as string, ...(whose as { accountId: string | null; partnerId: string | null; ownerId: string | null; sellerId: string | null }) }, { number, shipment }, true)
  }
}
