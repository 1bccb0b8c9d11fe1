import { enumOf } from '../kit/enums.ts'
import { Flow } from '../kit/flow.ts'

export type OrderChangeState = 'Draft' | 'PendingPartnerApproval' | 'Submitted' | 'PendingApproval' | 'Approved' | 'Applied' | 'Rejected' | 'Withdrawn'
export type OrderChangeVerb = 'request' | 'edit' | 'submit' | 'approve' | 'apply' | 'reject' | 'withdraw'

/**
 * A change of an order, by its dealer or by the desk. Above a buyer's limit the partner agrees first; where the rules of quotes ask
 * for it, one of our managers does, before the desk applies it.
 */
export const orderChangeFlow = new Flow<OrderChangeState, OrderChangeVerb>('orderChange', [], [
  [null, 'request', 'Draft'],
  ['Draft', 'edit', 'Draft'],
  ['Draft', 'submit', ['Submitted', 'PendingPartnerApproval']],
  ['PendingPartnerApproval', 'approve', 'Submitted'],
  ['PendingApproval', 'approve', 'Approved'],
  [['Submitted', 'Approved'], 'apply', ['Applied', 'PendingApproval']],
  [['PendingPartnerApproval', 'Submitted', 'PendingApproval', 'Approved'], 'reject', 'Rejected'],
  [['Draft', 'PendingPartnerApproval', 'Submitted', 'PendingApproval', 'Approved'], 'withdraw', 'Withdrawn'],
])

/** What still waits for somebody; an order has at most one such change. */
export const waitingChanges: readonly OrderChangeState[] = ['PendingPartnerApproval', 'Submitted', 'PendingApproval', 'Approved']
export const OrderChangeStateEnum = enumOf('OrderChangeState', orderChangeFlow.states)
