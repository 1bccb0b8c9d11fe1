import { Int } from 'type-graphql'
import { defineEntity, p } from '@mikro-orm/core'
import { actions } from '../access/actions.ts'
import { Product } from '../catalog/product.ts'
import { addField, addFilter, sql } from '../kit/read/expose.ts'
import { DateScalar } from '../kit/scalars.ts'

const StockSchema = defineEntity({
  name: 'Stock',
  properties: {
    productId: p.uuid().primary(),
    onHand: p.integer(),
    reserved: p.integer(),
    available: p.integer().persist(false).nullable(),
    inboundQuantity: p.integer(),
    inboundDate: p.date().nullable(),
  },
})

/** What lies in the warehouse. Never below zero: the database refuses to reserve what is not there. */
export class Stock extends StockSchema.class {}
StockSchema.setClass(Stock)
export { StockSchema }

const of = (column: string) => (row: string) => `(select s.${column} from stock s where s.product_id = ${row}.id)`
addField(Product, 'available', sql(() => Int, (row) => `coalesce(${of('available')(row)}, 0)`, { nullable: false, partner: true, description: 'In stock and not reserved.' }))
addField(Product, 'inboundQuantity', sql(() => Int, of('inbound_quantity'), { partner: true }))
addField(Product, 'inboundDate', sql(() => DateScalar, of('inbound_date'), { partner: true }))

addFilter(Product, 'inStock', { type: () => Boolean, sql: (row, wanted: boolean) => `(coalesce(${of('available')(row)}, 0) > 0) = ${wanted}` })
addField(Product, 'actions', { ...actions(null, 'stock', { others: { receive: () => 'true' } }), partner: false })
