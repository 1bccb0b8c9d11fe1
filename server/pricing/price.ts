import { type Amount, Decimal, exponentOf, round } from '../kit/money.ts'
import { byLists, listPriceOf } from './by-lists.ts'
import { type PromotedLine, promote, worth } from './promote.ts'
import { Exact } from './rounding.ts'
import { type PriceStep, because } from './step.ts'
import type { Asked, Circumstances, ListTerms, ProductTerms, PromotionTerms } from './terms.ts'
import { Trail } from './trail.ts'

export interface Price {
  /** What one unit costs, rounded to the currency; null when there is no price. */
  netPrice: Decimal | null
  listPrice: Decimal | null
  /** What free pieces and bundles take off the line: its amount is the unit price times the quantity, less this. */
  discount: Decimal
  currency: string
  /** Every rule that was looked at, in order. */
  steps: PriceStep[]
  /** What was applied, with all that it takes off the line. */
  promotions: { id: string; name: string; amount: Decimal }[]
  /** The entry with a budget that gives the price: whoever orders takes from what is left of it. */
  budgetEntryId: string | null
}

/**
 * The definition of a price. Whatever else answers with one – catalogue, cart, quote, order, `app.net_price` in the database –
 * answers with what this gives.
 *
 * 1. The lists that concern the buyer are asked from the nearest to the farthest: special price, its own list, its level's, its
 *    region's, the default list; of one kind, the one whose validity begins later first. An entry gives a price, on the list price or on
 *    cost or by itself, rounded as the entry says or else its list. A list without a rule for the product, quantity and day hands the
 *    question to the list that it derives from, takes its percentage of the answer, adds its surcharge and rounds it. A list of another
 *    currency or outside of its days is passed over together with all that it derives from. Where no list decides, it is the list price.
 * 2. Promotions come by rank and then by age, each taking off what the one before left, until one that does not stack. A percentage and an
 *    amount lower the price of one. Free pieces (of one promotion only) and bundles leave it as it is and are taken off the line.
 * 3. What comes out is rounded half up to the currency's exponent: once, here. A line's amount is this unit price times the
 *    quantity, less what the line has off, rounded again.
 *
 * An entry with a budget gives its price to lines of at most what is left of it, the first in the basket first; a line of more is passed on
 * as a whole, so that one line has one price. Of something built, only the product that it begins with draws on one: its parts are passed on.
 *
 * A bundle is applied where the whole basket is seen, to the lines that make it complete; one product by itself is told what is missing.
 * All else is the same in a basket as alone. No price is below zero. A larger quantity never costs more for each unit unless an entry
 * with a larger break says so, a promotion ends at a largest quantity, one that does not stack begins and ends the row before
 * others, less is left of a budget, or pieces begin to be free that way: pieces beyond the free ones are paid in full.
 *
 * `lists` are those that concern the buyer and `promotions` those that the product is in and that are for the buyer, in any order.
 */
export const priceOf = (product: ProductTerms, lists: ListTerms[], promotions: PromotionTerms[], { quantity, ...asked }: Asked): Price =>
  pricesOf([{ product, quantity, promotions }], lists, asked)[0]!

/** The same for a basket, line by line. */
export function pricesOf(basket: readonly { product: ProductTerms; quantity: number; promotions: PromotionTerms[]; builtIn?: boolean }[], lists: ListTerms[], asked: Circumstances): Price[] {
  const taken = new Map<string, number>()
  const lines = basket.map(({ product, quantity, promotions, builtIn = false }) => {
    const trail = new Trail({ ...asked, quantity, taken, builtIn }), listPrice = listPriceOf(product, trail), price = byLists(product, listPrice, lists, trail)
    const line: PromotedLine | null = price && { productId: product.id, trail, promotions, price, ended: false, free: false, lowered: [] }
    return { trail, listPrice, line }
  })
  const beside = promote(lines.flatMap(({ line }) => line ?? []))
  const netPrices = new Map(lines.flatMap(({ line }) => (line ? [[line, rounded(line)]] : [])))
  const off = worth(beside, (line) => netPrices.get(line)!)
  return lines.map(({ trail, listPrice, line }) => {
    const taken = (line && off.get(line)) ?? []
    return {
      netPrice: line && netPrices.get(line)!, listPrice: listPrice && new Decimal(listPrice), currency: asked.currency, steps: trail.steps, budgetEntryId: trail.budgetEntryId,
      discount: taken.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)),
      promotions: line ? [...ofEach(line), ...taken.map(({ promotion, amount }) => told(promotion, amount))] : [],
    }
  })
}

function rounded({ price: exact, trail }: PromotedLine): Decimal {
  const { currency } = trail.asked, price = round(exact, currency)
  if (!price.equals(exact)) trail.applied('ROUNDING', '', because('ROUNDED', { digits: exponentOf(currency) }), exact, price)
  return price
}

const told = ({ id, name }: PromotionTerms, amount: Decimal) => ({ id, name, amount })
/** What those that lower the price of one take off the line. */
const ofEach = ({ lowered, trail: { asked } }: PromotedLine) => lowered.map(({ promotion, by }) => told(promotion, round(by.times(asked.quantity), asked.currency)))

/** What a line has off when one costs something else than its net price: as large a part of it. */
export const discountAt = ({ netPrice, discount, currency }: Pick<Price, 'netPrice' | 'discount' | 'currency'>, unitPrice: Amount): Decimal =>
  (discount.isZero() || !netPrice || netPrice.isZero() ? new Decimal(0) : round(new Exact(discount).times(unitPrice).div(netPrice), currency))

/** What a line costs: unit price times quantity, less what promotions take off the whole of it, rounded half up to the currency. */
export const lineAmount = (unitPrice: Amount, quantity: number, currency: string, discount: Amount = 0): Decimal => round(new Exact(unitPrice).times(quantity).minus(discount), currency)
