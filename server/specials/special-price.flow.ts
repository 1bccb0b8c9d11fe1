import { enumOf } from '../kit/enums.ts'
import { Flow } from '../kit/flow.ts'

export type SpecialPriceState = 'Draft' | 'Submitted' | 'Returned' | 'Withdrawn' | 'Approved' | 'Rejected' | 'Expired'
export type SpecialPriceVerb = 'create' | 'edit' | 'submit' | 'withdraw' | 'return' | 'approve' | 'reject' | 'expire'

/** A request for a special price: returned with what is missing, it can be edited and submitted again. */
export const specialPriceFlow = new Flow<SpecialPriceState, SpecialPriceVerb>('specialPrice', [], [
  [null, 'create', 'Draft'],
  ['Draft', 'edit', 'Draft'],
  ['Returned', 'edit', 'Returned'],
  ['Withdrawn', 'edit', 'Withdrawn'],
  [['Draft', 'Returned', 'Withdrawn'], 'submit', 'Submitted'],
  ['Submitted', 'withdraw', 'Withdrawn'],
  ['Submitted', 'return', 'Returned'],
  ['Submitted', 'approve', 'Approved'],
  ['Submitted', 'reject', 'Rejected'],
  ['Approved', 'expire', 'Expired', 'system'],
])

export const SpecialPriceStateEnum = enumOf('SpecialPriceState', specialPriceFlow.states)
