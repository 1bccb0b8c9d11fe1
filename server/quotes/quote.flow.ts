import { enumOf } from '../kit/enums.ts'
import { Flow } from '../kit/flow.ts'

export type QuoteState = 'Requested' | 'Draft' | 'Submitted' | 'PendingApproval' | 'Approved' | 'Rejected' | 'Presented' | 'Accepted' | 'Declined' | 'Expired' | 'Canceled'
export type QuoteVerb = 'request' | 'create' | 'copy' | 'draft' | 'edit' | 'submit' | 'route' | 'approve' | 'reject' | 'return' | 'present' | 'send' | 'accept' | 'decline' | 'expire' | 'revise' | 'cancel'

/** States of a quote's version; a quote's own state is that of the latest version its viewer may see. */
export const quoteFlow = new Flow<QuoteState, QuoteVerb>('quote', [], [
  [null, 'request', 'Requested'],
  [null, 'create', 'Draft'],
  [null, 'copy', 'Draft'],
  ['Requested', 'draft', 'Draft'],
  ['Draft', 'edit', 'Draft'],
  ['Draft', 'submit', 'Submitted'],
  ['Submitted', 'route', ['Approved', 'PendingApproval'], 'system'],
  // rules that became stricter meanwhile
  ['Approved', 'route', 'PendingApproval', 'system'],
  ['PendingApproval', 'approve', ['Approved', 'PendingApproval']],
  ['PendingApproval', 'reject', 'Rejected'],
  ['PendingApproval', 'return', 'Draft'],
  ['Approved', 'present', 'Presented'],
  [['Approved', 'Presented'], 'send', 'Presented'],
  ['Presented', 'accept', 'Accepted'],
  ['Presented', 'decline', 'Declined'],
  [['Approved', 'Presented'], 'expire', 'Expired', 'system'],
  [['PendingApproval', 'Approved', 'Presented', 'Rejected', 'Declined', 'Expired'], 'revise', 'Draft'],
  [['Requested', 'Draft', 'PendingApproval', 'Approved', 'Presented', 'Rejected'], 'cancel', 'Canceled'],
])

export const QuoteStateEnum = enumOf('QuoteState', quoteFlow.states)
