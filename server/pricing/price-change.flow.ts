import { enumOf } from '../kit/enums.ts'
import { Flow } from '../kit/flow.ts'

export type PriceChangeState = 'Prepared' | 'Applying' | 'Applied' | 'Undoing' | 'Undone' | 'Discarded'
export type PriceChangeVerb = 'prepare' | 'apply' | 'discard' | 'undo' | 'finish' | 'fail'

/** A change of a price list: looked at before it is applied, and taken back while its prices have not begun. Large ones are worked on in the background. */
export const priceChangeFlow = new Flow<PriceChangeState, PriceChangeVerb>('pricechange', [], [
  [null, 'prepare', 'Prepared'],
  ['Prepared', 'apply', ['Applied', 'Applying']],
  ['Prepared', 'discard', 'Discarded'],
  ['Applied', 'undo', ['Undone', 'Undoing']],
  ['Applying', 'finish', 'Applied', 'system'],
  ['Undoing', 'finish', 'Undone', 'system'],
  ['Applying', 'fail', 'Prepared', 'system'],
  ['Undoing', 'fail', 'Applied', 'system'],
])

export const PriceChangeStateEnum = enumOf('PriceChangeState', priceChangeFlow.states)
