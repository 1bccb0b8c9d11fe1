import { enumOf } from '../kit/enums.ts'
import { Flow } from '../kit/flow.ts'

export type ModelState = 'Draft' | 'Published' | 'Retired'
export type ModelVerb = 'create' | 'draft' | 'edit' | 'publish' | 'retire'

/** States of a model's version. What was published never changes; another version takes its place. */
export const modelFlow = new Flow<ModelState, ModelVerb>('model', [], [
  [null, 'create', 'Draft'],
  [['Published', 'Retired'], 'draft', 'Draft'],
  ['Draft', 'edit', 'Draft'],
  ['Draft', 'publish', 'Published'],
  ['Published', 'retire', 'Retired'],
])

export const ModelStateEnum = enumOf('ModelState', modelFlow.states)
