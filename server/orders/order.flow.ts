import { enumOf } from '../kit/enums.ts'
import { Flow } from '../kit/flow.ts'

export type OrderState = 'PendingPartnerApproval' | 'Placed' | 'OnHold' | 'Confirmed' | 'PartiallyShipped' | 'Shipped' | 'Delivered' | 'Closed' | 'Canceled'
export type OrderVerb = 'place' | 'import' | 'approve' | 'reject' | 'hold' | 'release' | 'confirm' | 'ship' | 'deliver' | 'close' | 'cancel' | 'repromise'

/** Fulfilment; billing has its own state beside it. */
export const orderFlow = new Flow<OrderState, OrderVerb>('order', [], [
  [null, 'place', ['Placed', 'PendingPartnerApproval']],
  [null, 'import', ['Placed', 'Confirmed', 'Shipped', 'Delivered', 'Closed', 'Canceled']],
  ['PendingPartnerApproval', 'approve', 'Placed'],
  ['PendingPartnerApproval', 'reject', 'Canceled'],
  ['Placed', 'hold', 'OnHold'],
  ['OnHold', 'release', 'Placed'],
  // beyond its partner's credit it waits instead
  ['Placed', 'confirm', ['Confirmed', 'OnHold']],
  // an earlier day, when somebody asks for it
  ['Confirmed', 'repromise', 'Confirmed'],
  ['PartiallyShipped', 'repromise', 'PartiallyShipped'],
  [['Confirmed', 'PartiallyShipped'], 'ship', ['PartiallyShipped', 'Shipped']],
  [['PartiallyShipped', 'Shipped'], 'deliver', ['Delivered', 'PartiallyShipped', 'Shipped']],
  ['Delivered', 'close', 'Closed'],
  [['PendingPartnerApproval', 'Placed', 'OnHold', 'Confirmed'], 'cancel', 'Canceled'],
  // what is still open; what was shipped stays
  ['PartiallyShipped', 'cancel', ['Shipped', 'Delivered']],
])

/** Until all of it has left, an order can be changed. */
export const orderChangeable: readonly OrderState[] = ['PendingPartnerApproval', 'Placed', 'OnHold', 'Confirmed', 'PartiallyShipped']

export const OrderStateEnum = enumOf('OrderState', orderFlow.states)
export const CancelReasonEnum = enumOf('CancelReason', ['NOT_NEEDED', 'DUPLICATE', 'TOO_LATE', 'PRICE', 'CREDIT', 'UNAVAILABLE', 'OTHER'])
export const BillingStateEnum = enumOf('BillingState', ['NotInvoiced', 'PartiallyInvoiced', 'Invoiced', 'Paid'])
