import { type TablePolicy, dealerOwned, ownOrganisation, staffOwned, through } from '../access/policies.ts'

const staffThrough = (parent: string, column: string) => ({ grant: 'select, insert, update, delete', read: through(parent, column) })
const ownThrough = (column: string) => through('order_amount', column, 'order_id')

/** A dealer sees the headers of its own and its sub-dealers' orders; amounts and lines only of its own. */
export const orderPolicies: TablePolicy[] = [
  {
    table: 'sales_order',
    staff: { grant: 'select, insert, update', read: staffOwned('order:read') },
    partner: {
      grant: 'select, insert, update (state, updated_at, revision, placed_at)', read: dealerOwned('order:read'), write: ownOrganisation('order:read'),
    },
  },
  { table: 'order_amount', staff: staffThrough('sales_order', 'order_id'), partner: { grant: 'select, insert', read: ownOrganisation('order:read') } },
  { table: 'order_line', staff: staffThrough('sales_order', 'order_id'), partner: { grant: 'select, insert', read: ownThrough('order_id') } },
  { table: 'shipment', staff: staffThrough('sales_order', 'order_id'), partner: { grant: 'select', read: ownThrough('order_id') } },
  { table: 'shipment_line', staff: staffThrough('shipment', 'shipment_id'), partner: { grant: 'select', read: through('shipment', 'shipment_id') } },
]
