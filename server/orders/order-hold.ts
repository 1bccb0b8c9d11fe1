import { defineEntity, p } from '@mikro-orm/core'
import { enumOf } from '../kit/enums.ts'
import { newId } from '../kit/ids.ts'
import { expose, related } from '../kit/read/expose.ts'
import { User } from '../people/user.ts'

export const HoldKindEnum = enumOf('HoldKind', ['CREDIT', 'MANUAL'], "CREDIT: the order goes beyond its partner's credit, or something is overdue; MANUAL: somebody put it on hold.")

const OrderHoldSchema = defineEntity({
  name: 'OrderHold',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    orderId: p.uuid(),
    kind: p.text().$type<keyof typeof HoldKindEnum>(),
    reason: p.text().nullable(),
    overAmount: p.decimal().precision(19).scale(6).nullable().comment('By how much the order went beyond the credit.'),
    overdueDays: p.integer().nullable(),
    heldById: p.uuid().nullable(),
    heldAt: p.datetime().onCreate(() => new Date()),
    releasedById: p.uuid().nullable(),
    releasedAt: p.datetime().nullable(),
    releaseReason: p.text().nullable(),
    allowedTotal: p.decimal().precision(19).scale(6).nullable().comment('Up to this total the order may be confirmed in spite of the credit.'),
  },
})

/** Why an order waits, and who let it go on. */
export class OrderHold extends OrderHoldSchema.class {}
OrderHoldSchema.setClass(OrderHold)
export { OrderHoldSchema }

expose(OrderHold, OrderHoldSchema, {
  description: 'Why an order waits, and who let it go on.', partner: 'id kind heldAt releasedAt', omit: 'orderId heldById releasedById', enums: { kind: HoldKindEnum },
  fields: {
    heldBy: related(() => User, (child, parent) => `${child}.id = ${parent}.held_by_id`),
    releasedBy: related(() => User, (child, parent) => `${child}.id = ${parent}.released_by_id`),
  },
})
