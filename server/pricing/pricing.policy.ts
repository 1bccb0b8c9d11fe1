import { everybody, reason } from '../access/condition.ts'
import { type TablePolicy, holds } from '../access/policies.ts'

const buysFrom = (column: string) => reason('buysFrom', `${column} = any ((select app.price_lists())::uuid[])`)

/** A dealer sees the lists that it buys from, and no other's. */
export const pricingPolicies: TablePolicy[] = [
  { table: 'list_price', audit: { record: 'product', id: 'r.product_id', type: 'Product', columns: { price: 'listPrice' } }, staff: { grant: 'select', read: 'true' }, partner: { grant: 'select', read: 'true' } },
  { table: 'price_list', audit: { record: 'price_list' }, staff: { grant: 'select, insert, update', read: holds('price:read') }, partner: { grant: 'select', read: buysFrom('id') } },
  { table: 'price_list_entry', audit: { record: 'price_list', id: 'r.price_list_id' }, staff: { grant: 'select, insert, update, delete', read: holds('price:read') }, partner: { grant: 'select', read: buysFrom('price_list_id') } },
  { table: 'promotion', audit: { record: 'promotion' }, staff: { grant: 'select, insert, update', read: everybody }, partner: { grant: 'select', read: everybody } },
  { table: 'promotion_product', audit: { record: 'promotion', id: 'r.promotion_id' }, staff: { grant: 'select, insert, delete', read: 'true' }, partner: { grant: 'select', read: 'true' } },
]
