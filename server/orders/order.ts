import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { actions } from '../access/actions.ts'
import { Account, buyerNames } from '../accounts/account.ts'
import { type Subject, subjectOf } from '../kit/event.ts'
import { amountsBeside, anyId, anyOf, anyVisible, by, dates, lookUp } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { connection } from '../kit/page.ts'
import { addField, expose, list, related, sql } from '../kit/read/expose.ts'
import { DateTimeScalar, DecimalScalar } from '../kit/scalars.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import { Quote } from '../quotes/quote.ts'
import { OrderLine } from './order-line.ts'
import { type OrderState, BillingStateEnum, OrderStateEnum, orderFlow } from './order.flow.ts'
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
    note: p.text().nullable(),
    requestedDate: p.date().nullable(),
    promiseDate: p.date().nullable().comment('The day by which all of it will have shipped, said to the buyer at confirmation.'),
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

expose(Order, OrderSchema, {
  description: 'What a partner or an account has ordered.',
  partner: 'id number state billingState partner account owner seller quote purchaseOrder note requestedDate promiseDate currency placedAt createdAt updatedAt revision subtotal total lines shipments',
  omit: 'createdById quoteVersionId externalId',
  enums: { state: OrderStateEnum, billingState: BillingStateEnum },
  fields: {
    // a buyer may still change their mind until the desk has confirmed
    actions: actions(orderFlow, 'order', { guards: {
      cancel: (row, { viewer }) => (viewer.audience === 'crm' ? 'true' : `${row}.state in ('PendingPartnerApproval', 'Placed')`),
      deliver: (row) => `exists (select 1 from shipment s where s.order_id = ${row}.id and s.delivered_at is null)`,
    } }),
    holdReason: sql(() => String, (row) => `case when ${row}.state = 'OnHold' then (select e.data ->> 'reason' from event e where e.subject_id = ${row}.id and e.type = 'order.held' order by e.at desc limit 1) end`, { description: 'As the timeline has it.' }),
    subtotal: sql(() => DecimalScalar, (row) => `trim_scale(${money('subtotal')(row)})::text`),
    total: sql(() => DecimalScalar, (row) => `trim_scale(${money('total')(row)})::text`, { description: "Null for a parent partner that looks at its sub-dealer's order." }),
    lines: list(() => OrderLine, (child, parent) => `${child}.order_id = ${parent}.id`, (child) => `${child}.position, ${child}.id`),
    shipments: list(() => Shipment, (child, parent) => `${child}.order_id = ${parent}.id`, (child) => `${child}.number`),
  },
  filters: {
    state: anyOf(OrderStateEnum, 'state'), billingState: anyOf(BillingStateEnum, 'billing_state'), partnerId: anyVisible('partner_id', 'partner'), accountId: anyVisible('account_id', 'account'),
    ownerId: anyId('owner_id', { staffOnly: true }), placedAt: dates('placed_at'), total: amountsBeside(amountOf, 'total', money('total')),
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
