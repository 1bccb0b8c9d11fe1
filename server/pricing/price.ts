import { type Amount, Decimal, exponentOf, round } from '../kit/money.ts'
import { choose, closed, compare, newestFirst, refused } from './choose.ts'
import { type Because, type PriceStep, type StepKind, because } from './step.ts'
import { type Asked, type EntryTerms, type ListKind, type ListTerms, type ProductTerms, type PromotionTerms, listKinds } from './terms.ts'

/** Prices are multiplied out exactly and rounded once; no product of stored numbers has as many digits as this. */
const Exact = Decimal.clone({ precision: 250 })
const share = (percent: Amount): Decimal => new Exact(percent).times('0.01')

const kindOf: Record<ListKind, StepKind> = {
  SPECIAL: 'SPECIAL', ACCOUNT: 'ACCOUNT_LIST', PARTNER: 'PARTNER_LIST', LEVEL: 'LEVEL_LIST', REGION: 'REGION_LIST', DEFAULT: 'DEFAULT_LIST', BASE: 'DERIVED',
}
const nearestFirst = (a: ListTerms, b: ListTerms): number => listKinds.indexOf(a.kind) - listKinds.indexOf(b.kind) || newestFirst(a, b)
/** How often the question is handed on from list to list; beyond this they derive from each other in circles. */
const longestDerivation = 5

export interface Price {
  /** What one unit costs, rounded to the currency; null when there is no price. */
  netPrice: Decimal | null
  listPrice: Decimal | null
  currency: string
  /** Every rule that was looked at, in order. */
  steps: PriceStep[]
}

/**
 * The definition of a price. Whatever else answers with one – catalogue, cart, quote, order, `app.net_price` in the database –
 * answers with what this gives.
 *
 * 1. The lists that concern the buyer are asked from the nearest to the farthest: special price, its own list, its level's, its
 *    region's, the default list; of one kind, the one whose validity begins later first. A list without a rule for the product,
 *    quantity and day hands the question to the list that it derives from, and takes its percentage of the answer. A list of another
 *    currency or outside of its days is passed over together with all that it derives from. Where no list decides, it is the list price.
 * 2. Promotions take their percentage off, by rank and then by age, each of what the one before left, until one that does not stack.
 * 3. What comes out is rounded half up to the currency's exponent: once, here. A line's amount is this unit price times the
 *    quantity, rounded again.
 *
 * No price is below zero. `lists` are those that concern the buyer and `promotions` those that the product is in, in any order.
 */
export function priceOf(product: ProductTerms, lists: ListTerms[], promotions: PromotionTerms[], asked: Asked): Price {
  const pricing = new Pricing(product, asked)
  const decided = pricing.byLists(lists)
  const exact = decided && pricing.lessPromotions(decided, promotions)
  const netPrice = exact && pricing.rounded(exact)
  return { netPrice, listPrice: pricing.listPrice && new Decimal(pricing.listPrice), currency: asked.currency, steps: pricing.steps }
}

/** What a line costs: unit price times quantity, rounded half up to the currency. */
export const lineAmount = (unitPrice: Amount, quantity: number, currency: string): Decimal => round(new Exact(unitPrice).times(quantity), currency)

/** The course of one price, with the trail that it leaves. */
class Pricing {
  readonly steps: PriceStep[] = []
  readonly listPrice: Decimal | null

  constructor(private readonly product: ProductTerms, private readonly asked: Asked) {
    const [current] = product.listPrices.filter((price) => !closed(price, asked)).sort((a, b) => compare(b.validFrom ?? '', a.validFrom ?? ''))
    this.listPrice = current ? new Exact(current.price) : null
  }

  byLists(lists: ListTerms[]): Decimal | null {
    let price: Decimal | null = null
    for (const list of lists.filter(({ kind }) => kind !== 'BASE').sort(nearestFirst)) {
      if (price) this.passed(kindOf[list.kind], list.name, because('NEARER'))
      else price = this.byChain(list)
    }
    if (price) this.passed('LIST_PRICE', '', because('NEARER'))
    else if (this.listPrice) this.applied('LIST_PRICE', '', because('LIST_PRICE'), null, this.listPrice)
    else this.passed('LIST_PRICE', '', because('NO_LIST_PRICE'))
    return price ?? this.listPrice
  }

  /** The answer of a list or of one that it derives from. */
  private byChain(nearest: ListTerms): Decimal | null {
    let adjusted: Decimal = new Exact(1)
    let list: ListTerms | null = nearest
    for (let depth = 0; list && depth <= longestDerivation; depth++) {
      const kind = depth === 0 ? kindOf[list.kind] : 'DERIVED'
      const shut = closed(list, this.asked)
      if (shut) { this.passed(kind, list.name, shut); return null }
      for (const { entry, ...why } of choose(list, this.product, this.asked, this.listPrice !== null)) {
        if (!entry) { this.passed(kind, list.name, why); continue }
        const own = this.byEntry(entry), price = own.times(adjusted)
        this.applied(kind, list.name, why, null, own)
        if (!adjusted.equals(1)) this.applied('DERIVED', nearest.name, because('ADJUSTED', { percent: adjusted.times(100).toNumber() }), own, price)
        return price
      }
      adjusted = adjusted.times(share(list.adjustPercent))
      list = list.derivedFrom
    }
    return null
  }

  private byEntry({ basis, value }: EntryTerms): Decimal {
    const price = basis === 'FIXED' ? new Exact(value) : basis === 'LIST_PERCENT' ? this.listPrice!.times(share(value)) : this.listPrice!.plus(value)
    return Exact.max(price, 0)
  }

  lessPromotions(decided: Decimal, promotions: PromotionTerms[]): Decimal {
    let price = decided, ended = false
    for (const promotion of [...promotions].sort((a, b) => a.rank - b.rank || compare(a.id, b.id))) {
      const why = ended ? because('NOT_COMBINED') : refused(promotion, this.asked)
      if (why) { this.passed('PROMOTION', promotion.name, why, price); continue }
      const less = price.times(share(new Exact(100).minus(promotion.percent)))
      this.applied('PROMOTION', promotion.name, because('PERCENT_OFF', { percent: Number(promotion.percent) }), price, less)
      price = less
      ended = !promotion.stackable
    }
    return price
  }

  rounded(exact: Decimal): Decimal {
    const { currency } = this.asked
    const price = round(exact, currency)
    if (!price.equals(exact)) this.applied('ROUNDING', '', because('ROUNDED', { digits: exponentOf(currency) }), exact, price)
    return price
  }

  private applied(kind: StepKind, name: string, why: Because, priceBefore: Decimal | null, priceAfter: Decimal): void {
    this.steps.push({ kind, name, applied: true, ...why, priceBefore, priceAfter })
  }

  private passed(kind: StepKind, name: string, why: Because, price: Decimal | null = null): void {
    this.steps.push({ kind, name, applied: false, ...why, priceBefore: price, priceAfter: price })
  }
}
