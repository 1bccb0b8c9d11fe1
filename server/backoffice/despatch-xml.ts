import type { Asked } from '../access/router.ts'
import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { unitCode } from './codes.ts'
import { sendXml } from './invoice-xml.ts'
import { type Traded, tradedSql } from './traded.ts'
import { address, party, quantity, ublDocument } from './ubl.ts'

interface DespatchedLine { position: number; sku: string; name: string; unit: string; shipped: number; open: number }
interface Despatched extends Traded { order: string; number: number; purchaseOrder: string | null; placed: string; date: string; delivered: string | null; carrier: string | null; trackingNumber: string | null; lines: DespatchedLine[] }

const reading = `
  select o.number as "order", s.number, o.purchase_order as "purchaseOrder", app.day(o.placed_at)::text as placed, app.day(s.shipped_at)::text as date, app.day(s.delivered_at)::text as delivered,
    s.carrier, s.tracking_number as "trackingNumber", ${tradedSql},
    (select coalesce(json_agg(json_build_object('position', l.position, 'sku', p.sku, 'name', p.name, 'unit', p.unit, 'shipped', x.quantity, 'open', greatest(l.quantity - l.canceled_quantity - (select coalesce(sum(y.quantity), 0) from shipment_line y join shipment z on z.id = y.shipment_id
      where y.order_line_id = l.id and z.number <= s.number), 0)) order by l.position), '[]') from shipment_line x join order_line l on l.id = x.order_line_id join product p on p.id = l.product_id where x.shipment_id = s.id) as lines
  from shipment s join sales_order o on o.id = s.order_id where s.id = $1`

/** Sends the despatch advice of a shipment as UBL 2.1: no prices stand on it. */
export async function despatchXml({ context, params, response }: Asked): Promise<void> {
  const [shipment] = isId(params.id!) ? ((await context.run(reading, [params.id])) as unknown as Despatched[]) : []
  if (!shipment) throw notFound('id')
  sendXml(response, despatchUbl(shipment), `${shipment.order}-${shipment.number}`)
}

function despatchUbl({ order, number, purchaseOrder, placed, date, delivered, carrier, trackingNumber, seller, buyer, shipTo, lines }: Despatched): string {
  const id = `${order}-${number}`, reference = { 'cbc:ID': purchaseOrder ?? order, 'cbc:SalesOrderID': order, 'cbc:IssueDate': placed }
  return ublDocument('DespatchAdvice', {
    'cbc:CustomizationID': 'urn:oasis:names:specification:ubl:xpath:DespatchAdvice-2.1', 'cbc:ID': id, 'cbc:IssueDate': date, 'cbc:LineCountNumeric': String(lines.length), 'cac:OrderReference': reference,
    'cac:DespatchSupplierParty': party(seller), 'cac:DeliveryCustomerParty': party(buyer), 'cac:BuyerCustomerParty': buyer && party(buyer), 'cac:SellerSupplierParty': party(seller),
    'cac:Shipment': { 'cbc:ID': id, 'cac:Delivery': { 'cbc:ActualDeliveryDate': delivered, 'cbc:TrackingID': trackingNumber, 'cac:DeliveryAddress': shipTo && address(shipTo), 'cac:CarrierParty': { 'cac:PartyName': { 'cbc:Name': carrier } }, 'cac:Despatch': { 'cbc:ActualDespatchDate': date } } },
    'cac:DespatchLine': lines.map((line) => ({
      'cbc:ID': String(line.position), 'cbc:DeliveredQuantity': quantity(line.shipped, unitCode(line.unit)), 'cbc:OutstandingQuantity': line.open > 0 ? quantity(line.open, unitCode(line.unit)) : null,
      'cac:OrderLineReference': { 'cbc:LineID': String(line.position), 'cac:OrderReference': reference }, 'cac:Item': { 'cbc:Name': line.name, 'cac:SellersItemIdentification': { 'cbc:ID': line.sku } },
    })),
  })
}
