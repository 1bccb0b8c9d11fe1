import { defineEntity, p } from '@mikro-orm/core'
import { Product } from '../catalog/product.ts'
import { newId } from '../kit/ids.ts'
import { expose } from '../kit/read/expose.ts'

const amount = () => p.decimal().precision(19).scale(6)

const OrderLineSchema = defineEntity({
  name: 'OrderLine',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    orderId: p.uuid(),
    position: p.integer(),
    product: () => p.manyToOne(Product),
    description: p.text().nullable(),
    quantity: p.integer(),
    listPrice: amount().nullable(),
    netPrice: amount(),
    discountPercent: p.decimal().precision(9).scale(4),
    unitPrice: amount(),
    amount: amount(),
    reservedQuantity: p.integer().comment('Held in stock for this line.'),
    shippedQuantity: p.integer(),
    deliveredQuantity: p.integer(),
    promiseDate: p.date().nullable(),
  },
})

/** One product of an order. */
export class OrderLine extends OrderLineSchema.class {
  openQuantity(): number {
    return this.quantity - this.shippedQuantity
  }
}
OrderLineSchema.setClass(OrderLine)
export { OrderLineSchema }

expose(OrderLine, OrderLineSchema, {
  description: 'One product of an order.',
  partner: 'id position product description quantity listPrice netPrice discountPercent unitPrice amount reservedQuantity shippedQuantity deliveredQuantity promiseDate',
  omit: 'orderId',
})
