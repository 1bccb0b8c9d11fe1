import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { Account } from '../accounts/account.ts'
import { Product } from '../catalog/product.ts'
import { enumOf } from '../kit/enums.ts'
import { by, search } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { connection } from '../kit/page.ts'
import { addField, expose, list, sql } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'
import { Partner } from '../partners/partner.ts'
import { User } from '../people/user.ts'
import { PriceChange } from '../pricing/price-change.ts'

export const PriceEffectStateEnum = enumOf('PriceEffectState', ['Working', 'Done', 'Failed'])
const amount = () => p.decimal().precision(19).scale(6)

const PriceEffectLineSchema = defineEntity({
  name: 'PriceEffectLine',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    effectId: p.uuid(),
    buyerId: p.uuid(),
    orderId: p.uuid(),
    orderNumber: p.text(),
    orderedOn: p.date(),
    product: () => p.manyToOne(Product),
    quantity: p.integer(),
    priceBefore: amount().nullable().comment('What one unit would cost without the change.'),
    priceAfter: amount().nullable(),
    before: amount().comment('Of the line.'),
    after: amount(),
    unitCost: amount().nullable(),
  },
})
/** A line of an order, priced without and with a change. */
export class PriceEffectLine extends PriceEffectLineSchema.class {}
PriceEffectLineSchema.setClass(PriceEffectLine)

const PriceEffectBuyerSchema = defineEntity({
  name: 'PriceEffectBuyer',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    effectId: p.uuid(),
    partner: () => p.manyToOne(Partner).nullable(),
    account: () => p.manyToOne(Account).nullable().comment('Who buys directly.'),
    currency: p.string().length(3),
    orderCount: p.integer(),
    lineCount: p.integer(),
    quantity: p.integer(),
    before: amount(),
    after: amount(),
    cost: amount().nullable().comment('Null where one of the costs is not known.'),
  },
})
/** A buyer of whose lines some would cost something else. */
export class PriceEffectBuyer extends PriceEffectBuyerSchema.class {}
PriceEffectBuyerSchema.setClass(PriceEffectBuyer)

const PriceEffectSchema = defineEntity({
  name: 'PriceEffect',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    change: () => p.manyToOne(PriceChange),
    fromDay: p.date().comment('The first day of the orders.'),
    toDay: p.date().comment('The last one.'),
    onDay: p.date().comment('The day of whose prices both sides are: the first of the change, or today.'),
    state: p.text().$type<keyof typeof PriceEffectStateEnum>(),
    progress: p.integer().onCreate(() => 0).comment('Buyers that the work has come to.'),
    problem: p.text().nullable().comment('A code of the list of refusals.'),
    orderCount: p.integer().onCreate(() => 0).comment('Orders with a line that would cost something else.'),
    lineCount: p.integer().onCreate(() => 0),
    createdBy: () => p.manyToOne(User).nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    doneAt: p.datetime().nullable(),
  },
})
/** What a change of prices would have made of the orders of a period. */
export class PriceEffect extends PriceEffectSchema.class {}
PriceEffectSchema.setClass(PriceEffect)
export { PriceEffectSchema, PriceEffectBuyerSchema, PriceEffectLineSchema }

const total = (column: string) => sql(() => DecimalScalar, (row) => `(select trim_scale(sum(b.${column}))::text from price_effect_buyer b where b.effect_id = ${row}.id)`)
const difference = (row: string) => `(${row}.after - ${row}.before)`
const text = (expression: (row: string) => string, permission?: string) => sql(() => DecimalScalar, (row) => `trim_scale(${expression(row)})::text`, permission ? { permission } : {})
const margin = (side: string) => (row: string) => `round((${row}.${side} - ${row}.cost) / nullif(${row}.${side}, 0) * 100, 1)`

expose(PriceEffectLine, PriceEffectLineSchema, {
  description: 'A line of an order, priced without and with a change.', omit: 'effectId buyerId', needs: { unitCost: 'cost:read' },
  fields: { difference: text(difference) },
  sorts: { PLACE: by('id', 'uuid'), DIFFERENCE: by((row) => `abs(${difference(row)})`, 'numeric') },
})
expose(PriceEffectBuyer, PriceEffectBuyerSchema, {
  description: 'A buyer of whose lines some would cost something else.', omit: 'effectId', needs: { cost: 'cost:read' },
  fields: {
    difference: text(difference), marginBefore: text(margin('before'), 'cost:read'), marginAfter: text(margin('after'), 'cost:read'),
    lines: connection(() => PriceEffectLine, (child, parent) => `${child}.buyer_id = ${parent}.id`),
  },
  filters: { search: search((row) => `coalesce((select x.name from partner x where x.id = ${row}.partner_id), (select x.name from account x where x.id = ${row}.account_id), '')`) },
  sorts: { DIFFERENCE: by((row) => `abs(${difference(row)})`, 'numeric'), PLACE: by('id', 'uuid') },
  defaultSort: { by: 'DIFFERENCE', direction: 'DESC' },
})
expose(PriceEffect, PriceEffectSchema, {
  description: 'What a change of prices would have made of the orders of a period, line by line at the prices of one day without and with it.', enums: { state: PriceEffectStateEnum },
  fields: {
    before: total('before'), after: total('after'), currency: sql(() => String, (row) => `(select l.currency from price_change c join price_list l on l.id = c.price_list_id where c.id = ${row}.change_id)`, { nullable: false }),
    buyerCount: sql(() => Int, (row) => `(select count(*)::int from price_effect_buyer b where b.effect_id = ${row}.id)`, { nullable: false }),
    buyers: connection(() => PriceEffectBuyer, (child, parent) => `${child}.effect_id = ${parent}.id`),
  },
})
addField(PriceChange, 'effects', list(() => PriceEffect, (child, parent) => `${child}.change_id = ${parent}.id`, (child) => `${child}.id desc`, { partner: false, description: 'What it would have made of past orders, the latest estimate first.' }))
