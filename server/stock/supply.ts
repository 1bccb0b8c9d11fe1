import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { actions } from '../access/actions.ts'
import { Product } from '../catalog/product.ts'
import { type Subject } from '../kit/event.ts'
import { anyId, anyOf, by, days, flag, search } from '../kit/filters.ts'
import { newId } from '../kit/ids.ts'
import { connection } from '../kit/page.ts'
import { addField, expose, sql } from '../kit/read/expose.ts'
import { type SupplyState, SupplyStateEnum, supplyFlow } from './supply.flow.ts'

const SupplySchema = defineEntity({
  name: 'Supply',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    product: () => p.manyToOne(Product),
    quantity: p.integer().comment('How many were announced.'),
    receivedQuantity: p.integer().comment('How many of them are here.'),
    reserved: p.integer().comment('Of those that are still to come: promised to orders.'),
    expectedDate: p.date().comment('The day on which they will be here.'),
    source: p.text().nullable().comment("Where they come from, or a purchase order's number."),
    externalId: p.text().nullable(),
    state: p.text().$type<SupplyState>(),
    createdById: p.uuid().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    revision: p.integer().version(),
  },
})

/** Pieces of a product that are on their way. */
export class Supply extends SupplySchema.class {
  /** Its events tell who may see the product. */
  subject(): Subject {
    return { type: 'supply', id: this.id }
  }

  openQuantity(): number {
    return this.quantity - this.receivedQuantity
  }
}
SupplySchema.setClass(Supply)
export { SupplySchema }

const late = (row: string): string => `${row}.state = 'Announced' and ${row}.expected_date < app.today()`
const product = (row: string): string => `(select x.search from product x where x.id = ${row}.product_id)`

expose(Supply, SupplySchema, {
  description: 'Pieces of a product that are on their way.', omit: 'createdById', enums: { state: SupplyStateEnum },
  fields: {
    late: sql(() => Boolean, late, { nullable: false, description: 'The day has passed, and not all are here: nothing more is promised from it until there is another day.' }),
    orderCount: sql(() => Int, (row) => `app.waiting_orders(${row}.id)`, { nullable: false, description: 'How many orders wait for it.' }),
    actions: { ...actions(supplyFlow, 'supply', { belonging: {} }), partner: false },
  },
  filters: {
    state: anyOf(SupplyStateEnum, 'state'), productId: anyId('product_id'), expectedDate: days('expected_date'), late: flag(late),
    search: search((row) => `(coalesce(${row}.source, '') || ' ' || coalesce(${row}.external_id, '') || ' ' || ${product(row)})`),
  },
  sorts: { EXPECTED_DATE: by('expected_date', 'date'), QUANTITY: by('quantity', 'int') },
  defaultSort: { by: 'EXPECTED_DATE', direction: 'ASC' },
})

addField(Product, 'supplies', connection(() => Supply, (child, parent) => `${child}.product_id = ${parent}.id`))
