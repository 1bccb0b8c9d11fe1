import { enumOf } from '../kit/enums.ts'
import { Flow } from '../kit/flow.ts'

export type InvoiceState = 'Draft' | 'Issued' | 'PartiallyPaid' | 'Paid' | 'Credited' | 'Discarded'
export type InvoiceVerb = 'create' | 'issue' | 'discard' | 'credit' | 'settle'

const issued = ['Issued', 'PartiallyPaid', 'Paid'] as const

/**
 * Invoices and credit notes. Once issued, nothing of them changes but what was paid and credited since: `settle` follows every
 * payment and credit note. An invoice is called off by a credit note alone.
 */
export const invoiceFlow = new Flow<InvoiceState, InvoiceVerb>('invoice', [], [
  [null, 'create', 'Draft'],
  ['Draft', 'issue', 'Issued'],
  ['Draft', 'discard', 'Discarded'],
  [issued, 'credit', [...issued]],
  [[...issued, 'Credited'], 'settle', [...issued, 'Credited'], 'system'],
])

export const InvoiceStateEnum = enumOf('InvoiceState', invoiceFlow.states)
export const InvoiceKindEnum = enumOf('InvoiceKind', ['INVOICE', 'CREDIT_NOTE'])
