import { Decimal, round } from '../kit/money.ts'
import { compare, refused } from './choose.ts'
import { Exact, atLeastNothing, share } from './rounding.ts'
import { type Because, type PriceStep, because } from './step.ts'
import type { BundleItem, PromotionTerms } from './terms.ts'
import type { Trail } from './trail.ts'

/** A line of a basket whose price the lists have decided. */
export interface PromotedLine {
  productId: string
  trail: Trail
  promotions: PromotionTerms[]
  /** Of one unit, exactly: what the promotions left so far. */
  price: Decimal
  /** An applied promotion does not let later ones come on top. */
  ended: boolean
  /** Some of its pieces are free already. */
  free: boolean
  /** What has lowered the price of one, and by how much. */
  lowered: { promotion: PromotionTerms; by: Decimal }[]
}

/** What a promotion takes off whole lines, beside the price of one: of how many pieces of each. */
export interface LinePromotion { promotion: PromotionTerms; bundles: number; parts: { line: PromotedLine; pieces: number; step: PriceStep }[] }

/** Lower ranks first, then older records. */
const byRank = (a: PromotionTerms, b: PromotionTerms): number => a.rank - b.rank || compare(a.id, b.id)

/**
 * Applies promotions to the lines of a basket, rank by rank. PERCENT and AMOUNT lower the price of one; those that make pieces of a line
 * free, or take something off lines that are bought together, are handed back: what they are worth is known when every price is.
 */
export function promote(lines: PromotedLine[]): LinePromotion[] {
  const promotions = [...new Map(lines.flatMap((line) => line.promotions.map((promotion) => [promotion.id, promotion]))).values()].sort(byRank)
  return promotions.flatMap((promotion) => {
    const concerned = lines.filter((line) => line.promotions.some(({ id }) => id === promotion.id))
    return promotion.kind === 'BUNDLE' ? bundle(promotion, concerned) : concerned.flatMap((line) => single(promotion, line))
  })
}

const pass = (line: PromotedLine, { name }: PromotionTerms, why: Because) => line.trail.passed('PROMOTION', name, why, line.price)

function single(promotion: PromotionTerms, line: PromotedLine): LinePromotion[] {
  const { quantity } = line.trail.asked
  const why = line.ended ? because('NOT_COMBINED') : refused(promotion, line.trail.asked)
  if (why) { pass(line, promotion, why); return [] }
  if (promotion.kind === 'BUY_GET') {
    const pieces = freePieces(promotion, quantity)
    if (line.free || !pieces) { pass(line, promotion, line.free ? because('ONE_IS_FREE') : because('FROM_QUANTITY', { quantity: promotion.buyQuantity! + 1 })); return [] }
    line.free = true
    return [{ promotion, bundles: 0, parts: [apply(promotion, line, because('FREE_PIECES', { free: pieces, quantity }), line.price, pieces)] }]
  }
  apply(promotion, line, ...(promotion.kind === 'PERCENT'
    ? [because('PERCENT_OFF', { percent: Number(promotion.percent) }), line.price.times(share(new Exact(100).minus(promotion.percent!)))] as const
    : [because('AMOUNT_OFF', { amount: Number(promotion.amount) }), atLeastNothing(line.price.minus(promotion.amount!))] as const), quantity)
  return []
}

function apply(promotion: PromotionTerms, line: PromotedLine, why: Because, price: Decimal, pieces: number) {
  const step = line.trail.applied('PROMOTION', promotion.name, why, line.price, price)
  if (!price.equals(line.price)) line.lowered.push({ promotion, by: line.price.minus(price) })
  line.price = price
  line.ended = !promotion.stackable
  return { line, pieces, step }
}

/** Of each `buy + get` pieces the last `get` are free; of what is left over, those beyond `buy`. */
export function freePieces({ buyQuantity, getQuantity }: PromotionTerms, quantity: number): number {
  const buy = buyQuantity!, get = getQuantity!
  return Math.floor(quantity / (buy + get)) * get + Math.max(0, (quantity % (buy + get)) - buy)
}

/** Applies to all of its lines or to none, as often as the bundle is complete. */
function bundle(promotion: PromotionTerms, lines: PromotedLine[]): LinePromotion[] {
  const items = promotion.bundle ?? []
  const inBasket = ({ productId }: BundleItem) => lines.filter((line) => line.productId === productId).reduce((sum, { trail }) => sum + trail.asked.quantity, 0)
  const bundles = items.length > 1 ? Math.min(...items.map((item) => Math.floor(inBasket(item) / item.quantity))) : 0
  const together = lines.some(({ ended }) => ended) ? because('NOT_COMBINED') : null
  const parts = lines.flatMap((line) => {
    const others = items.filter(({ productId }) => productId !== line.productId).map(({ quantity, name }) => `${quantity} × ${name}`).join(', ')
    const why = refused({ ...promotion, minQuantity: 1, maxQuantity: null }, line.trail.asked) ?? (bundles ? together : because('WITH', { products: others }))
    if (why) { pass(line, promotion, why); return [] }
    const before = lines.slice(0, lines.indexOf(line)).filter(({ productId }) => productId === line.productId).reduce((sum, { trail }) => sum + trail.asked.quantity, 0)
    const needed = bundles * items.find(({ productId }) => productId === line.productId)!.quantity
    const pieces = Math.max(0, Math.min(line.trail.asked.quantity, needed - before))
    const reason = promotion.percent ? because('BUNDLE_PERCENT', { percent: Number(promotion.percent), products: others }) : because('BUNDLE_AMOUNT', { amount: Number(promotion.amount), products: others })
    return pieces ? [apply(promotion, line, reason, line.price, pieces)] : []
  })
  return parts.length ? [{ promotion, bundles, parts }] : []
}

/**
 * What each of them takes off each line, rounded to the currency: free pieces their price, a bundle its share of what those before left of
 * its pieces, or its amount, spread over them by what they cost. `leftOf` is what a line costs; never more is taken than that.
 */
export function worth(promotions: LinePromotion[], netPriceOf: (line: PromotedLine) => Decimal): Map<PromotedLine, { promotion: PromotionTerms; amount: Decimal }[]> {
  const off = new Map<PromotedLine, { promotion: PromotionTerms; amount: Decimal }[]>()
  const left = (line: PromotedLine) => (off.get(line) ?? []).reduce((rest, { amount }) => rest.minus(amount), netPriceOf(line).times(line.trail.asked.quantity))
  for (const { promotion, bundles, parts } of promotions) {
    const values = parts.map(({ line, pieces }) => (promotion.kind === 'BUY_GET' ? netPriceOf(line).times(pieces) : new Exact(left(line)).times(pieces).div(line.trail.asked.quantity)))
    const whole = values.reduce((sum, value) => sum.plus(value), new Exact(0))
    const total = promotion.kind === 'BUY_GET' ? whole : promotion.percent ? whole.times(share(promotion.percent)) : Exact.min(whole, new Exact(promotion.amount!).times(bundles))
    let reached = new Exact(0), given = new Decimal(0)
    for (const [index, { line, step }] of parts.entries()) {
      reached = reached.plus(values[index]!)
      const { currency } = line.trail.asked
      // of the sum so far, so that the parts add up to the whole
      const upTo = whole.isZero() ? new Decimal(0) : round(total.times(reached).div(whole), currency)
      const amount = Decimal.min(upTo.minus(given), left(line))
      given = upTo
      step.discount = amount
      off.set(line, [...(off.get(line) ?? []), { promotion, amount }])
    }
  }
  return off
}
