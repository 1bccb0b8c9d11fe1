import { describe, expect, it } from 'vitest'
import { UserError } from '../../server/kit/errors.ts'
import { contractFlow } from '../../server/contracts/contract.flow.ts'
import { Flow } from '../../server/kit/flow.ts'
import { orderChangeFlow } from '../../server/orders/order-change.flow.ts'
import { invoiceFlow } from '../../server/billing/invoice.flow.ts'
import { bankLineFlow, dunningFlow, paymentFlow } from '../../server/payments/payment.flow.ts'
import { orderFlow } from '../../server/orders/order.flow.ts'
import { returnFlow } from '../../server/returns/return.flow.ts'
import { partnerFlow } from '../../server/partners/partner.flow.ts'
import { priceChangeFlow } from '../../server/pricing/price-change.flow.ts'
import { promotionFlow } from '../../server/pricing/promotion.flow.ts'
import { quoteFlow } from '../../server/quotes/quote.flow.ts'
import { specialPriceFlow } from '../../server/specials/special-price.flow.ts'
import { supplyFlow } from '../../server/stock/supply.flow.ts'

/** Every legal move as the business describes it, said a second time: verb, then each state it is allowed in and where it leads. `-` is a new record. */
const legal: Record<string, Record<string, string>> = {
  quote: {
    request: '- Requested', create: '- Draft', copy: '- Draft', draft: 'Requested Draft', edit: 'Draft Draft', submit: 'Draft Submitted', route: 'Submitted Approved|PendingApproval, Approved PendingApproval',
    approve: 'PendingApproval Approved|PendingApproval', reject: 'PendingApproval Rejected', return: 'PendingApproval Draft', present: 'Approved Presented', send: 'Approved Presented, Presented Presented',
    accept: 'Presented Accepted', decline: 'Presented Declined', expire: 'Approved Expired, Presented Expired',
    revise: 'PendingApproval Draft, Approved Draft, Presented Draft, Rejected Draft, Declined Draft, Expired Draft',
    cancel: 'Requested Canceled, Draft Canceled, PendingApproval Canceled, Approved Canceled, Presented Canceled, Rejected Canceled',
  },
  order: {
    place: '- Placed|PendingPartnerApproval', import: '- Placed|Confirmed|Shipped|Delivered|Closed|Canceled', approve: 'PendingPartnerApproval Placed', reject: 'PendingPartnerApproval Canceled',
    repromise: 'Confirmed Confirmed, PartiallyShipped PartiallyShipped', hold: 'Placed OnHold', release: 'OnHold Placed', confirm: 'Placed Confirmed|OnHold', ship: 'Confirmed PartiallyShipped|Shipped, PartiallyShipped PartiallyShipped|Shipped',
    deliver: 'PartiallyShipped Delivered|PartiallyShipped|Shipped, Shipped Delivered|PartiallyShipped|Shipped', close: 'Delivered Closed',
    cancel: 'PendingPartnerApproval Canceled, Placed Canceled, OnHold Canceled, Confirmed Canceled, PartiallyShipped Shipped|Delivered',
  },
  specialPrice: {
    create: '- Draft', edit: 'Draft Draft, Returned Returned, Withdrawn Withdrawn', submit: 'Draft Submitted, Returned Submitted, Withdrawn Submitted', withdraw: 'Submitted Withdrawn', return: 'Submitted Returned',
    approve: 'Submitted Approved', reject: 'Submitted Rejected', expire: 'Approved Expired',
  },
  supply: { announce: '- Announced', edit: 'Announced Announced', receive: 'Announced Announced|Received', cancel: 'Announced Canceled' },
  orderChange: {
    request: '- Draft', edit: 'Draft Draft', submit: 'Draft Submitted|PendingPartnerApproval', approve: 'PendingPartnerApproval Submitted, PendingApproval Approved', apply: 'Submitted Applied|PendingApproval, Approved Applied|PendingApproval',
    reject: 'PendingPartnerApproval Rejected, Submitted Rejected, PendingApproval Rejected, Approved Rejected',
    withdraw: 'Draft Withdrawn, PendingPartnerApproval Withdrawn, Submitted Withdrawn, PendingApproval Withdrawn, Approved Withdrawn',
  },
  return: {
    request: '- Requested', approve: 'Requested Approved', reject: 'Requested Rejected', receive: 'Approved Received', credit: 'Received Closed', reopen: 'Closed Received', close: 'Received Closed', cancel: 'Requested Canceled, Approved Canceled',
  },
  invoice: {
    create: '- Draft', issue: 'Draft Issued', discard: 'Draft Discarded', credit: 'Issued Issued|PartiallyPaid|Paid, PartiallyPaid Issued|PartiallyPaid|Paid, Paid Issued|PartiallyPaid|Paid',
    settle: 'Issued Issued|PartiallyPaid|Paid|Credited, PartiallyPaid Issued|PartiallyPaid|Paid|Credited, Paid Issued|PartiallyPaid|Paid|Credited, Credited Issued|PartiallyPaid|Paid|Credited',
  },
  payment: { book: '- Booked', allocate: 'Booked Booked', unallocate: 'Booked Booked', refund: 'Booked Booked', reverse: 'Booked Reversed' },
  bankLine: { import: '- Open|Ignored', assign: 'Open Open|Assigned', ignore: 'Open Ignored', reopen: 'Assigned Open, Ignored Open' },
  dunning: { prepare: '- Prepared', release: 'Prepared Released', discard: 'Prepared Discarded' },
  contract: {
    create: '- Draft', edit: 'Draft Draft', send: 'Draft Sent, Sent Sent', sign: 'Sent Sent|Active', revise: 'Sent Draft', renew: 'Active Active, Expired Active', terminate: 'Active Terminated', expire: 'Active Expired',
    cancel: 'Draft Canceled, Sent Canceled',
  },
  promotion: {
    create: '- Draft', edit: 'Draft Draft, Active Active, Paused Paused', activate: 'Draft Active', pause: 'Active Paused', resume: 'Paused Active', end: 'Active Ended, Paused Ended',
  },
  partner: {
    apply: '- Applied', review: 'Applied UnderReview', approve: 'UnderReview Approved', reject: 'UnderReview Rejected', onboard: 'Approved Onboarding', activate: 'Onboarding Active',
    suspend: 'Active Suspended', resume: 'Suspended Active', terminate: 'Active Terminated, Suspended Terminated',
  },
  pricechange: {
    prepare: '- Prepared', apply: 'Prepared Applied|Applying', discard: 'Prepared Discarded', undo: 'Applied Undone|Undoing', finish: 'Applying Applied, Undoing Undone', fail: 'Applying Prepared, Undoing Applied',
  },
}
const system: Record<string, string[]> = { specialPrice: ['expire'], invoice: ['settle'], payment: [], bankLine: ['import'], dunning: [], promotion: [], contract: ['expire'], quote: ['route', 'expire'], order: [], orderChange: [], return: ['credit', 'reopen'], partner: [], pricechange: ['finish', 'fail'], supply: [] }

/** The next state, or why there is none. */
function said(next: () => string): string {
  try {
    return next()
  } catch (error) {
    return error instanceof UserError ? error.code : (error as Error).message
  }
}

describe.each([quoteFlow, orderFlow, orderChangeFlow, returnFlow, partnerFlow, priceChangeFlow, specialPriceFlow, supplyFlow, contractFlow, promotionFlow, invoiceFlow, paymentFlow, bankLineFlow, dunningFlow] as Flow<string, string>[])('$subject', (flow) => {
  const moves = legal[flow.subject]!
  const outcomes = (state: string | null, verb: string) => moves[verb]!.split(', ').map((move) => move.split(' ')).find(([from]) => from === (state ?? '-'))?.[1]!.split('|')

  it('has these verbs', () => {
    expect([...flow.verbs].sort()).toEqual(Object.keys(moves).sort())
  })

  const cases = [null, ...flow.states].flatMap((state) => flow.verbs.map((verb) => [state, verb] as const))
  it.each(cases)('%s – %s', (state, verb) => {
    const to = outcomes(state, verb)
    expect(flow.can(state, verb)).toBe(to !== undefined)
    expect(said(() => flow.next(state, verb))).toBe(to ? to[0] : 'ILLEGAL_MOVE')
    const wished = flow.states.map((outcome) => said(() => flow.next(state, verb, outcome)))
    expect(wished).toEqual(flow.states.map((outcome) => (!to ? 'ILLEGAL_MOVE' : to.includes(outcome) ? outcome : `${flow.subject}: ${verb} does not lead to ${outcome}`)))
  })

  it('says from where a verb may be asked for, and which are the system\'s', () => {
    for (const verb of flow.verbs) expect([...flow.from(verb)].sort()).toEqual(flow.states.filter((state) => outcomes(state, verb)).sort())
    const born = flow.verbs.filter((verb) => outcomes(null, verb))
    expect([...flow.asked].sort()).toEqual(flow.verbs.filter((verb) => !born.includes(verb) && !system[flow.subject]!.includes(verb)).sort())
  })

  it('reaches every state from a new record', () => {
    const reached = new Set<string>(flow.verbs.flatMap((verb) => outcomes(null, verb) ?? []))
    for (let size = -1; size !== reached.size;) {
      size = reached.size
      for (const state of reached) for (const verb of flow.verbs) for (const to of outcomes(state, verb) ?? []) reached.add(to)
    }
    expect([...reached].sort()).toEqual([...flow.states].sort())
  })
})

it('a table with a state that nothing leads to is refused at start', () => {
  expect(() => new Flow('lamp', [], [[null, 'make', 'Off'], ['Of', 'light', 'On']])).toThrow('lamp: no move leads to Of')
})
