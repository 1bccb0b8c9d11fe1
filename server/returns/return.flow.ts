import { enumOf } from '../kit/enums.ts'
import { Flow } from '../kit/flow.ts'

export type ReturnState = 'Requested' | 'Approved' | 'Received' | 'Closed' | 'Rejected' | 'Canceled'
export type ReturnVerb = 'request' | 'approve' | 'reject' | 'receive' | 'credit' | 'reopen' | 'close' | 'cancel'

/** A return authorization. What was received is credited by a credit note; where none is due, the desk closes it. A draft of a credit note that is discarded opens it again. */
export const returnFlow = new Flow<ReturnState, ReturnVerb>('return', [], [
  [null, 'request', 'Requested'],
  ['Requested', 'approve', 'Approved'],
  ['Requested', 'reject', 'Rejected'],
  ['Approved', 'receive', 'Received'],
  ['Received', 'credit', 'Closed', 'system'],
  ['Closed', 'reopen', 'Received', 'system'],
  ['Received', 'close', 'Closed'],
  [['Requested', 'Approved'], 'cancel', 'Canceled'],
])

export const ReturnStateEnum = enumOf('ReturnState', returnFlow.states)
export const ReturnReasonEnum = enumOf('ReturnReason', ['DEFECTIVE', 'DAMAGED', 'WRONG_ITEM', 'NOT_NEEDED', 'EXCHANGE', 'OTHER'])
export const ReturnConditionEnum = enumOf('ReturnCondition', ['UNOPENED', 'USED', 'DAMAGED', 'DEFECTIVE'])
