import type { Asked } from '../access/router.ts'
import { choicesSql, partsSql } from '../configurator/line-part.ts'
import { press, sendPdf } from '../documents/document-file.ts'
import { letterheadSql } from '../documents/read-letterhead.ts'
import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import type { PrintedShipment } from './despatch-document.ts'
import { buyersLocale, partiesSql } from './printed-parties.ts'

/** $1 is the shipment; $2 the language. What was still to come when it left is what later shipments brought, and what is open yet. */
const reading = `
  select o.number as "order", s.number, o.purchase_order as "purchaseOrder", app.day(s.shipped_at)::text as date, s.carrier, s.tracking_number as "trackingNumber", ${letterheadSql('$2')} as letterhead, ${partiesSql},
    (select json_agg(json_build_object('position', l.position, 'sku', p.sku, 'name', coalesce(p.name_i18n ->> $2, p.name), 'description', l.description, 'parts', ${partsSql('l.parts', '$2')}, 'choices', ${choicesSql('l.parts', '$2')}, 'ordered', l.quantity - l.canceled_quantity, 'shipped', sl.quantity,
      'open', l.quantity - l.canceled_quantity - (select coalesce(sum(x.quantity), 0) from shipment_line x join shipment y on y.id = x.shipment_id where x.order_line_id = l.id and y.number <= s.number)) order by l.position)
      from shipment_line sl join order_line l on l.id = sl.order_line_id join product p on p.id = l.product_id where sl.shipment_id = s.id) as lines
  from shipment s join sales_order o on o.id = s.order_id where s.id = $1`

/** Sends the despatch note of a shipment, as whoever asks may see it, in its buyer's language. */
export async function despatchPdf({ context, params, response }: Asked): Promise<void> {
  const id = params.id!
  if (!isId(id)) throw notFound('id')
  const [found] = await context.run(`select ${buyersLocale} as locale from shipment s join sales_order o on o.id = s.order_id where s.id = $1`, [id])
  if (!found) throw notFound('id')
  const locale = found.locale as string, [shipment] = (await context.run(reading, [id, locale])) as unknown as PrintedShipment[]
  await context.close()
  const pdf = await press(async () => (await import('./despatch-document.ts')).renderShipment({ ...shipment!, lines: shipment!.lines ?? [] }, locale))
  sendPdf(response, pdf, `${shipment!.order}-${shipment!.number}`)
}
