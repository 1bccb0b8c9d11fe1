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

export interface EntryTerms extends Validity {
  id: string
  minQuantity: number
  basis: Basis
  value: string
}

/** The target of entries that hold for every product. */
export const everything = '00000000-0000-0000-0000-000000000000'

export interface ListTerms extends Validity {
  id: string
  name: string
  kind: ListKind
  currency: string
  /** Where this list has no rule, the price is that of the other list times `adjustPercent`. */
  derivedFrom: ListTerms | null
  adjustPercent: string
  /** By what they are about: a product, a category with all below it, or `everything`. */
  entries: ReadonlyMap<string, EntryTerms[]>
}

/** A promotion that the product takes part in. */
export interface PromotionTerms extends Validity {
  id: string
  name: string
  /** Lower ranks come first. */
  rank: number
  /** Off the price. */
  percent: string
  minQuantity: number
  maxQuantity: number | null
  /** Whether promotions of later rank still come on top; if not, it ends the row. */
  stackable: boolean
  partnersOnly: boolean
}

export interface ListPrice extends Validity { currency: string; price: string }

export interface ProductTerms {
  id: string
  /** Its category, after all of that one's ancestors, from the root on. */
  categoryPath: string[]
  listPrices: ListPrice[]
}

/** For how many, on which day, in which currency, and whether through a partner. */
export interface Asked { quantity: number; day: string; currency: string; byPartner: boolean }
