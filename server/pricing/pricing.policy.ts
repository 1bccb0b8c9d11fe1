import { everybody, reason } from '../access/condition.ts'
import { type TablePolicy, holds } from '../access/policies.ts'

const buysFrom = (column: string) => reason('buysFrom', `${column} = any ((select app.price_lists())::uuid[])`)

/** A dealer sees the lists that it buys from, and no other's. */
export const pricingPolicies: TablePolicy[] = [
  { table: 'list_price', staff: { grant: 'select', read: 'true' }, partner: { grant: 'select', read: 'true' } },
  { table: 'price_list', staff: { grant: 'select, insert, update', read: holds('price:read') }, partner: { grant: 'select', read: buysFrom('id') } },
  { table: 'price_list_entry', staff: { grant: 'select, insert, update, delete', read: holds('price:read') }, partner: { grant: 'select', read: buysFrom('price_list_id') } },
  { table: 'promotion', staff: { grant: 'select, insert, update', read: everybody }, partner: { grant: 'select', read: everybody } },
  { table: 'promotion_product', staff: { grant: 'select, insert, delete', read: 'true' }, partner: { grant: 'select', read: 'true' } },
]
