import { any } from '../access/condition.ts'
import { type TablePolicy, holds, through } from '../access/policies.ts'

/** Whose verbs move pieces: each of them keeps stock, supply and what is held together. */
const moves = any(...['stock:receive', 'supply:announce', 'supply:edit', 'supply:receive', 'supply:cancel', 'order:confirm', 'order:ship', 'order:cancel', 'order:repromise', 'orderChange:apply', 'return:receive'].map(holds))

/** Dealers see what is available and when more will be, not what lies there, where it comes from, or to whom it is promised. */
export const stockPolicies: TablePolicy[] = [
  {
    table: 'stock', audit: { record: 'product', id: 'r.product_id', type: 'Product', skip: ['inbound'] },
    staff: { grant: 'select, insert, update', read: 'true', write: moves },
    partner: { grant: 'select (product_id, available, inbound)', read: 'true' },
  },
  { table: 'supply', audit: { record: 'product', id: 'r.product_id', skip: ['reserved'] }, staff: { grant: 'select, insert, update', read: any(holds('supply:read'), moves), write: moves } },
  // whoever moves pieces need not see the orders that they are held for
  { table: 'reservation', audit: { none: 'keeps what was held and why it ended itself' }, staff: { grant: 'select, insert, update', read: any(moves, through('order_line', 'order_line_id')), write: moves } },
]
