/** What a price is made of, as the pure function takes it: amounts and percentages as decimal strings, days as YYYY-MM-DD. */

/** The first and the last whole day on which something holds, both included; null where it is open. */
export interface Validity { validFrom: string | null; validTo: string | null }

/** From the nearest to the buyer to the farthest. A BASE list is only there for others to derive from. */
export const listKinds = ['SPECIAL', 'ACCOUNT', 'PARTNER', 'LEVEL', 'REGION', 'DEFAULT', 'BASE'] as const
export type ListKind = (typeof listKinds)[number]

/**
 * FIXED: the value is the price. LIST_PERCENT: per cent of the list price. LIST_SURCHARGE: added to the list price; may be negative.
 * COST_PERCENT and COST_SURCHARGE: the same of what the product costs us.
 */
export const bases = ['FIXED', 'LIST_PERCENT', 'LIST_SURCHARGE', 'COST_PERCENT', 'COST_SURCHARGE'] as const
export type Basis = (typeof bases)[number]

/** NEAREST: a half goes up. */
export const roundModes = ['NEAREST', 'UP', 'DOWN'] as const
export type RoundMode = (typeof roundModes)[number]

/** To multiples of `roundTo` plus `roundEnding`: to 1 with the ending 0.90 is what ends in .90. To the nearest when there is no mode. */
export interface Rounding { roundTo?: string | null; roundEnding?: string | null; roundMode?: RoundMode | null }

export interface EntryTerms extends Validity, Rounding {
  id: string
  minQuantity: number
  basis: Basis
  /** Null for an entry on cost, where the reader may not know the cost. */
  value: string | null
  /** For how many pieces more it gives its price; null where it holds for any number. */
  left?: number | null
  /** Of an entry on cost: the price of each product whose cost is known, worked out where the cost is kept. */
  prices?: Record<string, string> | null
}

/** The target of entries that hold for every product. */
export const everything = '00000000-0000-0000-0000-000000000000'

export interface ListTerms extends Validity, Rounding {
  id: string
  name: string
  kind: ListKind
  currency: string
  /** Where this list has no rule, the price is `adjustPercent` of the other list's, with the surcharge added. */
  derivedFrom: ListTerms | null
  adjustPercent: string
  adjustSurcharge?: string
  /** By what they are about: a product, a category with all below it, or `everything`. */
  entries: ReadonlyMap<string, EntryTerms[]>
}

/** PERCENT and AMOUNT: off each piece. BUY_GET: of so many bought, so many more are free. BUNDLE: off several products that are bought together. */
export const promotionKinds = ['PERCENT', 'AMOUNT', 'BUY_GET', 'BUNDLE'] as const
export type PromotionKind = (typeof promotionKinds)[number]

/** One product of a bundle, and how many of it. */
export interface BundleItem { productId: string; name: string; quantity: number }

/** A promotion that the product takes part in and that is for the buyer. */
export interface PromotionTerms extends Validity {
  id: string
  name: string
  kind: PromotionKind
  /** Lower ranks come first. */
  rank: number
  /** Off the price. */
  percent?: string | null
  /** Off each piece, or off each bundle. */
  amount?: string | null
  /** Of the amount. */
  currency?: string | null
  buyQuantity?: number | null
  getQuantity?: number | null
  bundle?: BundleItem[]
  minQuantity: number
  maxQuantity: number | null
  /** Whether promotions of later rank still come on top; if not, it ends the row. */
  stackable: boolean
  partnersOnly: boolean
  /** Whether it pauses, or its budget is used up, on the day that is asked about. */
  off?: boolean
  /** Too little is left for what is wanted: pieces that it still holds for, 0 where that is not said in pieces. */
  left?: number | null
}

export interface ListPrice extends Validity { currency: string; price: string }

export interface ProductTerms {
  id: string
  /** Its category, after all of that one's ancestors, from the root on. */
  categoryPath: string[]
  listPrices: ListPrice[]
}

/** On which day, in which currency, and whether through a partner. */
export interface Circumstances { day: string; currency: string; byPartner: boolean }
export interface Asked extends Circumstances {
  quantity: number
  /** By entry, what lines before this one in the basket took of what is left. */
  taken?: Map<string, number>
  /** Built into something else: what was granted for so many pieces is for those that are bought by themselves. */
  builtIn?: boolean
}
