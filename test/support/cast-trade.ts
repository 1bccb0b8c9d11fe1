import type { OrderState } from '../../server/orders/order.flow.ts'
import { orderFlow } from '../../server/orders/order.flow.ts'
import { type QuoteState, quoteFlow } from '../../server/quotes/quote.flow.ts'
import { type Row, type Tables, idOf, partnerId, productId, userId } from './cast.ts'

/** Whose business a document is. Direct, there is no partner; an account may be a dealer's all the same. */
interface Whose { code: string | null; seller: string | null; owner: string; account: string }
const staffId = (name: string) => idOf(`${name}@guanxi.example`)
const at = '2026-01-06T08:00:00Z', later = '2099-12-31'

const ofNorthstar: Whose = { code: 'NST', seller: 'seller', owner: 'rep', account: 'NST seller' }
const others: [string, Whose][] = [
  ['colleague', { code: 'NST', seller: 'seller2', owner: 'rep', account: 'NST seller2' }],
  ['buyer', { code: 'NST', seller: 'buyer', owner: 'rep', account: 'NST shared' }],
  ['nobody', { code: 'NST', seller: null, owner: 'rep', account: 'NST shared' }],
  ['colleague of the representative', { code: 'NST', seller: 'seller', owner: 'rep2', account: 'NST seller' }],
  ['rival', { code: 'RVL', seller: 'seller', owner: 'stranger', account: 'RVL seller' }],
  ['sub-dealer', { code: 'SUB', seller: 'seller', owner: 'rep', account: 'SUB seller' }],
  ['direct', { code: null, seller: null, owner: 'rep', account: 'direct rep' }],
  ['direct of another team', { code: null, seller: null, owner: 'stranger', account: 'direct stranger' }],
  ['direct of two roles', { code: null, seller: null, owner: 'both', account: 'direct rep' }],
  ["direct with the dealer's account", { code: null, seller: null, owner: 'rep', account: 'NST seller' }],
]

const base = ({ code, seller, owner, account }: Whose): Row => ({
  partner_id: code && partnerId(code), account_id: idOf(`account ${account}`), owner_id: staffId(owner), seller_id: code && seller && userId(code, seller),
  created_by_id: code && seller ? userId(code, seller) : staffId(owner), created_at: at, updated_at: at,
})

export function trade(): Tables {
  const tables: Tables = {
    quote: [], quote_version: [], quote_version_internal: [], quote_line: [], quote_line_cost: [], quote_approval: [],
    sales_order: [], order_amount: [], order_line: [], shipment: [], shipment_line: [], event: [],
  }
  // one of Northstar's in every state; three of everybody else's: asked for, being made, on the table
  for (const state of quoteFlow.states) quote(tables, `quote ${state}`, ofNorthstar, state)
  for (const [name, whose] of others) for (const state of ['Requested', 'Draft', 'PendingApproval', 'Presented'] as const) quote(tables, `quote ${name} ${state}`, whose, state)
  quote(tables, 'quote out of date', ofNorthstar, 'Presented', { validUntil: '2020-01-31' })
  quote(tables, 'quote approved too long ago', ofNorthstar, 'Approved', { validUntil: '2020-01-31' })
  quote(tables, "quote of the manager's own", ofNorthstar, 'PendingApproval', { submitter: 'manager' })
  quote(tables, 'quote under revision', ofNorthstar, 'Draft', { presentedBefore: true })
  for (const state of orderFlow.states) order(tables, `order ${state}`, ofNorthstar, state)
  for (const [name, whose] of others) for (const state of ['PendingPartnerApproval', 'Placed'] as const) order(tables, `order ${name} ${state}`, whose, state)
  order(tables, 'order half delivered', ofNorthstar, 'PartiallyShipped', { arrived: true })
  return tables
}

interface QuoteMore { validUntil?: string; submitter?: string; presentedBefore?: boolean }
/** Who leads whom. */
const leads: Record<string, string> = { rep: 'manager', rep2: 'manager', stranger: 'manager2', both: 'head' }
const shown: QuoteState[] = ['Presented', 'Accepted', 'Declined', 'Expired']

/** A quote as its verbs leave it: a dealer's begins with the request, version 0. */
function quote(tables: Tables, name: string, whose: Whose, state: QuoteState, { validUntil = later, submitter = whose.owner, presentedBefore = false }: QuoteMore = {}): void {
  const id = idOf(name), row = base(whose), asked = whose.code !== null
  const publicState = shown.includes(state) || (state === 'Canceled' && asked) ? state : asked && state !== 'Draft' ? 'Requested' : presentedBefore ? 'Requested' : null
  tables.quote!.push({ id, number: name, currency: 'USD', public_state: publicState, public_at: publicState && at, ...row })
  const version = (number: number, of: QuoteState, more: Row = {}) => {
    const versionId = idOf(`${name} ${number}`), line = idOf(`${name} ${number} line`), internal = number > 0
    tables.quote_version!.push({
      id: versionId, quote_id: id, number, state: of, revision: 1, partner_id: row.partner_id, seller_id: row.seller_id, owner_id: row.owner_id, currency: 'USD', discount_percent: 0, subtotal: 180, discount_amount: 0, total: 180,
      valid_until: internal ? validUntil : null, created_at: at, superseded: false, presented_at: null, submitted_by_id: null, submitted_at: null, ...more,
    })
    tables.quote_line!.push({ id: line, version_id: versionId, position: 1, product_id: productId('LATHE'), quantity: 2, list_price: 100, net_price: 90, discount_percent: 0, unit_price: 90, amount: 180, promotions: [] })
    if (!internal) return
    tables.quote_version_internal!.push({ version_id: versionId, cost: 120, approval_reasons: [] })
    tables.quote_line_cost!.push({ line_id: line, unit_cost: 60 })
    if (of === 'PendingApproval') tables.quote_approval!.push({ id: idOf(`approval ${name}`), version_id: versionId, step: 1, state: 'Pending', decider: 'MANAGER', level: 1, person_id: staffId(leads[whose.owner]!), requested_by_id: staffId(submitter), requested_at: at, waiting_since: at })
  }
  if (asked) version(0, 'Requested', { superseded: state !== 'Requested' })
  if (presentedBefore) version(1, 'Presented', { superseded: true, presented_at: at, submitted_by_id: staffId(submitter), submitted_at: at })
  const worked = !['Requested', 'Draft'].includes(state)
  if (state !== 'Requested' || !asked) version(presentedBefore ? 2 : 1, state, { ...(shown.includes(state) ? { presented_at: at } : {}), ...(worked ? { submitted_by_id: staffId(submitter), submitted_at: at } : {}) })
  happened(tables, 'quote', id, row)
}

/** How much of an order's four pieces lies there for it, is gone, and has arrived. */
const progress: Partial<Record<OrderState, [reserved: number, shipped: number, delivered: number]>> = {
  Confirmed: [2, 0, 0], PartiallyShipped: [2, 2, 0], Shipped: [0, 4, 0], Delivered: [0, 4, 4], Closed: [0, 4, 4],
}

function order(tables: Tables, name: string, whose: Whose, state: OrderState, { arrived = false } = {}): void {
  const id = idOf(name), row = base(whose), [reserved, shipped, delivered] = progress[state] ?? [0, 0, 0], line = idOf(`${name} line`)
  tables.sales_order!.push({ id, number: name, state, billing_state: 'NotInvoiced', currency: 'USD', placed_at: at, revision: 1, channel: 'portal', ...row })
  tables.order_amount!.push({ order_id: id, partner_id: row.partner_id, seller_id: row.seller_id, owner_id: row.owner_id, subtotal: 360, total: 360 })
  tables.order_line!.push({ id: line, order_id: id, position: 1, product_id: productId('MILL'), quantity: 4, net_price: 90, discount_percent: 0, unit_price: 90, amount: 360,
    reserved_quantity: arrived ? 0 : reserved, shipped_quantity: shipped, delivered_quantity: arrived ? shipped : delivered })
  if (shipped) {
    tables.shipment!.push({ id: idOf(`${name} shipment`), order_id: id, number: 1, shipped_at: at, delivered_at: delivered || arrived ? at : null, part_reason: 'the customer pressed' })
    tables.shipment_line!.push({ id: idOf(`${name} shipped`), shipment_id: idOf(`${name} shipment`), order_line_id: line, quantity: shipped })
  }
  happened(tables, 'order', id, row)
}

/** One event that its dealer may know of, and one that it may not. */
function happened(tables: Tables, subject: string, id: string, { account_id, partner_id, owner_id, seller_id }: Row): void {
  for (const open of [true, false]) {
    tables.event!.push({ id: idOf(`event ${open} ${id}`), at, type: `${subject}.${open ? 'presented' : 'edited'}`, actor_id: owner_id, actor_name: 'Sam', channel: 'crm', subject_type: subject, subject_id: id,
      account_id, partner_id, owner_id, seller_id, public: open, data: {} })
  }
}
