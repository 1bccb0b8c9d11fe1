import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { actions } from '../access/actions.ts'
import { Account } from '../accounts/account.ts'
import { type Subject, subjectOf } from '../kit/event.ts'
import { anyId, anyOf, anyVisible, by, dates, search } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { addField, expose, list, sql } from '../kit/read/expose.ts'
import { OrderLine } from '../orders/order-line.ts'
import { Order } from '../orders/order.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import { ReturnConditionEnum, ReturnReasonEnum, type ReturnState, ReturnStateEnum, returnFlow } from './return.flow.ts'

const ReturnLineSchema = defineEntity({
  name: 'ReturnLine',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    returnId: p.uuid(),
    position: p.integer(),
    orderLine: () => p.manyToOne(OrderLine),
    quantity: p.integer(),
    condition: p.text().$type<keyof typeof ReturnConditionEnum>().comment('As who sends it back says.'),
    receivedQuantity: p.integer(),
    restockedQuantity: p.integer().comment('Of what came back, how much can be sold again; the rest was scrapped.'),
  },
})
/** How much of an order's line comes back. */
export class ReturnLine extends ReturnLineSchema.class {}
ReturnLineSchema.setClass(ReturnLine)

const ReturnSchema = defineEntity({
  name: 'Return',
  tableName: 'return_authorization',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    number: p.text().comment('To be written on the parcel.'),
    order: () => p.manyToOne(Order),
    state: p.text().$type<ReturnState>(),
    revision: p.integer().version(),
    partner: () => p.manyToOne(Partner).nullable(),
    account: () => p.manyToOne(Account).nullable(),
    seller: () => p.manyToOne(User).nullable(),
    owner: () => p.manyToOne(User).nullable(),
    requestedBy: () => p.manyToOne(User).nullable(),
    reason: p.text().$type<keyof typeof ReturnReasonEnum>(),
    note: p.text().nullable(),
    decidedBy: () => p.manyToOne(User).nullable(),
    decidedAt: p.datetime().nullable(),
    decisionNote: p.text().nullable().comment('Why it was rejected, or where to send it.'),
    receivedAt: p.datetime().nullable(),
    closedAt: p.datetime().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    externalId: p.text().nullable(),
  },
})
/** What a buyer may send back, what came, and what became of it. */
export class Return extends ReturnSchema.class {
  /** What happens to it stands on the order's timeline. */
  subject(): Subject {
    return { ...subjectOf('order', this), id: this.order.id }
  }
}
ReturnSchema.setClass(Return)
export { ReturnLineSchema, ReturnSchema }

expose(ReturnLine, ReturnLineSchema, {
  description: "How much of an order's line comes back.", partner: 'id position orderLine quantity condition receivedQuantity restockedQuantity', omit: 'returnId', enums: { condition: ReturnConditionEnum },
})
expose(Return, ReturnSchema, {
  description: 'What a buyer may send back, what came, and what became of it.',
  partner: 'id number order state reason note partner account requestedBy decidedAt decisionNote receivedAt closedAt createdAt lines actions',
  omit: 'externalId', enums: { state: ReturnStateEnum, reason: ReturnReasonEnum },
  fields: {
    lines: list(() => ReturnLine, (child, parent) => `${child}.return_id = ${parent}.id`, (child) => `${child}.position`),
    actions: actions(returnFlow, 'return', { guards: { cancel: (row, { viewer }) => (viewer.audience === 'crm' ? 'true' : `${row}.state = 'Requested'`) } }),
    pieces: sql(() => String, (row) => `(select sum(l.quantity)::text from return_line l where l.return_id = ${row}.id)`, { partner: true, description: 'How many come back, over all lines.' }),
  },
  filters: {
    state: anyOf(ReturnStateEnum, 'state'), partnerId: { ...anyVisible('partner_id', 'partner'), staffOnly: true }, ownerId: anyId('owner_id', { staffOnly: true }), createdAt: dates('created_at'),
    search: search((row) => `concat_ws(' ', ${row}.number, (select o.number from sales_order o where o.id = ${row}.order_id), (select x.name from partner x where x.id = ${row}.partner_id))`),
  },
  sorts: { CREATED_AT: by('created_at', 'timestamptz'), NUMBER: by('number', 'text') },
  defaultSort: { by: 'CREATED_AT', direction: 'DESC' },
})

addField(Order, 'returns', list(() => Return, (child, parent) => `${child}.order_id = ${parent}.id`, (child) => `${child}.created_at desc`, { partner: true }))
addField(OrderLine, 'returnedQuantity', sql(() => Int, (row) => `(select coalesce(sum(case when a.state in ('Received', 'Closed') then r.received_quantity else r.quantity end), 0)::int
  from return_line r join return_authorization a on a.id = r.return_id where r.order_line_id = ${row}.id and a.state not in ('Rejected', 'Canceled'))`, { nullable: false, partner: true, description: 'Sent back, or announced to be.' }))
