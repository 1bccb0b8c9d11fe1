import { type TablePolicy } from '../access/policies.ts'

/** Dealers see what is available, not what lies there or is promised to others. */
export const stockPolicies: TablePolicy[] = [
  {
    table: 'stock',
    staff: { grant: 'select, update', read: 'true' },
    partner: { grant: 'select (product_id, available, inbound_quantity, inbound_date)', read: 'true' },
  },
]
