import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { Account } from '../accounts/account.ts'
import { Product } from '../catalog/product.ts'
import { configurationOf } from '../configurator/line-part.ts'
import { newId } from '../kit/ids.ts'
import { expose, list, resolved, sql } from '../kit/read/expose.ts'
import { DecimalScalar } from '../kit/scalars.ts'

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
    configurationId: p.uuid().nullable().comment('What was configured, where it is built to order.'),
    quantity: p.integer(),
    addedAt: p.datetime().onCreate(() => new Date()),
  },
})
/** One product in a cart, or something that was configured; its price is asked for each time. */
export class CartLine extends CartLineSchema.class {}
CartLineSchema.setClass(CartLine)
export { CartSchema, CartLineSchema }

/** What a basket has to say of prices is asked of all of its lines together. */
const priced = () => resolved(['id', 'cart_id'])

expose(CartLine, CartLineSchema, {
  description: 'One product in a cart; its price is asked for each time.', partner: 'id product configurationId configuration parts quantity netPrice discount amount listPrice priceExplanation priceNotes', omit: 'cartId addedAt',
  fields: {
    configuration: configurationOf, parts: priced(), netPrice: priced(), discount: priced(), amount: priced(), listPrice: priced(), priceExplanation: priced(), priceNotes: priced(),
  },
})
expose(Cart, CartSchema, {
  description: 'What one person of a partner is about to order.', partner: 'id account updatedAt lines subtotal itemCount currency creditLeft overSpendingLimit', omit: 'userId partnerId',
  fields: {
    lines: list(() => CartLine, (child, parent) => `${child}.cart_id = ${parent}.id`, (child) => `${child}.added_at, ${child}.id`),
    itemCount: sql(() => Int, (row) => `(select count(*)::int from cart_line l where l.cart_id = ${row}.id)`, { nullable: false, description: 'How many lines.' }),
    subtotal: resolved(['id']),
    currency: sql(() => String, (row) => `(select p.currency from partner p where p.id = ${row}.partner_id)`, { nullable: false }),
    creditLeft: sql(() => DecimalScalar, (row) => `(select trim_scale(c.credit_left)::text from app.credit(${row}.partner_id) c)`, { description: 'Before this cart is ordered.' }),
    overSpendingLimit: resolved(['id']),
  },
})
