import { any, everybody, reason } from '../access/condition.ts'
import { type TablePolicy, holds } from '../access/policies.ts'

/** Everybody may see what is sold; what it costs us is for those who hold cost:read, and dealers' connections have no grant on it at all. */
export const catalogPolicies: TablePolicy[] = [
  { table: 'category', audit: { record: 'category' }, staff: { grant: 'select', read: everybody }, partner: { grant: 'select', read: everybody } },
  { table: 'product', search: {}, audit: { record: 'product' }, staff: { grant: 'select', read: everybody }, partner: { grant: 'select', read: reason('announced', `lifecycle <> 'PLANNED'`) } },
  { table: 'product_cost', audit: { record: 'product', id: 'r.product_id', needs: 'cost:read', type: 'Product' }, staff: { grant: 'select', read: any(holds('cost:read'), holds('quote:edit')) } },
]
