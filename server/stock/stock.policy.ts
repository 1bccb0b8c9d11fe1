import { type TablePolicy, holds } from '../access/policies.ts'

/** Dealers see what is available, not what lies there or is promised to others. */
export const stockPolicies: TablePolicy[] = [
  {
    table: 'stock', audit: { record: 'product', id: 'r.product_id', type: 'Product' },
    staff: { grant: 'select, insert, update', read: 'true', write: `${holds('stock:receive')} or ${holds('order:confirm')} or ${holds('order:ship')} or ${holds('order:cancel')}` },
    partner: { grant: 'select (product_id, available, inbound_quantity, inbound_date)', read: 'true' },
  },
]
