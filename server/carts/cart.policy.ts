import { reason } from '../access/condition.ts'
import { type TablePolicy, through } from '../access/policies.ts'

/** A cart is its user's alone. */
export const cartPolicies: TablePolicy[] = [
  { table: 'cart', audit: { none: "one person's note of what to order; the order tells" }, partner: { grant: 'select, insert, update, delete', read: reason('mine', 'user_id = (select app.user_id()) and partner_id = (select app.partner_id())') } },
  { table: 'cart_line', audit: { none: 'as its cart' }, partner: { grant: 'select, insert, update, delete', read: through('cart', 'cart_id') } },
]
