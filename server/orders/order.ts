import { defineEntity, p } from '@mikro-orm/core'
import { ID, Int } from 'type-graphql'
import { actions } from '../access/actions.ts'
import { Account, buyerNames } from '../accounts/account.ts'
import { Address } from '../accounts/address.ts'
import { type Subject, subjectOf } from '../kit/event.ts'
import { amountsBeside, anyId, anyOf, anyVisible, by, dates, days, flag, lookUp } from '../kit/filters.ts'
import { isId, newId } from '../kit/ids.ts'
import { connection } from '../kit/page.ts'
import { addField, expose, list, related, sql } from '../kit/read/expose.ts'
import { DateTimeScalar, DecimalScalar } from '../kit/scalars.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import { Quote } from '../quotes/quote.ts'
import { OrderChange } from './order-change.ts'
import { waitingChanges } from './order-change.flow.ts'
import { creditCheckOf } from './credit-check.ts'
import { OrderHold } from './order-hold.ts'
import { OrderLine } from './order-line.ts'
import { type OrderState, BillingStateEnum, CancelReasonEnum, OrderStateEnum, orderChangeable, orderFlow } from './order.flow.ts'
import { Shipment } from './shipment.ts'

const OrderSchema = defineEntity({
  name: 'Order',
  tableName: 'sales_order',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    number: p.text().comment('In a sequence per partner, so that it tells nothing of what others buy.'),
    state: p.text().$type<OrderState>(),
    billingState: p.text().$type<keyof typeof BillingStateEnum>(),
    partner: () => p.manyToOne(Partner).nullable().comment('The buyer, through the channel.'),
    account: () => p.manyToOne(Account).nullable().comment('The end customer; direct, the buyer.'),
    owner: () => p.manyToOne(User).nullable().comment('The representative.'),
    seller: () => p.manyToOne(User).nullable().comment("The partner's person in charge."),
    createdById: p.uuid().nullable(),
    quote: () => p.manyToOne(Quote).nullable(),
    quoteVersionId: p.uuid().nullable(),
    purchaseOrder: p.text().nullable().comment("The buyer's own number."),
    paymentDays: p.integer().nullable().comment("Within how many days the buyer pays; by its own terms where it is left out."),
    note: p.text().nullable(),
    requestedDate: p.date().nullable(),
    shipTo: () => p.manyToOne(Address).nullable().comment("Where it goes; null for the buyer's main address."),
    cancelReason: p.text().$type<keyof typeof CancelReasonEnum>().nullable(),
    promiseDate: p.date().nullable().comment('The day by which all of it will have shipped, said to the buyer at confirmation.'),
    deliverComplete: p.boolean().default(false).comment('Rather later than in parts.'),
    promisedBefore: p.date().nullable().comment('What was said before the day had to be put off.'),
    repromisedAt: p.datetime().nullable().comment('When the day was last put off.'),
    currency: p.string().length(3),
    placedAt: p.datetime().onCreate(() => new Date()),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    revision: p.integer().version(),
    channel: p.text(),
    externalId: p.text().nullable(),
  },
})

/** What a partner or an account has ordered. */
export class Order extends OrderSchema.class {
  subject(): Subject {
    return subjectOf('order', this)
  }
}
OrderSchema.setClass(Order)
export { OrderSchema }

const amountOf = { table: 'order_amount', of: 'order_id', column: 'total_key', audience: 'crm' as const }
const money = (column: string) => (row: string) => `(select a.${column} from order_amount a where a.order_id = ${row}.id)`

const among = (states: readonly string[]) => states.map((state) => `'${state}'`).join(', ')
const waiting = among(waitingChanges), changeable = among(orderChangeable)
const changeWaits = (row: string) => `exists (select 1 from order_change c where c.order_id = ${row}.id and c.state in (${waiting}))`
const late = (row: string) => `coalesce(${row}.state in ('Confirmed', 'PartiallyShipped') and ${row}.promise_date < app.today(), false)`
/** The day was put off a short while ago, and it has not left. */
export const promisedLater = (row: string): string => `coalesce(${row}.state in ('Confirmed', 'PartiallyShipped') and ${row}.repromised_at > now() - interval '14 days' and ${row}.promise_date > ${row}.promised_before, false)`
/** Its desk has agreed to it. */
export const isConfirmed = (row: string): string => `${row}.state in ('Confirmed', 'PartiallyShipped', 'Shipped', 'Delivered', 'Closed')`
const heldForCredit = (row: string) => `exists (select 1 from order_hold h where h.order_id = ${row}.id and h.released_at is null and h.kind = 'CREDIT')`
const beyond = (row: string) => `exists (select 1 from app.order_credit(${row}.id) c where c.exceeded)`

expose(Order, OrderSchema, {
  description: 'What a partner or an account has ordered.',
  partner: 'id number state billingState partner account owner seller quote purchaseOrder paymentDays note requestedDate promiseDate deliverComplete promisedBefore repromisedAt shipTo cancelReason currency placedAt createdAt updatedAt revision subtotal total lines shipments hold waitingChange changes pdf',
  omit: 'createdById quoteVersionId externalId',
  enums: { state: OrderStateEnum, billingState: BillingStateEnum, cancelReason: CancelReasonEnum },
  fields: {
    // a buyer may still change their mind until the desk has confirmed
    actions: actions(orderFlow, 'order', { guards: {
      cancel: (row, { viewer }) => (viewer.audience === 'crm' ? 'true' : `${row}.state in ('PendingPartnerApproval', 'Placed')`),
      repromise: (row) => `exists (select 1 from reservation r join order_line l on l.id = r.order_line_id where l.order_id = ${row}.id and r.state = 'Held' and r.source <> 'Stock')`,
      deliver: (row) => `exists (select 1 from shipment s where s.order_id = ${row}.id and s.delivered_at is null)`,
      // beyond the credit only who may answer for it; once there is credit again, everybody who may release
      release: (row, { viewer }) => (viewer.scope('credit:release') === null ? `not (${heldForCredit(row)} and ${beyond(row)})` : 'true'),
    }, also: {
      requestOrderChange: { permission: 'orderChange:request', when: (row) => `${row}.state in (${changeable}) and not ${changeWaits(row)}` },
      requestReturn: { permission: 'return:request', when: (row) => `${row}.state in ('PartiallyShipped', 'Shipped', 'Delivered', 'Closed') and exists (select 1 from order_line l where l.order_id = ${row}.id and l.delivered_quantity > 0)` },
    } }),
    holdReason: sql(() => String, (row) => `case when ${row}.state = 'OnHold' then (select h.reason from order_hold h where h.order_id = ${row}.id and h.released_at is null) end`),
    hold: related(() => OrderHold, (child, parent) => `${child}.order_id = ${parent}.id and ${child}.released_at is null`, (child) => `${child}.held_at`),
    holds: list(() => OrderHold, (child, parent) => `${child}.order_id = ${parent}.id`, (child) => `${child}.held_at`),
    creditCheck: creditCheckOf,
    late: sql(() => Boolean, late, { nullable: false, description: 'The day that was promised is over, and not all of it has left.' }),
    changes: list(() => OrderChange, (child, parent) => `${child}.order_id = ${parent}.id`, (child) => `${child}.number desc`),
    waitingChange: related(() => OrderChange, (child, parent) => `${child}.order_id = ${parent}.id and ${child}.state in (${waiting})`),
    subtotal: sql(() => DecimalScalar, (row) => `trim_scale(${money('subtotal')(row)})::text`),
    total: sql(() => DecimalScalar, (row) => `trim_scale(${money('total')(row)})::text`, { description: "Null for a parent partner that looks at its sub-dealer's order." }),
    pdf: sql(() => String, (row, { viewer }) => `case when ${isConfirmed(row)} and exists (select 1 from order_amount a where a.order_id = ${row}.id) then '/${viewer.audience}/files/orders/' || ${row}.id || '.pdf' end`, { description: 'Where its printed confirmation is; null until it is confirmed, and for whoever does not see its prices.' }),
    lines: list(() => OrderLine, (child, parent) => `${child}.order_id = ${parent}.id`, (child) => `${child}.position, ${child}.id`),
    shipments: list(() => Shipment, (child, parent) => `${child}.order_id = ${parent}.id`, (child) => `${child}.number`),
  },
  filters: {
    state: anyOf(OrderStateEnum, 'state'), billingState: anyOf(BillingStateEnum, 'billing_state'), partnerId: anyVisible('partner_id', 'partner'), accountId: anyVisible('account_id', 'account'),
    ownerId: anyId('owner_id', { staffOnly: true }), placedAt: dates('placed_at'), total: amountsBeside(amountOf, 'total', money('total')),
    promiseDate: days('promise_date'), promisedLater: flag(promisedLater), late: flag(late, { staffOnly: true }), changeWaits: flag(changeWaits, { staffOnly: true }),
    productId: { type: () => [ID], staffOnly: true, sql: (row, ids: string[], { param }) => `${row}.id in (select l.order_id from order_line l where l.product_id = any(${param(ids.filter(isId))}::uuid[]))` },
    search: lookUp('sales_order', ...buyerNames),
  },
  sorts: {
    PLACED_AT: by('placed_at', 'timestamptz'), NUMBER: by('number', 'text'), PROMISE_DATE: by('promise_key', 'date'),
    TOTAL: by((row) => `coalesce(${money('total_key')(row)}, 0)`, 'double precision', { beside: amountOf }),
  },
  defaultSort: { by: 'PLACED_AT', direction: 'DESC' },
})

addField(Quote, 'order', related(() => Order, (child, parent) => `${child}.quote_id = ${parent}.id`, (child) => `${child}.placed_at desc`, { partner: true, description: 'What came of it.' }))
const open = `('PendingPartnerApproval', 'Placed', 'OnHold', 'Confirmed', 'PartiallyShipped', 'Shipped')`
for (const [entity, column] of [[Account, 'account_id'], [Partner, 'partner_id']] as const) {
  addField(entity, 'orders', connection(() => Order, (child, parent) => `${child}.${column} = ${parent}.id`, { partner: true }))
  addField(entity, 'openOrderCount', sql(() => Int, (row) => `(select count(*)::int from sales_order o where o.${column} = ${row}.id and o.state in ${open})`, { nullable: false }))
  addField(entity, 'lastOrderAt', sql(() => DateTimeScalar, (row) => `(select max(o.placed_at) from sales_order o where o.${column} = ${row}.id)`))
  addField(entity, 'revenue12m', sql(() => DecimalScalar, (row) =>
    `(select trim_scale(coalesce(sum(a.total), 0))::text from sales_order o join order_amount a on a.order_id = o.id where o.${column} = ${row}.id and o.state <> 'Canceled' and o.placed_at > now() - interval '12 months')`,
  { description: 'Ordered in the last twelve months.' }))
}
