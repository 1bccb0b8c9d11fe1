import { defineEntity, p } from '@mikro-orm/core'
import { by } from '../kit/filters.ts'
import { connection } from '../kit/page.ts'
import { addField, expose } from '../kit/read/expose.ts'
import { SpecialPriceLine } from '../specials/special-price-line.ts'
import { SpecialPrice } from '../specials/special-price.ts'
import { Order } from './order.ts'

const SpecialPriceUseSchema = defineEntity({
  name: 'SpecialPriceUse',
  properties: {
    id: p.uuid().primary(),
    specialPriceId: p.uuid(),
    line: () => p.manyToOne(SpecialPriceLine),
    order: () => p.manyToOne(Order),
    quantity: p.integer().comment('Pieces at the special price.'),
    releasedQuantity: p.integer().comment('Of them, those that are not wanted any more.'),
    at: p.datetime(),
  },
})
/** What an order took of a special price. */
export class SpecialPriceUse extends SpecialPriceUseSchema.class {}
SpecialPriceUseSchema.setClass(SpecialPriceUse)
export { SpecialPriceUseSchema }

expose(SpecialPriceUse, SpecialPriceUseSchema, {
  description: 'What an order took of a special price.', partner: 'id line order quantity releasedQuantity at', omit: 'specialPriceId',
  sorts: { AT: by('at', 'timestamptz') }, defaultSort: { by: 'AT', direction: 'DESC' },
})
addField(SpecialPrice, 'uses', connection(() => SpecialPriceUse, (child, parent) => `${child}.special_price_id = ${parent}.id`, { partner: true, description: 'Its consumption, order by order.' }))
