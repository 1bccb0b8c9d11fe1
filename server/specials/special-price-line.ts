import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { covers } from '../access/scope.ts'
import { Product } from '../catalog/product.ts'
import { newId } from '../kit/ids.ts'
import { expose, sql } from '../kit/read/expose.ts'
import type { SqlScope } from '../kit/read/registry.ts'
import { DecimalScalar } from '../kit/scalars.ts'

const amount = () => p.decimal().precision(19).scale(6)

const SpecialPriceLineSchema = defineEntity({
  name: 'SpecialPriceLine',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    specialPriceId: p.uuid(),
    position: p.integer(),
    product: () => p.manyToOne(Product),
    quantity: p.integer().comment('How many are asked for, over all orders.'),
    requestedPrice: amount().comment('The wanted price of one.'),
    listPrice: amount().nullable().comment('When it was asked for.'),
    netPrice: amount().comment('The price of one for the buyer when it was asked for.'),
    approvedQuantity: p.integer().nullable().comment('How many were granted; none where the line was not.'),
    approvedPrice: amount().nullable(),
    usedQuantity: p.integer().comment('How many of them were ordered.'),
    entryId: p.uuid().nullable(),
  },
})
/** One product of a request, and what was granted of it. */
export class SpecialPriceLine extends SpecialPriceLineSchema.class {}
SpecialPriceLineSchema.setClass(SpecialPriceLine)
export { SpecialPriceLineSchema }

/** Something that follows from what one costs us, where the viewer may know the margin of this request. */
function byCost(make: (row: string, cost: string) => string) {
  return (row: string, scope: SqlScope): string => {
    const held = covers('margin:read', 's', scope.viewer, scope)
    return held === null ? 'null' : `(select ${make(row, 'c.cost')} from special_price s join product_cost c on c.product_id = ${row}.product_id and c.currency = s.currency
      and c.valid_from <= (select app.today()) and coalesce(c.valid_to, 'infinity') >= (select app.today()) where s.id = ${row}.special_price_id and (${held}) order by c.valid_from desc limit 1)`
  }
}
const margin = (price: (row: string) => string) => byCost((row, cost) => `case when ${price(row)} > 0 then round((${price(row)} - ${cost}) / ${price(row)} * 100, 1)::text end`)

expose(SpecialPriceLine, SpecialPriceLineSchema, {
  description: 'One product of a request, and what was granted of it.',
  partner: 'id position product quantity requestedPrice listPrice netPrice approvedQuantity approvedPrice usedQuantity leftQuantity', omit: 'specialPriceId entryId',
  fields: {
    leftQuantity: sql(() => Int, (row) => `greatest(${row}.approved_quantity - ${row}.used_quantity, 0)`, { description: 'Null until it was granted.' }),
    cost: sql(() => DecimalScalar, byCost((_row, cost) => `trim_scale(${cost})::text`), { permission: 'margin:read', description: 'What one costs us today; null where it is not known, or not to the viewer.' }),
    requestedMargin: sql(() => DecimalScalar, margin((row) => `${row}.requested_price`), { permission: 'margin:read', description: 'In per cent of the requested price.' }),
    approvedMargin: sql(() => DecimalScalar, margin((row) => `${row}.approved_price`), { permission: 'margin:read' }),
    currentMargin: sql(() => DecimalScalar, margin((row) => `${row}.net_price`), { permission: 'margin:read', description: 'Of what it cost the buyer when it was asked for.' }),
  },
})
