import { enumOf } from '../kit/enums.ts'
import { Flow } from '../kit/flow.ts'

export type SupplyState = 'Announced' | 'Received' | 'Canceled'
export type SupplyVerb = 'announce' | 'edit' | 'receive' | 'cancel'

/** Pieces on their way: announced until all of them are here, or no more will come. */
export const supplyFlow = new Flow<SupplyState, SupplyVerb>('supply', [], [
  [null, 'announce', 'Announced'],
  ['Announced', 'edit', 'Announced'],
  ['Announced', 'receive', ['Announced', 'Received']],
  ['Announced', 'cancel', 'Canceled'],
])

export const SupplyStateEnum = enumOf('SupplyState', supplyFlow.states)
