import { enumOf } from '../kit/enums.ts'
import { Flow } from '../kit/flow.ts'

export type PromotionState = 'Draft' | 'Active' | 'Paused' | 'Ended'
export type PromotionVerb = 'create' | 'edit' | 'activate' | 'pause' | 'resume' | 'end'

/** What ran out of days is ended by a job, with the same verb. */
export const promotionFlow = new Flow<PromotionState, PromotionVerb>('promotion', [], [
  [null, 'create', 'Draft'],
  ['Draft', 'edit', 'Draft'],
  ['Active', 'edit', 'Active'],
  ['Paused', 'edit', 'Paused'],
  ['Draft', 'activate', 'Active'],
  ['Active', 'pause', 'Paused'],
  ['Paused', 'resume', 'Active'],
  [['Active', 'Paused'], 'end', 'Ended'],
])

export const PromotionStateEnum = enumOf('PromotionState', promotionFlow.states)
