import type { Transaction } from '../access/command.ts'
import { UserError, UserErrors } from '../kit/errors.ts'
import { isId, newId } from '../kit/ids.ts'
import { Decimal, lessPercent, round, sum } from '../kit/money.ts'
import { type Buyer, buyerOf, priceLines } from '../pricing/load.ts'
import { type Price, discountAt, lineAmount } from '../pricing/price.ts'
import type { Whom } from '../pricing/read-terms.ts'
import { QuoteLine } from './quote-line.ts'
import { QuoteLineCost } from './quote-internal.ts'
import type { QuoteLineInput, WantedLine } from './quote.input.ts'

export interface PricedLine { productId: string; quantity: number; listPrice: Decimal; netPrice: Decimal; discountPercent: Decimal; unitPrice: Decimal; promotionDiscount: Decimal; amount: Decimal; description: string | null; promotions: readonly Applied[] }
/** A promotion that a line's price was made with, and what it takes off the whole line. */
export interface Applied { id: string; amount: Decimal | string }

/** In per cent. A discount below zero is a price above the net price. */
const maxDiscount = 100, maxSurcharge = 1_000

/** A buyer, and the price of what it wants at this moment. Throws every fault at once, each with the path of its line. */
export async function priceWanted(tx: Transaction, whom: Whom, wanted: readonly (WantedLine & Partial<QuoteLineInput>)[]): Promise<{ buyer: Buyer; lines: PricedLine[] }> {
  if (!wanted.length) throw new UserError('EMPTY', ['lines'])
  const [buyer, priced] = await Promise.all([buyerOf(tx.run, whom), priceLines(tx.run, whom, wanted.map(({ productId, quantity }) => ({ productId, quantity })))])
  const faults: UserError[] = []
  const lines = wanted.map((line, index) => {
    const at = (field: string) => ['lines', String(index), field]
    const found = priced[index]!
    if (!found.product) { faults.push(new UserError('NOT_FOUND', at('productId'))); return null }
    const { sku } = found.product
    if (!found.product.orderable) { faults.push(new UserError('NOT_ORDERABLE', at('productId'), { sku })); return null }
    if (!found.netPrice) { faults.push(new UserError('NO_PRICE', at('productId'), { sku })); return null }
    const offered = pricedLine(line, { ...found, netPrice: found.netPrice, listPrice: found.listPrice ?? found.netPrice })
    const { discountPercent, unitPrice } = offered
    if (unitPrice.lt(0) || discountPercent.lt(-maxSurcharge) || discountPercent.gt(maxDiscount))
      faults.push(new UserError('OUT_OF_RANGE', at(line.unitPrice == null ? 'discountPercent' : 'unitPrice'), { max: maxDiscount }))
    return offered
  })
  if (faults.length) throw new UserErrors(faults)
  return { buyer, lines: lines as PricedLine[] }
}

/**
 * The lines of an earlier version at today's net prices: a unit price stays while its net price does, else its discount does.
 * What has no price any more, or can't be ordered, keeps its old one: the draft shows it, and submit refuses it.
 */
export async function carryOver(tx: Transaction, whom: Whom, old: readonly QuoteLine[], sameBuyer = true): Promise<PricedLine[]> {
  const [buyer, found] = await Promise.all([buyerOf(tx.run, whom), priceLines(tx.run, whom, old.map(({ product, quantity }) => ({ productId: product.id, quantity })))])
  return old.map((line, index) => {
    const today = found[index]!, { netPrice, listPrice } = today
    const { quantity, discountPercent } = line, wanted = { productId: line.product.id, quantity, discountPercent, description: line.description ?? null }
    const fresh = pricedLine(wanted, { ...today, netPrice: netPrice ?? new Decimal(line.netPrice), listPrice: listPrice ?? new Decimal(line.listPrice), discount: netPrice ? today.discount : new Decimal(line.promotionDiscount) })
    // what another buyer paid, perhaps in other money, is no price for this one
    if (!netPrice && !sameBuyer) throw new UserError('NO_PRICE', ['lines', String(index), 'productId'], { sku: found[index]!.product?.sku ?? '' })
    if (netPrice && !(sameBuyer && netPrice.eq(line.netPrice))) return fresh
    const unitPrice = new Decimal(line.unitPrice), promotionDiscount = netPrice ? discountAt(today, unitPrice) : fresh.promotionDiscount
    return { ...fresh, unitPrice, promotionDiscount, amount: lineAmount(unitPrice, quantity, buyer.currency, promotionDiscount) }
  })
}

/** The lines of an earlier version as they were. */
export const unchanged = (old: readonly QuoteLine[]): PricedLine[] => old.map((line) => ({
  productId: line.product.id, quantity: line.quantity, description: line.description ?? null, listPrice: new Decimal(line.listPrice), netPrice: new Decimal(line.netPrice), discountPercent: new Decimal(line.discountPercent),
  unitPrice: new Decimal(line.unitPrice), promotionDiscount: new Decimal(line.promotionDiscount), amount: new Decimal(line.amount), promotions: line.promotions ?? [],
}))

function pricedLine(line: WantedLine & Partial<QuoteLineInput>, price: Pick<Price, 'currency' | 'discount' | 'promotions'> & { netPrice: Decimal; listPrice: Decimal }): PricedLine {
  const { currency, netPrice, listPrice, promotions } = price
  const unitPrice = round(line.unitPrice ?? lessPercent(netPrice, line.discountPercent ?? 0), currency)
  const discountPercent = line.unitPrice == null ? new Decimal(line.discountPercent ?? 0)
    : netPrice.isZero() ? new Decimal(0) : new Decimal(1).minus(unitPrice.div(netPrice)).times(100).toDecimalPlaces(4)
  const promotionDiscount = discountAt(price, unitPrice)
  return { productId: line.productId, quantity: line.quantity, description: line.description ?? null, listPrice, netPrice, discountPercent, unitPrice, promotionDiscount, amount: lineAmount(unitPrice, line.quantity, currency, promotionDiscount), promotions: promotions.map(({ id, amount }) => ({ id, amount })) }
}

/** Totals of a version: the sum of its rounded lines, less its own discount. */
export function totalsOf(lines: readonly { amount: Decimal | string }[], discountPercent: Decimal | string, currency: string) {
  const subtotal = sum(lines.map(({ amount }) => amount))
  const discountAmount = round(subtotal.times(discountPercent).div(100), currency)
  return { subtotal: subtotal.toFixed(), discountAmount: discountAmount.toFixed(), total: subtotal.minus(discountAmount).toFixed() }
}

/** Writes the lines of a version. With what the products cost us, tells the sum: null when one of them is unknown. */
export function writeLines(tx: Transaction, versionId: string, lines: readonly PricedLine[], costs: Costs = new Map()): string | null {
  const rows = lines.map((line, index) => ({
    id: newId(), versionId, position: index + 1, product: line.productId, description: line.description, quantity: line.quantity,
    listPrice: line.listPrice.toFixed(), netPrice: line.netPrice.toFixed(), discountPercent: line.discountPercent.toFixed(), unitPrice: line.unitPrice.toFixed(), promotionDiscount: line.promotionDiscount.toFixed(), amount: line.amount.toFixed(),
    // nothing where none applied
    promotions: line.promotions.length ? line.promotions.map(({ id, amount }) => ({ id, amount: new Decimal(amount).toFixed() })) : null,
  }))
  const known = rows.flatMap(({ id, product, quantity }) => (costs.has(product) ? [{ lineId: id, unitCost: costs.get(product)!, quantity }] : []))
  tx.add(QuoteLine, ...rows)
  tx.add(QuoteLineCost, ...known.map(({ lineId, unitCost }) => ({ lineId, unitCost })))
  return known.length === rows.length ? sum(known.map(({ unitCost, quantity }) => new Decimal(unitCost).times(quantity))).toFixed() : null
}

/** By product, what one costs us today. */
export type Costs = ReadonlyMap<string, string>

/** In the buyer's currency, unless another is wanted. Staff may read them. */
export async function costsOf(tx: Transaction, productIds: string[], { partnerId = null, currency = null }: Whom): Promise<Costs> {
  const rows = await tx.run(
    `select distinct on (product_id) product_id, cost::text from product_cost
     where product_id = any ($1::uuid[]) and currency = app.buyer_currency($2::uuid, $3::char(3)) and valid_from <= app.today() and coalesce(valid_to, app.today()) >= app.today() order by product_id, valid_from desc`,
    [productIds.filter(isId), partnerId, currency])
  return new Map(rows.map((row) => [row.product_id as string, row.cost as string]))
}

/** By product, what one cost us when the lines of a version were priced. */
export async function costsThen(tx: Transaction, versionId: string): Promise<Costs> {
  const rows = await tx.run('select l.product_id, c.unit_cost::text as cost from quote_line l join quote_line_cost c on c.line_id = l.id where l.version_id = $1', [versionId])
  return new Map(rows.map((row) => [row.product_id as string, row.cost as string]))
}
