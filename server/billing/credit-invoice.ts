import { UserError, notFound } from '../kit/errors.ts'
import type { Subject } from '../kit/event.ts'
import { newId } from '../kit/ids.ts'
import { Decimal, round, sum } from '../kit/money.ts'
import { totalsOf } from '../tax/tax.ts'
import { insert } from './create-invoice.ts'
import { invoiceFlow } from './invoice.flow.ts'
import { partOf } from './shares.ts'
import { writeTotals } from './tax-draft.ts'
import type { Work } from './work.ts'

/** Pieces that are taken back, or a part of the price of a line. */
export interface Wanted { lineId: string; quantity?: number | null; amount?: string | null }
interface Crediting { lines: Wanted[] | null; reason: string; returnId?: string | null }

/** A line of the invoice, and what credit notes – drafts, too – have taken of it. */
interface Line {
  id: string; orderId: string | null; orderLineId: string | null; productId: string | null; sku: string | null; description: string; unit: string | null; quantity: number; unitPrice: string; subtotal: string; amount: string
  taxClass: string; category: 'S'; rate: string; reason: null; takenQuantity: number; takenSubtotal: string; takenAmount: string; corrected: string
}
interface Taken { quantity: string; subtotal: string; amount: string; correction: boolean; description: string }

const reading = `
  select l.id, l.order_id as "orderId", l.order_line_id as "orderLineId", l.product_id as "productId", l.sku, l.description, l.unit, l.quantity::float8 as quantity, l.unit_price::text as "unitPrice", l.subtotal::text as subtotal, l.amount::text as amount,
    l.tax_class as "taxClass", l.tax_category as category, l.tax_rate::text as rate, l.tax_reason as reason, t.quantity::float8 as "takenQuantity", t.subtotal::text as "takenSubtotal", t.amount::text as "takenAmount", t.corrected::text as corrected
  from invoice_line l, lateral (
    select coalesce(sum(c.quantity) filter (where not c.correction), 0) as quantity, coalesce(sum(c.subtotal) filter (where not c.correction), 0) as subtotal, coalesce(sum(c.amount) filter (where not c.correction), 0) as amount,
      coalesce(sum(c.amount) filter (where c.correction), 0) as corrected
    from invoice_line c join invoice n on n.id = c.invoice_id where c.credited_line_id = l.id and n.state <> 'Discarded') t
  where l.invoice_id = $1 order by l.position`

/**
 * A draft credit note of an invoice that is locked already: of all that is left of it, of pieces, or of a part of a line's price. Together with
 * those before it never takes back more than there is, of no line and of no tax. Errors: OUT_OF_RANGE, EMPTY, NOT_FOUND.
 */
export async function creditInvoice(work: Work, id: string, { lines: wanted, reason, returnId = null }: Crediting): Promise<string> {
  const [[invoice], lines] = await Promise.all([work.run('select currency, locale from invoice where id = $1', [id]), work.run(reading, [id]) as unknown as Promise<Line[]>])
  const { currency } = invoice as { currency: string }
  const taken = wanted ? wanted.map((one, index) => takenOf(lines.find((line) => line.id === one.lineId), one, index, currency)) : lines.flatMap((line) => rest(line, currency))
  if (!taken.length) throw new UserError('EMPTY', wanted ? ['lines'] : ['id'], { context: 'credit' })
  const note = newId()
  const [drafted] = await work.run(
    `insert into invoice (id, kind, state, partner_id, account_id, owner_id, seller_id, order_id, credited_id, return_id, currency, payment_days, delivery_date, buyer_name, buyer_street, buyer_city, buyer_region, buyer_postal_code, buyer_country, buyer_tax_id, buyer_electronic_address,
       ship_country, ship_region, buyer_reference, locale, reason, net, tax, gross, created_by_id)
     select $2, 'CREDIT_NOTE', $3, partner_id, account_id, owner_id, seller_id, order_id, id, $4, currency, 0, delivery_date, buyer_name, buyer_street, buyer_city, buyer_region, buyer_postal_code, buyer_country, buyer_tax_id, buyer_electronic_address,
       ship_country, ship_region, buyer_reference, locale, $5, 0, 0, 0, $6 from invoice where id = $1
     returning id, partner_id as "partnerId", account_id as "accountId", owner_id as "ownerId", seller_id as "sellerId", buyer_name as name`, [id, note, invoiceFlow.next(null, 'create'), returnId, reason, work.userId])
  await insert(work, 'invoice_line', taken.map(({ line, part }, index) => ({
    id: newId(), invoice_id: note, position: index + 1, order_id: line.orderId, order_line_id: line.orderLineId, credited_line_id: line.id, product_id: line.productId, sku: line.sku, description: part.description, quantity: part.quantity, unit: line.unit,
    unit_price: part.correction ? part.amount : line.unitPrice, subtotal: part.subtotal, discount: new Decimal(part.subtotal).minus(part.amount).toFixed(), amount: part.amount,
    tax_class: line.taxClass, tax_category: line.category, tax_rate: line.rate, tax_reason: line.reason, claims: false, correction: part.correction,
  })))
  await taxNote(work, id, note, currency, taken)
  const { name, ...whose } = drafted as unknown as Subject & { name: string }
  work.record('invoice.created', { ...whose, type: 'invoice' }, { name })
  return note
}

/** The tax of a group is rounded on all that was credited of it so far, so that the notes of an invoice are its tax to the cent. */
async function taxNote(work: Work, id: string, note: string, currency: string, taken: { line: Line; part: Taken }[]): Promise<void> {
  const before = await work.run(`select t.category, trim_scale(t.rate)::text as rate, sum(t.net)::text as net, sum(t.tax)::text as tax from invoice_tax t join invoice n on n.id = t.invoice_id where n.credited_id = $1 and n.state <> 'Discarded' group by 1, 2`, [id])
  const totals = totalsOf(taken.map(({ line: { category, rate, reason }, part: { amount } }) => ({ category, rate, reason, amount })), currency)
  const groups = totals.groups.map((group) => {
    const earlier = before.find(({ category, rate }) => category === group.category && rate === group.rate)
    return earlier ? { ...group, tax: round(new Decimal(earlier.net as string).plus(group.net).times(group.rate).div(100), currency).minus(earlier.tax as string).toFixed() } : group
  })
  const tax = sum(groups.map((group) => group.tax))
  await writeTotals(work, note, { net: totals.net, tax: tax.toFixed(), gross: tax.plus(totals.net).toFixed(), groups })
}

function takenOf(line: Line | undefined, { quantity, amount }: Wanted, index: number, currency: string): { line: Line; part: Taken } {
  const at = (field: string) => ['lines', String(index), field]
  if (!line) throw notFound(...at('lineId'))
  if ((quantity == null) === (amount == null)) throw new UserError('REQUIRED', at('quantity'))
  if (amount != null) {
    const left = new Decimal(line.amount).minus(line.takenAmount).minus(line.corrected)
    if (new Decimal(amount).lte(0) || left.lt(amount) || !round(amount, currency).eq(amount)) throw new UserError('OUT_OF_RANGE', at('amount'), { max: left.toFixed() })
    return taking(line, { quantity: '1', subtotal: amount, amount, correction: true, description: line.description })
  }
  const left = line.quantity - line.takenQuantity
  if (quantity! > left || quantity! <= 0) throw new UserError('OUT_OF_RANGE', at('quantity'), { max: left })
  return taking(line, pieces(line, quantity!, currency))
}

/** A line that is named again has less left. */
function taking(line: Line, part: Taken): { line: Line; part: Taken } {
  const more = (of: string, by: string) => new Decimal(of).plus(by).toFixed()
  if (part.correction) line.corrected = more(line.corrected, part.amount)
  else Object.assign(line, { takenQuantity: line.takenQuantity + Number(part.quantity), takenSubtotal: more(line.takenSubtotal, part.subtotal), takenAmount: more(line.takenAmount, part.amount) })
  return { line, part }
}

/** Pieces at their share of what is left of the line: whatever was credited before, in pieces or of the price, the last take the rest. */
function pieces(line: Line, quantity: number, currency: string): Taken {
  const left = (of: string, taken: string) => new Decimal(of).minus(taken).minus(line.corrected).toFixed()
  const part = partOf({ quantity: line.quantity - line.takenQuantity, subtotal: left(line.subtotal, line.takenSubtotal), amount: left(line.amount, line.takenAmount) }, { quantity: 0, subtotal: '0', amount: '0' }, quantity, currency)
  return { quantity: String(quantity), subtotal: part.subtotal, amount: part.amount, correction: false, description: line.description }
}

const rest = (line: Line, currency: string): { line: Line; part: Taken }[] => (line.quantity > line.takenQuantity ? [{ line, part: pieces(line, line.quantity - line.takenQuantity, currency) }] : [])
