import { type Because, because } from './step.ts'
import { type Asked, type EntryTerms, type ListTerms, type ProductTerms, type PromotionTerms, type Validity, everything } from './terms.ts'

/** Why something does not hold on the day that is asked about, or in its currency; null when it does. */
export function closed(thing: Validity & { currency?: string }, { day, currency }: Asked): Because | null {
  if (thing.currency !== undefined && thing.currency !== currency) return because('CURRENCY', { currency: thing.currency })
  if (thing.validFrom !== null && day < thing.validFrom) return because('NOT_YET', { date: thing.validFrom })
  if (thing.validTo !== null && day > thing.validTo) return because('EXPIRED', { date: thing.validTo })
  return null
}

/** Of how many pieces it takes anything off. */
const fewest = ({ kind, minQuantity, buyQuantity }: PromotionTerms): number => (kind === 'BUNDLE' ? Infinity : Math.max(minQuantity, kind === 'BUY_GET' ? buyQuantity! + 1 : 1))

/** Why a promotion does not apply; null when it does. */
export function refused(promotion: PromotionTerms, asked: Asked): Because | null {
  const { minQuantity, maxQuantity } = promotion
  if (promotion.off) return because('OFF')
  if (promotion.left != null) return promotion.left >= fewest(promotion) ? because('PIECES_LEFT', { quantity: promotion.left }) : because('LITTLE_LEFT')
  if (promotion.partnersOnly && !asked.byPartner) return because('PARTNERS_ONLY')
  if (asked.quantity < minQuantity) return because('FROM_QUANTITY', { quantity: minQuantity })
  if (maxQuantity !== null && asked.quantity > maxQuantity) return because('UP_TO_QUANTITY', { quantity: maxQuantity })
  const { currency, validFrom, validTo } = promotion
  return closed({ validFrom, validTo, ...(currency ? { currency } : {}) }, asked)
}

/** The validity that begins later comes first, then the newer record: ids are made in the order of time. */
export const newestFirst = (a: Validity & { id: string }, b: Validity & { id: string }): number =>
  compare(b.validFrom ?? '', a.validFrom ?? '') || compare(b.id, a.id)
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** For how many pieces more an entry gives its price, after what the lines before took of it. */
const leftOf = ({ id, left }: EntryTerms, { taken }: Asked): number | null => (left == null ? null : Math.max(left - (taken?.get(id) ?? 0), 0))

/** A rule that was tried; with `entry` it is the one that decides. */
export type Tried = Because & { entry?: EntryTerms }

/**
 * Tries a list's entries for a product until one decides: those for itself, for its category, for each one above, for everything;
 * of these the largest break first.
 * Yields each with the reason that it was applied or passed over for.
 */
export function* choose(list: ListTerms, product: ProductTerms, asked: Asked, hasListPrice: boolean): Generator<Tried> {
  const targets = [product.id, ...product.categoryPath.toReversed(), everything]
  const concerned = targets.flatMap((target) => (list.entries.get(target) ?? []).toSorted((a, b) => b.minQuantity - a.minQuantity || newestFirst(a, b)))
  if (!concerned.length) yield because('NO_ENTRY')
  for (const entry of concerned) {
    const shut = closed(entry, asked), left = leftOf(entry, asked)
    if (shut) yield shut
    else if (left !== null && asked.builtIn) yield because('NOT_BUILT_IN')
    else if (asked.quantity < entry.minQuantity) yield because('FROM_QUANTITY', { quantity: entry.minQuantity })
    else if (left !== null && asked.quantity > left) yield left ? because('LEFT', { quantity: left }) : because('USED_UP')
    else if (entry.basis.startsWith('LIST_') && !hasListPrice) yield because('NO_LIST_PRICE')
    else if (entry.basis.startsWith('COST_') && !entry.prices?.[product.id]) yield because('NO_COST')
    // who may not know the cost is told no share of it
    else return yield { ...(left !== null ? because('FIXED_LEFT', { value: Number(entry.value), left }) : entry.value === null ? because('CALCULATED') : because(entry.basis, { value: Number(entry.value) })), entry }
  }
}
