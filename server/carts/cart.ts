import { defineEntity, p } from '@mikro-orm/core'
import { Account } from '../accounts/account.ts'
import { Product } from '../catalog/product.ts'
import { newId } from '../kit/ids.ts'

const CartSchema = defineEntity({
  name: 'Cart',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    userId: p.uuid(),
    partnerId: p.uuid(),
    account: () => p.manyToOne(Account).nullable().comment('The end customer whom it is for.'),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
  },
})
/** What one person of a partner is about to order. It stays until it is ordered or cleared. */
export class Cart extends CartSchema.class {}
CartSchema.setClass(Cart)

const CartLineSchema = defineEntity({
  name: 'CartLine',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    cartId: p.uuid(),
    product: () => p.manyToOne(Product),
    quantity: p.integer(),
    addedAt: p.datetime().onCreate(() => new Date()),
  },
})
/** One product in a cart; its price is asked for each time. */
export class CartLine extends CartLineSchema.class {}
CartLineSchema.setClass(CartLine)
export { CartSchema, CartLineSchema }
