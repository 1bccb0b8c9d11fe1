/**
 * The closed list of what webhooks tell, by the record's word. Those of `dealers` can be public, and a partner may subscribe to
 * them; whether one event is, the database says of each. Who signs in, and with which keys, leaves the house by no webhook.
 */
const table: Record<string, { dealers?: string; staff?: string }> = {
  contract: { dealers: 'sent signed renewed terminated expired canceled', staff: 'created edited revised noticeDue endDue undelivered' },
  quote: { dealers: 'requested presented accepted declined expired revised canceled', staff: 'sent undelivered linked linkRevoked created drafted copied edited submitted stepApproved approved rejected returned routed escalated noted' },
  order: { dealers: 'placed approved rejected held confirmed repromised shipped delivered closed canceled billed', staff: 'released noted creditRestored' },
  orderChange: { dealers: 'submitted approved applied rejected withdrawn', staff: 'routed' },
  return: { dealers: 'requested approved rejected received credited reopened closed canceled' },
  payment: { dealers: 'booked', staff: 'reversed' },
  dunning: { staff: 'prepared released discarded' },
  invoice: { dealers: 'issued credited settled', staff: 'created discarded' },
  account: { dealers: 'created updated', staff: 'erased noted' },
  contact: { dealers: 'created updated consentGiven consentWithdrawn doNotContactSet doNotContactCleared', staff: 'erased' },
  partner: { staff: 'applied reviewed approved rejected onboarded activated suspended resumed terminated updated noted' },
  pricelist: { staff: 'created edited ended changed restored' },
  specialPrice: { dealers: 'submitted withdrawn returned approved rejected expired nearlyUsed usedUp' },
  promotion: { staff: 'created edited activated paused resumed ended exhausted' },
  stock: { staff: 'received' },
  supply: { staff: 'announced edited received canceled' },
}

const typed = (part: 'dealers' | 'staff'): string[] => Object.entries(table).flatMap(([word, parts]) => (parts[part]?.split(' ') ?? []).map((verb) => `${word}.${verb}`))

export const dealerTypes = typed('dealers').sort()
export const staffTypes = [...dealerTypes, ...typed('staff')].sort()
export const typesFor = (audience: string): string[] => (audience === 'crm' ? staffTypes : dealerTypes)

const wordOf = (type: string): string => type.split('.')[0]!

/** Whether an audience may ask for this: a type of its own, all of one record's (`order.*`), or everything (`*`). */
export const canAskFor = (audience: string, wanted: string): boolean =>
  wanted === '*' || typesFor(audience).some((type) => type === wanted || `${wordOf(type)}.*` === wanted)

/** Whether somebody who asked for these is told of this. */
export const wants = (types: readonly string[], type: string): boolean => staffTypes.includes(type) && (types.includes('*') || types.includes(type) || types.includes(`${wordOf(type)}.*`))

/** What is sent when somebody presses the button for it. */
export const testType = 'webhook.test'
