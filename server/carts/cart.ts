import { defineEntity, p } from '@mikro-orm/core'
import { Int } from 'type-graphql'
import { Account } from '../accounts/account.ts'
import { Product } from '../catalog/product.ts'
import { newId } from '../kit/ids.ts'
import { expose, list, sql } from '../kit/read/expose.ts'
import type { SqlScope } from '../kit/read/registry.ts'
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
    quantity: p.integer(),
    addedAt: p.datetime().onCreate(() => new Date()),
  },
})
/** One product in a cart; its price is asked for each time. */
export class CartLine extends CartLineSchema.class {}
CartLineSchema.setClass(CartLine)
export { CartSchema, CartLineSchema }

// the price functions are inlined into the statement only when they are given parameters, not sub-selects
const buyer = ({ viewer, param }: SqlScope) => `${param(viewer.partnerId)}::uuid`
/** The buyer's net price of one, for as many as lie in the cart and for whom it is. */
const net = (row: string, scope: SqlScope) =>
  `(select n.price from cart c, product p, app.net_price(p.id, p.category_path, ${row}.quantity, ${buyer(scope)}, c.account_id, null, null) n where c.id = ${row}.cart_id and p.id = ${row}.product_id)`
const listed = (row: string, scope: SqlScope) => `(select l.price from app.list_price(${row}.product_id, ${buyer(scope)}, null, null) l)`
// a net price is rounded to the currency already, so that whole pieces of it need no rounding
const amount = (row: string, scope: SqlScope) => `${net(row, scope)} * ${row}.quantity`
const subtotal = (row: string, scope: SqlScope) => `(select coalesce(sum(${amount('l', scope)}), 0) from cart_line l where l.cart_id = ${row}.id)`

expose(CartLine, CartLineSchema, {
  description: 'One product in a cart; its price is asked for each time.', partner: 'id product quantity netPrice amount listPrice', omit: 'cartId addedAt',
  fields: {
    netPrice: sql(() => DecimalScalar, (row, scope) => `trim_scale(${net(row, scope)})::text`, { description: 'Null when the product has no price for this buyer any more.' }),
    amount: sql(() => DecimalScalar, (row, scope) => `trim_scale(${amount(row, scope)})::text`),
    listPrice: sql(() => DecimalScalar, (row, scope) => `trim_scale(${listed(row, scope)})::text`),
  },
})
expose(Cart, CartSchema, {
  description: 'What one person of a partner is about to order.', partner: 'id account updatedAt lines subtotal itemCount currency creditLeft overSpendingLimit', omit: 'userId partnerId',
  fields: {
    lines: list(() => CartLine, (child, parent) => `${child}.cart_id = ${parent}.id`, (child) => `${child}.added_at, ${child}.id`),
    itemCount: sql(() => Int, (row) => `(select count(*)::int from cart_line l where l.cart_id = ${row}.id)`, { nullable: false, description: 'How many lines.' }),
    subtotal: sql(() => DecimalScalar, (row, scope) => `trim_scale(${subtotal(row, scope)})::text`, { nullable: false, description: 'Lines without a price are not in it.' }),
    currency: sql(() => String, (row) => `(select p.currency from partner p where p.id = ${row}.partner_id)`, { nullable: false }),
    creditLeft: sql(() => DecimalScalar, (row) => `(select trim_scale(c.credit_left)::text from app.credit(${row}.partner_id) c)`, { description: 'Before this cart is ordered.' }),
    overSpendingLimit: sql(() => Boolean, (row, scope) => `coalesce((select u.spending_limit < ${subtotal(row, scope)} + app.spent(u.id) from app_user u where u.id = ${row}.user_id and 'buyer' = any (u.roles)), false)`,
      { nullable: false, description: 'Whether ordering it would wait for the approval of the partner.' }),
  },
})
