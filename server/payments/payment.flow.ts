import { enumOf } from '../kit/enums.ts'
import { Flow } from '../kit/flow.ts'

export type PaymentState = 'Booked' | 'Reversed'
export type PaymentVerb = 'book' | 'allocate' | 'unallocate' | 'refund' | 'reverse'

/** What was booked stays: nothing of it changes but what it pays, and a mistake is put right by counter entries. */
export const paymentFlow = new Flow<PaymentState, PaymentVerb>('payment', [], [
  [null, 'book', 'Booked'],
  ['Booked', 'allocate', 'Booked'],
  ['Booked', 'unallocate', 'Booked'],
  ['Booked', 'refund', 'Booked'],
  ['Booked', 'reverse', 'Reversed'],
])
export type BankLineState = 'Open' | 'Assigned' | 'Ignored'
export type BankLineVerb = 'import' | 'assign' | 'ignore' | 'reopen'

/** A line of a bank statement: it pays something, or is none of ours to book. Assigned in parts, it stays open until all of it is. */
export const bankLineFlow = new Flow<BankLineState, BankLineVerb>('bankLine', [], [
  // told by a statement before, it is passed over
  [null, 'import', ['Open', 'Ignored'], 'system'],
  ['Open', 'assign', ['Open', 'Assigned']],
  ['Open', 'ignore', 'Ignored'],
  [['Assigned', 'Ignored'], 'reopen', 'Open'],
])
export type DunningRunState = 'Prepared' | 'Released' | 'Discarded'
export type DunningRunVerb = 'prepare' | 'release' | 'discard'

export const dunningFlow = new Flow<DunningRunState, DunningRunVerb>('dunning', [], [
  [null, 'prepare', 'Prepared'],
  ['Prepared', 'release', 'Released'],
  ['Prepared', 'discard', 'Discarded'],
])

export const PaymentStateEnum = enumOf('PaymentState', paymentFlow.states)
export const PaymentKindEnum = enumOf('PaymentKind', ['PAYMENT', 'WRITE_OFF', 'REFUND'], 'PAYMENT: money came in; WRITE_OFF: it will not come any more; REFUND: what was paid too much went back.')
export const PaymentMethodEnum = enumOf('PaymentMethod', ['BANK_TRANSFER', 'CARD', 'CHECK', 'CASH', 'OTHER'])
export const BankLineStateEnum = enumOf('BankLineState', bankLineFlow.states)
export const StatementFormatEnum = enumOf('StatementFormat', ['CAMT053', 'CSV'])
export const DunningRunStateEnum = enumOf('DunningRunState', dunningFlow.states)
