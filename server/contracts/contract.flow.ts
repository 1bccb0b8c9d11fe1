import { enumOf } from '../kit/enums.ts'
import { Flow } from '../kit/flow.ts'

export type ContractState = 'Draft' | 'Sent' | 'Active' | 'Terminated' | 'Expired' | 'Canceled'
export type ContractVerb = 'create' | 'edit' | 'send' | 'sign' | 'revise' | 'renew' | 'terminate' | 'cancel' | 'expire'

/** It runs once both sides have signed what was sent. */
export const contractFlow = new Flow<ContractState, ContractVerb>('contract', [], [
  [null, 'create', 'Draft'],
  ['Draft', 'edit', 'Draft'],
  [['Draft', 'Sent'], 'send', 'Sent'],
  ['Sent', 'sign', ['Sent', 'Active']],
  ['Sent', 'revise', 'Draft'],
  [['Active', 'Expired'], 'renew', 'Active'],
  ['Active', 'terminate', 'Terminated'],
  ['Active', 'expire', 'Expired', 'system'],
  [['Draft', 'Sent'], 'cancel', 'Canceled'],
])

export const ContractStateEnum = enumOf('ContractState', contractFlow.states)
