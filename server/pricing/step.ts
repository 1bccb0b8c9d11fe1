import type { Decimal } from '../kit/money.ts'

export const stepKinds = ['SPECIAL', 'ACCOUNT_LIST', 'PARTNER_LIST', 'LEVEL_LIST', 'REGION_LIST', 'DERIVED', 'DEFAULT_LIST', 'LIST_PRICE', 'PROMOTION', 'ROUNDING'] as const
/** What was looked at: a list of one kind, a list that another derives from, the list price, a promotion, or a rounding. */
export type StepKind = (typeof stepKinds)[number]

export const reasons = [
  'FIXED', 'LIST_PERCENT', 'LIST_SURCHARGE', 'COST_PERCENT', 'COST_SURCHARGE', 'CALCULATED', 'ADJUSTED', 'ADJUSTED_SURCHARGE', 'SURCHARGE', 'LIST_PRICE', 'FIXED_LEFT',
  'PERCENT_OFF', 'AMOUNT_OFF', 'FREE_PIECES', 'BUNDLE_PERCENT', 'BUNDLE_AMOUNT', 'ROUNDED', 'ROUNDED_TO', 'ROUNDED_ENDING',
  'NEARER', 'NO_ENTRY', 'NOT_YET', 'EXPIRED', 'FROM_QUANTITY', 'UP_TO_QUANTITY', 'CURRENCY', 'NO_LIST_PRICE', 'NO_COST', 'LEFT', 'PIECES_LEFT', 'LITTLE_LEFT', 'USED_UP', 'NOT_BUILT_IN', 'PARTNERS_ONLY', 'NOT_COMBINED', 'ONE_IS_FREE', 'WITH', 'OFF',
] as const
export type Reason = (typeof reasons)[number]

/** Why a rule was applied or passed over: the sentence `price.reason.…` and what fills it. */
export interface Because { reason: Reason; values: Record<string, string | number> }

/** One rule that was looked at. */
export interface PriceStep extends Because {
  kind: StepKind
  /** Of the list or promotion; empty where there is none. */
  name: string
  applied: boolean
  /** Of one unit. Null as long as nothing had decided. A rule that was passed over leaves the price as it was. */
  priceBefore: Decimal | null
  priceAfter: Decimal | null
  /** What free pieces or a bundle take off the whole line, beside the price of one. */
  discount?: Decimal
}

export const because = (reason: Reason, values: Because['values'] = {}): Because => ({ reason, values })
