import { type TablePolicy, holds } from '../access/policies.ts'

const own = 'price_list_id = any ((select app.price_lists())::uuid[])'

/** A dealer sees the lists that it buys from, and no other's. */
export const pricingPolicies: TablePolicy[] = [
  { table: 'list_price', staff: { grant: 'select', read: 'true' }, partner: { grant: 'select', read: 'true' } },
  { table: 'price_list', staff: { grant: 'select, insert, update', read: holds('price:read') }, partner: { grant: 'select', read: 'id = any ((select app.price_lists())::uuid[])' } },
  { table: 'price_list_entry', staff: { grant: 'select, insert, update, delete', read: holds('price:read') }, partner: { grant: 'select', read: own } },
  { table: 'promotion', staff: { grant: 'select, insert, update', read: 'true' }, partner: { grant: 'select', read: 'true' } },
  { table: 'promotion_product', staff: { grant: 'select, insert, delete', read: 'true' }, partner: { grant: 'select', read: 'true' } },
]
