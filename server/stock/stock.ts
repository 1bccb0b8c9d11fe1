import { Int } from 'type-graphql'
import { defineEntity, p } from '@mikro-orm/core'
import { actions } from '../access/actions.ts'
import { Product } from '../catalog/product.ts'
import { addField, addFilter, sql } from '../kit/read/expose.ts'
import { DateScalar } from '../kit/scalars.ts'
import type { Free } from './promise.ts'

const StockSchema = defineEntity({
  name: 'Stock',
  properties: {
    productId: p.uuid().primary(),
    onHand: p.integer(),
    reserved: p.integer(),
    available: p.integer().persist(false).nullable(),
    inbound: p.json<Free[]>().comment('What comes and is promised to nobody, by day.'),
  },
})

/** What lies in the warehouse. Never below zero: the database refuses to reserve what is not there. */
export class Stock extends StockSchema.class {}
StockSchema.setClass(Stock)
export { StockSchema }

// what is late comes on a day that nobody knows
const coming = (what: string) => (row: string) => `(select ${what} from stock s, jsonb_to_recordset(s.inbound) as i (date date, quantity int) where s.product_id = ${row}.id and i.date >= app.today())`
const of = (column: string) => (row: string) => `(select s.${column} from stock s where s.product_id = ${row}.id)`
addField(Product, 'available', sql(() => Int, (row) => `coalesce(${of('available')(row)}, 0)`, { nullable: false, partner: true, description: 'In stock and not reserved.' }))
addField(Product, 'inboundQuantity', sql(() => Int, coming('sum(i.quantity)::int'), { partner: true, description: 'On its way and not promised; null when there is none.' }))
addField(Product, 'inboundDate', sql(() => DateScalar, coming('min(i.date)'), { partner: true, description: 'When the first of it is here.' }))

addFilter(Product, 'inStock', { type: () => Boolean, sql: (row, wanted: boolean) => `(coalesce(${of('available')(row)}, 0) > 0) = ${wanted}` })
addField(Product, 'actions', { ...actions(null, 'stock', { others: { receive: () => 'true' }, also: { announceSupply: { permission: 'supply:announce', when: () => 'true' } } }), partner: false })
