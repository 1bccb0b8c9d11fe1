import { type TablePolicy, holds } from '../access/policies.ts'

/** Everybody may see what is sold; what it costs us is for those who hold cost:read, and dealers' connections have no grant on it at all. */
export const catalogPolicies: TablePolicy[] = [
  { table: 'category', staff: { grant: 'select', read: 'true' }, partner: { grant: 'select', read: 'true' } },
  { table: 'product', staff: { grant: 'select', read: 'true' }, partner: { grant: 'select', read: `lifecycle <> 'PLANNED'` } },
  { table: 'product_cost', staff: { grant: 'select', read: `${holds('cost:read')} or ${holds('quote:edit')}` } },
]
