import type { Transaction } from '../access/command.ts'
import { createInvoice } from '../billing/create-invoice.ts'
import { issueInvoice } from '../billing/issue-invoice.ts'
import { workOf } from '../billing/work.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { Decimal } from '../kit/money.ts'
import { deliver, ship } from '../orders/fulfil.ts'
import { needsOf } from '../orders/needs.ts'
import { Order } from '../orders/order.ts'
import { Shipment } from '../orders/shipment.ts'
import { lockStock } from '../stock/reservation.ts'
import type { InvoiceRow, OrderRow, PieceRow, ShipmentRow } from './inbound.input.ts'

/** Every order that is reported of, and the stock of what is on them, locked in the order in which everybody locks them. */
export async function lockOrdersOf(tx: Transaction, rows: readonly OrderRow[], withStock: boolean): Promise<void> {
  const found = await tx.run('select id from sales_order where id::text = any ($1) or number = any ($2) order by id for update', [rows.map(({ orderId }) => orderId).filter(Boolean), rows.map(({ orderNumber }) => orderNumber).filter(Boolean)])
  if (withStock) await lockStock(tx.run, (await needsOf(tx.run, ...found.map(({ id }) => id as string))).map(({ productId }) => productId))
}

async function orderOf(tx: Transaction, { orderId, orderNumber, partnerCode }: OrderRow, permission: string): Promise<Order> {
  if (orderId) return tx.load(Order, orderId, permission, 'orderId')
  if (!orderNumber) throw new UserError('REQUIRED', ['orderNumber'])
  const found = await tx.run('select o.id from sales_order o left join partner p on p.id = o.partner_id where o.number = $1 and ($2::text is null or p.code = $2)', [orderNumber, partnerCode ?? null])
  if (found.length > 1) throw new UserError('REQUIRED', ['partnerCode'])
  return tx.load(Order, (found[0]?.id as string | undefined) ?? '', permission, 'orderNumber')
}

interface Line { id: string; position: number; sku: string; open: number }
const linesOf = (tx: Transaction, order: Order) => tx.run('select l.id, l.position, p.sku, l.quantity - l.shipped_quantity - l.canceled_quantity as open from order_line l join product p on p.id = l.product_id where l.order_id = $1 order by l.position', [order.id]) as unknown as Promise<Line[]>

/** The order's line that a piece is of. Errors: REQUIRED, UNKNOWN_SKU, NOT_FOUND. */
function lineOf(lines: Line[], { sku, position }: PieceRow, index: number): Line {
  const at = (field: string) => ['lines', String(index), field]
  if (sku == null && position == null) throw new UserError('REQUIRED', at('sku'))
  const same = lines.filter((line) => (sku == null || line.sku.toLowerCase() === sku.trim().toLowerCase()) && (position == null || line.position === position))
  if (!same.length) throw sku == null ? notFound(...at('position')) : new UserError('UNKNOWN_SKU', at('sku'), { sku })
  if (same.length > 1) throw new UserError('REQUIRED', at('position'))
  return same[0]!
}

/** A shipment that has left, or what became of one. What it carries is said once. Errors: NOT_FOUND, UNKNOWN_SKU, OUT_OF_RANGE above what is open, OUT_OF_STOCK, ILLEGAL_MOVE, CONFLICTING. */
export async function applyShipment(tx: Transaction, row: ShipmentRow, id: string | null): Promise<string> {
  const order = await orderOf(tx, row, 'backoffice:ship')
  const [known] = (await tx.run('select id, order_id as "orderId", delivered_at is not null as delivered from shipment where id = $1 or external_id = $2', [id, row.externalId])) as { id: string; orderId: string; delivered: boolean }[]
  if (known && known.orderId !== order.id) throw new UserError('CONFLICTING', ['externalId'])
  let shipmentId = known?.id
  if (known) {
    await refuseOtherPieces(tx, order, row, known.id)
    const shipment = await tx.find(Shipment, known.id, 'externalId')
    if (row.carrier !== undefined) shipment.carrier = row.carrier
    if (row.trackingNumber !== undefined) shipment.trackingNumber = row.trackingNumber
    await tx.em.flush()
  } else {
    const lines = await linesOf(tx, order)
    await ship(tx, order, { clientMutationId: '', id: order.id, carrier: row.carrier ?? null, trackingNumber: row.trackingNumber ?? null, lines: row.lines?.map((piece, index) => ({ orderLineId: lineOf(lines, piece, index).id, quantity: piece.quantity })) ?? null }, true)
    await tx.em.flush()
    const [made] = await tx.run('update shipment set external_id = $2 where order_id = $1 and number = (select max(number) from shipment where order_id = $1) returning id', [order.id, row.externalId])
    shipmentId = made!.id as string
  }
  if (row.delivered && !known?.delivered) await deliver(tx, order, { clientMutationId: '', id: order.id, shipmentId: shipmentId! })
  return shipmentId!
}

async function refuseOtherPieces(tx: Transaction, order: Order, { lines: wanted }: ShipmentRow, shipmentId: string): Promise<void> {
  if (!wanted) return
  const lines = await linesOf(tx, order), sums = new Map<string, number>()
  for (const [index, piece] of wanted.entries()) { const { id } = lineOf(lines, piece, index); sums.set(id, (sums.get(id) ?? 0) + piece.quantity) }
  const carried = await tx.run('select order_line_id as id, sum(quantity)::int as quantity from shipment_line where shipment_id = $1 group by 1', [shipmentId])
  if (carried.length !== sums.size || carried.some(({ id, quantity }) => sums.get(id as string) !== quantity)) throw new UserError('CONFLICTING', ['lines'])
}

/** An invoice that another system has written: ours of the same pieces, issued at once. Errors: NOT_FOUND, EMPTY, UNKNOWN_SKU, OUT_OF_RANGE above what was shipped and is on none, CONFLICTING. */
export async function applyInvoice(tx: Transaction, row: InvoiceRow, id: string | null): Promise<string> {
  // what was issued stays; a mistake is put right by a credit note
  if (id) throw new UserError('TAKEN', ['externalId'])
  const order = await orderOf(tx, row, 'backoffice:invoice')
  const shipments = row.shipments ? await Promise.all(row.shipments.map(async (externalId, index) => {
    const [found] = await tx.run('select id from shipment where external_id = $1 and order_id = $2', [externalId, order.id])
    if (!found) throw notFound('shipments', String(index))
    return found.id as string
  })) : null
  const work = workOf(tx), invoiceId = await createInvoice(work, [order.id], shipments)
  await refuseOtherInvoice(tx, order, row, invoiceId)
  await issueInvoice(work, invoiceId)
  await tx.run('update invoice set external_id = $2 where id = $1', [invoiceId, row.externalId])
  return invoiceId
}

async function refuseOtherInvoice(tx: Transaction, order: Order, { lines: wanted, net }: InvoiceRow, invoiceId: string): Promise<void> {
  const claimed = new Map((await tx.run('select order_line_id as id, sum(quantity)::int as quantity from invoice_line where invoice_id = $1 group by 1', [invoiceId])).map(({ id, quantity }) => [id as string, quantity as number]))
  const lines = wanted ? await linesOf(tx, order) : [], asked = new Map<string, number>()
  for (const [index, piece] of (wanted ?? []).entries()) {
    const { id } = lineOf(lines, piece, index), sum = (asked.get(id) ?? 0) + piece.quantity
    if (sum > (claimed.get(id) ?? 0)) throw new UserError('OUT_OF_RANGE', ['lines', String(index), 'quantity'], { max: claimed.get(id) ?? 0 })
    asked.set(id, sum)
  }
  if (wanted && [...claimed].some(([id, quantity]) => asked.get(id) !== quantity)) throw new UserError('CONFLICTING', ['lines'])
  const [invoice] = await tx.run('select net::text as net from invoice where id = $1', [invoiceId])
  if (net != null && !new Decimal(net).eq(invoice!.net as string)) throw new UserError('CONFLICTING', ['net'])
}
