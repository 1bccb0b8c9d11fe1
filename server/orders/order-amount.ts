import { defineEntity, p } from '@mikro-orm/core'

const OrderAmountSchema = defineEntity({
  name: 'OrderAmount',
  properties: {
    orderId: p.uuid().primary(),
    partnerId: p.uuid().nullable(),
    sellerId: p.uuid().nullable(),
    subtotal: p.decimal().precision(19).scale(6),
    total: p.decimal().precision(19).scale(6),
  },
})
/** The money of an order, apart from its header: a parent partner sees that its sub-dealer's order exists, never its price. */
export class OrderAmount extends OrderAmountSchema.class {}
OrderAmountSchema.setClass(OrderAmount)
export { OrderAmountSchema }
