import { type Because, because } from './step.ts'
import type { Asked, EntryTerms, ListTerms, ProductTerms, PromotionTerms, Validity } from './terms.ts'

/** Why something does not hold on the day that is asked about, or in its currency; null when it does. */
export function closed(thing: Validity & { currency?: string }, { day, currency }: Asked): Because | null {
  if (thing.currency !== undefined && thing.currency !== currency) return because('CURRENCY', { currency: thing.currency })
  if (thing.validFrom !== null && day < thing.validFrom) return because('NOT_YET', { date: thing.validFrom })
  if (thing.validTo !== null && day > thing.validTo) return because('EXPIRED', { date: thing.validTo })
  return null
}

/** Why a promotion does not apply; null when it does. */
export function refused(promotion: PromotionTerms, asked: Asked): Because | null {
  const { minQuantity, maxQuantity } = promotion
  if (promotion.partnersOnly && !asked.byPartner) return because('PARTNERS_ONLY')
  if (asked.quantity < minQuantity) return because('FROM_QUANTITY', { quantity: minQuantity })
  if (maxQuantity !== null && asked.quantity > maxQuantity) return because('UP_TO_QUANTITY', { quantity: maxQuantity })
  return closed(promotion, asked)
}

/** The validity that begins later comes first, then the newer record: ids are made in the order of time. */
export const newestFirst = (a: Validity & { id: string }, b: Validity & { id: string }): number =>
  compare(b.validFrom ?? '', a.validFrom ?? '') || compare(b.id, a.id)
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** How closely an entry names a product: itself, then its category, then each one above, then everything; null when it does not. */
function nearness(entry: EntryTerms, product: ProductTerms): number | null {
  if (entry.productId) return entry.productId === product.id ? Number.POSITIVE_INFINITY : null
  if (!entry.categoryId) return -1
  const place = product.categoryPath.indexOf(entry.categoryId)
  return place < 0 ? null : place
}

/** A rule that was tried; with `entry` it is the one that decides. */
export type Tried = Because & { entry?: EntryTerms }

/**
 * Tries a list's entries for a product, the most specific and of those the largest break first, until one decides.
 * Yields each with the reason that it was applied or passed over for.
 */
export function* choose(list: ListTerms, product: ProductTerms, asked: Asked, hasListPrice: boolean): Generator<Tried> {
  const concerned = list.entries
    .map((entry) => ({ entry, near: nearness(entry, product) }))
    .filter((found): found is { entry: EntryTerms; near: number } => found.near !== null)
    .sort((a, b) => (a.near === b.near ? 0 : b.near - a.near) || b.entry.minQuantity - a.entry.minQuantity || newestFirst(a.entry, b.entry))
  if (!concerned.length) yield because('NO_ENTRY')
  for (const { entry } of concerned) {
    const shut = closed(entry, asked)
    if (shut) yield shut
    else if (asked.quantity < entry.minQuantity) yield because('FROM_QUANTITY', { quantity: entry.minQuantity })
    else if (entry.basis !== 'FIXED' && !hasListPrice) yield because('NO_LIST_PRICE')
    else return yield { ...because(entry.basis, { value: Number(entry.value) }), entry }
  }
}
