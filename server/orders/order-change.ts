import { defineEntity, p } from '@mikro-orm/core'
import { actions } from '../access/actions.ts'
import { Address } from '../accounts/address.ts'
import { Product } from '../catalog/product.ts'
import type { BuiltPart } from '../configurator/built.ts'
import { configurationOf, partsOf } from '../configurator/line-part.ts'
import { anyId, anyOf, anyVisible, by, dates, search } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { expose, list, related, resolved, sql } from '../kit/read/expose.ts'
import { User } from '../people/user.ts'
import type { ApprovalReason } from '../approvals/approval-rules.ts'
import type { Applied } from '../quotes/quote-pricing.ts'
import { OrderLine } from './order-line.ts'
import { type OrderChangeState, OrderChangeStateEnum, orderChangeFlow } from './order-change.flow.ts'

const money = () => p.decimal().precision(19).scale(6)

const OrderChangeSchema = defineEntity({
  name: 'OrderChange',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    orderId: p.uuid(),
    number: p.integer(),
    state: p.text().$type<OrderChangeState>(),
    revision: p.integer().version(),
    partnerId: p.uuid().nullable(),
    sellerId: p.uuid().nullable(),
    ownerId: p.uuid().nullable(),
    requestedBy: () => p.manyToOne(User).nullable(),
    byDealer: p.boolean(),
    reason: p.text().nullable().comment('Why, in the words of who asked for it.'),
    requestedDateBefore: p.date().nullable(),
    requestedDateAfter: p.date().nullable(),
    shipToBefore: () => p.manyToOne(Address).nullable(),
    shipToAfter: () => p.manyToOne(Address).nullable(),
    deliverCompleteAfter: p.boolean().nullable().comment('Whether all of it shall leave together; null where that stays as it is.'),
    currency: p.string().length(3),
    totalBefore: money(),
    totalAfter: money(),
    createdAt: p.datetime().onCreate(() => new Date()),
    submittedAt: p.datetime().nullable(),
    decidedBy: () => p.manyToOne(User).nullable(),
    decidedAt: p.datetime().nullable(),
    decisionNote: p.text().nullable().comment('Why it was rejected.'),
  },
})
/** What somebody wants to change about an order, side by side with how it was. From submit on it never changes. */
export class OrderChange extends OrderChangeSchema.class {}
OrderChangeSchema.setClass(OrderChange)

const OrderChangeInternalSchema = defineEntity({
  name: 'OrderChangeInternal',
  properties: {
    changeId: p.uuid().primary(), approvalReasons: p.json<ApprovalReason[]>(), submittedById: p.uuid().nullable(), approvedById: p.uuid().nullable(), approvedAt: p.datetime().nullable(),
  },
})
/** Why one of ours has to agree to a change, and who did: for staff alone. */
export class OrderChangeInternal extends OrderChangeInternalSchema.class {}
OrderChangeInternalSchema.setClass(OrderChangeInternal)

const OrderChangeLineSchema = defineEntity({
  name: 'OrderChangeLine',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    changeId: p.uuid(),
    position: p.integer(),
    orderLine: () => p.manyToOne(OrderLine).nullable().comment('Null where the product is added.'),
    product: () => p.manyToOne(Product),
    description: p.text().nullable(),
    quantityBefore: p.integer(),
    quantityAfter: p.integer().comment('0 where the line is removed.'),
    listPrice: money().nullable(),
    netPrice: money(),
    unitPrice: money().comment("As agreed; of what is added, the buyer's price on the day it was asked for."),
    promotionDiscount: money().default('0').comment('What free pieces and bundles take off what is added, beside the price of one.'),
    amountBefore: money(),
    amountAfter: money(),
    promotions: p.json<Applied[]>().nullable(),
    budgetEntryId: p.uuid().nullable(),
    configurationId: p.uuid().nullable().comment('What was configured, where what is added is built to order.'),
    parts: p.json<BuiltPart[]>().nullable(),
    buildDays: p.integer().nullable(),
  },
})
/** One line that a change touches. */
export class OrderChangeLine extends OrderChangeLineSchema.class {}
OrderChangeLineSchema.setClass(OrderChangeLine)
export { OrderChangeInternalSchema, OrderChangeLineSchema, OrderChangeSchema }

expose(OrderChangeLine, OrderChangeLineSchema, {
  description: 'One line that a change touches.', partner: 'id position orderLine product description quantityBefore quantityAfter unitPrice promotionDiscount amountBefore amountAfter configurationId configuration parts', omit: 'changeId listPrice netPrice promotions budgetEntryId buildDays',
  fields: { configuration: configurationOf, parts: partsOf },
})

/** A dealer doesn't learn whether one of ours has to agree. */
const stateOf = (row: string, audience: string) => (audience === 'crm' ? `${row}.state` : `case when ${row}.state in ('PendingApproval', 'Approved') then 'Submitted' else ${row}.state end`)

expose(OrderChange, OrderChangeSchema, {
  description: 'What somebody wants to change about an order, side by side with how it was.',
  partner: 'id number state byDealer requestedBy reason requestedDateBefore requestedDateAfter shipToBefore shipToAfter deliverCompleteAfter currency totalBefore totalAfter createdAt submittedAt decidedAt decisionNote lines actions',
  omit: 'orderId partnerId sellerId ownerId state',
  fields: {
    state: sql(() => OrderChangeStateEnum, (row, { viewer }) => stateOf(row, viewer.audience), { nullable: false }),
    lines: list(() => OrderChangeLine, (child, parent) => `${child}.change_id = ${parent}.id`, (child) => `${child}.position`),
    approvalReasons: resolved(['id']),
    approvedBy: related(() => User, (child, parent) => `${child}.id = (select i.approved_by_id from order_change_internal i where i.change_id = ${parent}.id)`),
    // each side edits and takes back its own; the partner agrees for its buyer, our manager for us
    actions: actions(orderChangeFlow, 'orderChange', { guards: {
      edit: (row, { viewer }) => `${row}.by_dealer = ${viewer.audience !== 'crm'}`,
      submit: (row, { viewer }) => `${row}.by_dealer = ${viewer.audience !== 'crm'}`,
      withdraw: (row, { viewer }) => `${row}.by_dealer = ${viewer.audience !== 'crm'}`,
      approve: (row, { viewer, param }) => (viewer.audience !== 'crm' ? `${row}.state = 'PendingPartnerApproval'`
        : `${row}.state = 'PendingApproval' and not exists (select 1 from order_change_internal i where i.change_id = ${row}.id and ${param(viewer.userId)}::uuid in (i.submitted_by_id, ${row}.requested_by_id))`),
      reject: (row, { viewer }) => (viewer.audience === 'crm' ? `${row}.state <> 'PendingPartnerApproval'` : `${row}.state = 'PendingPartnerApproval'`),
    } }),
  },
  filters: {
    state: anyOf(OrderChangeStateEnum, (row, { viewer }) => stateOf(row, viewer.audience)), partnerId: { ...anyVisible('partner_id', 'partner'), staffOnly: true }, ownerId: anyId('owner_id', { staffOnly: true }), createdAt: dates('created_at'),
    search: search((row) => `concat_ws(' ', (select o.number from sales_order o where o.id = ${row}.order_id), (select x.name from partner x where x.id = ${row}.partner_id))`),
  },
  sorts: { CREATED_AT: by('created_at', 'timestamptz') },
  defaultSort: { by: 'CREATED_AT', direction: 'DESC' },
})
