import type { Transaction } from '../access/command.ts'
import { type Buildable, type BuiltPart, type PricedBuilt, priceBuilt, withBuilt } from '../configurator/built.ts'
import { surchargeCostsOf } from '../configurator/surcharge-cost.ts'
import { UserError, UserErrors } from '../kit/errors.ts'
import { isId, newId } from '../kit/ids.ts'
import { Decimal, lessPercent, round, sum } from '../kit/money.ts'
import { type Buyer, buyerOf } from '../pricing/load.ts'
import { discountAt, lineAmount } from '../pricing/price.ts'
import type { Whom } from '../pricing/read-terms.ts'
import { QuoteLine } from './quote-line.ts'
import { QuoteLineCost } from './quote-internal.ts'
import type { QuoteLineInput, WantedLine } from './quote.input.ts'

export interface PricedLine { productId: string; quantity: number; listPrice: Decimal; netPrice: Decimal; discountPercent: Decimal; unitPrice: Decimal; promotionDiscount: Decimal; amount: Decimal; description: string | null; promotions: readonly Applied[]; budgetEntryId: string | null; configurationId: string | null; parts: BuiltPart[] | null; buildDays: number | null }
/** A promotion that a line's price was made with, and what it takes off the whole line. */
export interface Applied { id: string; amount: Decimal | string }

/** In per cent. A discount below zero is a price above the net price. */
const maxDiscount = 100, maxSurcharge = 1_000

type WantedOf = WantedLine & Partial<QuoteLineInput>

/** A buyer, and the price of what it wants at this moment; for `costed`, with what that costs us. Throws every fault at once, each with the path of its line. */
export async function priceWanted(tx: Transaction, whom: Whom, given: readonly WantedOf[], costed = false): Promise<{ buyer: Buyer; lines: PricedLine[]; costs?: Costs }> {
  if (!given.length) throw new UserError('EMPTY', ['lines'])
  const { lines: wanted, refused } = await withBuilt<WantedOf>(tx.run, given, whom)
  const [buyer, priced, costs] = await Promise.all([buyerOf(tx.run, whom), priceBuilt(tx.run, whom, wanted), costed ? costsOf(tx, wanted.map(({ productId, built }) => ({ productId, parts: built?.parts })), whom) : undefined])
  const faults: UserError[] = []
  const lines = wanted.map((line, index) => {
    const at = (field: string) => ['lines', String(index), field === 'productId' && line.built ? 'configurationId' : field]
    const found = priced[index]!, notBuilt = refused.get(index)
    if (notBuilt) { faults.push(notBuilt); return null }
    if (!found.product) { faults.push(new UserError('NOT_FOUND', at('productId'))); return null }
    const { sku } = found.product
    if (!found.product.orderable) { faults.push(new UserError('NOT_ORDERABLE', at('productId'), { sku })); return null }
    if (!found.netPrice) { faults.push(new UserError('NO_PRICE', at('productId'), { sku })); return null }
    const offered = pricedLine(line, { ...found, netPrice: found.netPrice, listPrice: found.listPrice ?? found.netPrice })
    const { discountPercent, unitPrice } = offered
    if (unitPrice.lt(0) || discountPercent.lt(-maxSurcharge) || discountPercent.gt(maxDiscount))
      faults.push(new UserError('OUT_OF_RANGE', at(line.unitPrice == null ? 'discountPercent' : 'unitPrice'), line.unitPrice == null ? { min: -maxSurcharge, max: maxDiscount } : {}))
    return offered
  })
  if (faults.length) throw new UserErrors(faults)
  return { buyer, lines: lines as PricedLine[], ...(costs ? { costs } : {}) }
}

/**
 * The lines of an earlier version at today's net prices: a unit price stays while its net price does, else its discount does.
 * What has no price any more stays as it was; what can't be ordered any more is refused when it is submitted.
 */
export async function carryOver(tx: Transaction, whom: Whom, old: readonly QuoteLine[], sameBuyer = true): Promise<PricedLine[]> {
  const found = await priceBuilt(tx.run, whom, old.map(asBuilt))
  return old.map((line, index) => {
    const today = found[index]!, { netPrice, currency } = today
    // what another buyer paid, perhaps in other money, is no price for this one
    if (!netPrice && !sameBuyer) throw new UserError('NO_PRICE', ['lines', String(index), 'productId'], { sku: today.product?.sku ?? '' })
    if (!netPrice) return asItWas(line)
    const fresh = pricedLine({ ...asBuilt(line), discountPercent: line.discountPercent, description: line.description ?? null }, { ...today, netPrice, listPrice: today.listPrice ?? new Decimal(line.listPrice) })
    if (!sameBuyer || !netPrice.eq(line.netPrice)) return fresh
    const unitPrice = new Decimal(line.unitPrice), promotionDiscount = discountAt(today, unitPrice)
    return { ...fresh, unitPrice, promotionDiscount, amount: lineAmount(unitPrice, line.quantity, currency, promotionDiscount) }
  })
}

/** A line as it was built when it was priced. */
const asBuilt = ({ product, quantity, configurationId = null, parts, buildDays = null }: QuoteLine): Buildable<WantedLine> => ({ productId: product.id, quantity, built: parts ? { configurationId, parts, buildDays } : null })

/** Lines that stay built as they are, of a version: what was configured isn't there any more. */
export async function stillBuilt(tx: Transaction, versionId: string, wanted: readonly QuoteLineInput[]): Promise<Buildable<QuoteLineInput>[]> {
  const ids = wanted.flatMap(({ builtLineId, configurationId }) => (builtLineId && !configurationId ? builtLineId : []))
  const kept = ids.length ? new Map((await tx.em.find(QuoteLine, { id: { $in: ids.filter(isId) }, versionId })).map((line) => [line.id, line])) : new Map<string, QuoteLine>()
  return wanted.map((line) => {
    const old = kept.get(line.builtLineId ?? '')
    return old?.parts && !line.configurationId ? { ...line, productId: old.product.id, description: line.description ?? old.description ?? null, built: asBuilt(old).built ?? null } : line
  })
}

/** Lines as they were written, as their cost is looked up. */
export const costedAs = (old: readonly { product: { id: string }; parts?: readonly BuiltPart[] | null | undefined }[]): Costed[] => old.map(({ product, parts }) => ({ productId: product.id, parts }))

/** A line of an earlier version as it was. */
export const asItWas = (line: QuoteLine): PricedLine => ({
  productId: line.product.id, quantity: line.quantity, description: line.description ?? null, listPrice: new Decimal(line.listPrice), netPrice: new Decimal(line.netPrice), discountPercent: new Decimal(line.discountPercent),
  unitPrice: new Decimal(line.unitPrice), promotionDiscount: new Decimal(line.promotionDiscount), amount: new Decimal(line.amount), promotions: line.promotions ?? [], budgetEntryId: line.budgetEntryId ?? null,
  configurationId: line.configurationId ?? null, parts: line.parts ?? null, buildDays: line.buildDays ?? null,
})

function pricedLine(line: Buildable<WantedOf>, price: Pick<PricedBuilt, 'currency' | 'discount' | 'promotions' | 'budgetEntryId' | 'parts'> & { netPrice: Decimal; listPrice: Decimal }): PricedLine {
  const { currency, netPrice, listPrice, promotions, budgetEntryId } = price
  const unitPrice = round(line.unitPrice ?? lessPercent(netPrice, line.discountPercent ?? 0), currency)
  const discountPercent = line.unitPrice == null ? new Decimal(line.discountPercent ?? 0)
    : netPrice.isZero() ? new Decimal(0) : new Decimal(1).minus(unitPrice.div(netPrice)).times(100).toDecimalPlaces(4)
  const promotionDiscount = discountAt(price, unitPrice)
  return { productId: line.productId, quantity: line.quantity, description: line.description ?? null, listPrice, netPrice, discountPercent, unitPrice, promotionDiscount, amount: lineAmount(unitPrice, line.quantity, currency, promotionDiscount), promotions: promotions.map(({ id, amount }) => ({ id, amount })), budgetEntryId, configurationId: line.built?.configurationId ?? null, parts: price.parts, buildDays: line.built?.buildDays ?? null }
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
    promotions: line.promotions.length ? line.promotions.map(({ id, amount }) => ({ id, amount: new Decimal(amount).toFixed() })) : null, budgetEntryId: line.budgetEntryId,
    configurationId: line.configurationId, parts: line.parts, buildDays: line.buildDays,
  }))
  const known = rows.flatMap(({ id, position, product, parts, quantity }) => {
    const unitCost = costs.get(lineKey(position)) ?? costOf(product, parts, costs)
    return unitCost === null ? [] : [{ lineId: id, unitCost, quantity }]
  })
  tx.add(QuoteLine, ...rows)
  tx.add(QuoteLineCost, ...known.map(({ lineId, unitCost }) => ({ lineId, unitCost })))
  return known.length === rows.length ? sum(known.map(({ unitCost, quantity }) => new Decimal(unitCost).times(quantity))).toFixed() : null
}

const lineKey = (position: number) => `line ${position}`

/** What one costs us: of something built, all of its parts and surcharges. */
export function costOf(product: string, parts: readonly BuiltPart[] | null, costs: Costs): string | null {
  if (!parts || !parts[0]?.productId) return costs.get(product) ?? null
  // what is not charged for in this currency is in the machine
  const known = parts.map(({ productId, choice = '', netPrice, quantity }) => ({ quantity, cost: costs.get(productId ?? choice) ?? (productId || netPrice != null ? undefined : '0') }))
  return known.every(({ cost }) => cost !== undefined) ? sum(known.map(({ cost, quantity }) => new Decimal(cost!).times(quantity))).toFixed() : null
}

/** By product and by choice at a surcharge, what one costs us today; of something built as it was, by its place. */
export type Costs = ReadonlyMap<string, string>
/** Something of which the cost is asked for: a product, or what it is built of. */
interface Costed { productId: string; parts?: readonly BuiltPart[] | null | undefined }

/** In the buyer's currency, unless another is wanted. Staff may read them. */
export async function costsOf(tx: Transaction, lines: readonly Costed[], { partnerId = null, currency = null }: Whom): Promise<Costs> {
  const each = <Of>(of: (part: Pick<BuiltPart, 'productId' | 'choice'>) => Of | undefined) => [...new Set(lines.flatMap(({ productId, parts }) => (parts ?? [{ productId }]).flatMap((part) => of(part) ?? [])))]
  const [rows, surcharges] = await Promise.all([tx.run(
    `select distinct on (product_id) product_id, cost::text from product_cost
     where product_id = any ($1::uuid[]) and currency = app.buyer_currency($2::uuid, $3::char(3)) and valid_from <= app.today() and coalesce(valid_to, app.today()) >= app.today() order by product_id, valid_from desc`,
    [each(({ productId }) => productId).filter(isId), partnerId, currency]), surchargeCostsOf(tx.run, each(({ choice }) => choice), partnerId, currency)])
  return new Map([...rows.map((row) => [row.product_id as string, row.cost as string] as const), ...surcharges])
}

/** By product, what one cost us when the lines of a version were priced. */
export async function costsThen(tx: Transaction, versionId: string): Promise<Costs> {
  const rows = await tx.run('select l.product_id, l.position, l.parts is not null as built, c.unit_cost::text as cost from quote_line l join quote_line_cost c on c.line_id = l.id where l.version_id = $1', [versionId])
  return new Map(rows.map((row) => [row.built ? lineKey(row.position as number) : row.product_id as string, row.cost as string]))
}
