import type { Asked } from '../access/router.ts'
import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { Decimal } from '../kit/money.ts'
import { unitCode } from './codes.ts'
import { sendXml } from './invoice-xml.ts'
import { type Traded, tradedSql } from './traded.ts'
import { address, amount, party, price, quantity, ublDocument } from './ubl.ts'

export interface OrderedLine { position: number; sku: string; name: string; description: string | null; unit: string; quantity: number; unitPrice: string; amount: string; promiseDate: string | null }
export interface Ordered extends Traded { number: string; date: string; purchaseOrder: string | null; note: string | null; currency: string; requestedDate: string | null; promiseDate: string | null; subtotal: string; total: string; lines: OrderedLine[] }

// a line that is partly not wanted any more is an order of the rest; its money is read, not worked out, so that free pieces and bundles count
const reading = `
  select o.number, app.day(o.placed_at)::text as date, o.purchase_order as "purchaseOrder", o.note, o.currency, o.requested_date::text as "requestedDate", o.promise_date::text as "promiseDate",
    trim_scale(m.subtotal)::text as subtotal, trim_scale(m.total)::text as total, ${tradedSql},
    (select coalesce(json_agg(json_build_object('position', l.position, 'sku', p.sku, 'name', p.name, 'description', l.description, 'unit', p.unit, 'quantity', l.quantity - l.canceled_quantity, 'unitPrice', trim_scale(l.unit_price)::text,
      'amount', trim_scale(l.amount)::text, 'promiseDate', l.promise_date) order by l.position), '[]') from order_line l join product p on p.id = l.product_id where l.order_id = o.id) as lines
  from sales_order o join order_amount m on m.order_id = o.id where o.id = $1`

/** Sends an order as UBL 2.1 to whoever sees its money. */
export async function orderXml({ context, params, response }: Asked): Promise<void> {
  const [order] = isId(params.id!) ? ((await context.run(reading, [params.id])) as unknown as Ordered[]) : []
  if (!order) throw notFound('id')
  sendXml(response, orderUbl(order), order.number)
}

function orderUbl(order: Ordered): string {
  const { number, date, purchaseOrder, note, currency, requestedDate, promiseDate, subtotal, total, seller, buyer, shipTo, lines } = order, less = new Decimal(subtotal).minus(total)
  return ublDocument('Order', {
    'cbc:CustomizationID': 'urn:oasis:names:specification:ubl:xpath:Order-2.1', 'cbc:ID': purchaseOrder ?? number, 'cbc:SalesOrderID': number, 'cbc:IssueDate': date, 'cbc:OrderTypeCode': '220', 'cbc:Note': note,
    'cbc:DocumentCurrencyCode': currency, 'cbc:CustomerReference': purchaseOrder, 'cbc:LineCountNumeric': String(lines.length),
    'cac:BuyerCustomerParty': party(buyer), 'cac:SellerSupplierParty': party(seller),
    'cac:Delivery': { 'cac:DeliveryAddress': shipTo && address(shipTo), 'cac:RequestedDeliveryPeriod': { 'cbc:EndDate': requestedDate }, 'cac:PromisedDeliveryPeriod': { 'cbc:EndDate': promiseDate } },
    'cac:AllowanceCharge': less.isZero() ? null : { 'cbc:ChargeIndicator': String(less.lt(0)), 'cbc:AllowanceChargeReasonCode': less.gt(0) ? '95' : null, 'cbc:AllowanceChargeReason': less.gt(0) ? 'Discount' : 'Rounding', 'cbc:Amount': amount(less.abs().toFixed(), currency) },
    'cac:AnticipatedMonetaryTotal': {
      'cbc:LineExtensionAmount': amount(subtotal, currency), 'cbc:AllowanceTotalAmount': less.gt(0) ? amount(less.toFixed(), currency) : null, 'cbc:ChargeTotalAmount': less.lt(0) ? amount(less.abs().toFixed(), currency) : null, 'cbc:PayableAmount': amount(total, currency),
    },
    'cac:OrderLine': lines.map((line) => ({ 'cac:LineItem': {
      'cbc:ID': String(line.position), 'cbc:Quantity': quantity(line.quantity, unitCode(line.unit)), 'cbc:LineExtensionAmount': amount(line.amount, currency), 'cac:Delivery': { 'cac:PromisedDeliveryPeriod': { 'cbc:EndDate': line.promiseDate } },
      'cac:Price': { 'cbc:PriceAmount': price(line.unitPrice, currency), 'cbc:BaseQuantity': quantity(1, unitCode(line.unit)) },
      'cac:Item': { 'cbc:Description': line.description, 'cbc:Name': line.name, 'cac:SellersItemIdentification': { 'cbc:ID': line.sku } },
    } })),
  })
}
