import { type TablePolicy, ownOrganisation, staffOwned, through } from '../access/policies.ts'

export const returnPolicies: TablePolicy[] = [
  {
    table: 'return_authorization', audit: { record: 'order', id: 'r.order_id', person: 'r.order_id', personal: ['note', 'decision_note'] },
    staff: { grant: 'select, insert, update', read: staffOwned('order:read'), write: through('sales_order', 'order_id') },
    partner: {
      grant: 'select, insert, update (state, revision, updated_at)', read: ownOrganisation('order:read'),
      insert: `${ownOrganisation('order:read')} and state = 'Requested' and ${through('order_amount', 'order_id', 'order_id', 'return_authorization')}`, update: `${ownOrganisation('order:read')} and state in ('Requested', 'Canceled')`,
    },
  },
  {
    table: 'return_line', audit: { record: 'order', id: '(select a.order_id from return_authorization a where a.id = r.return_id)' }, staff: { grant: 'select, insert, update', read: through('return_authorization', 'return_id') },
    partner: { grant: 'select, insert', read: through('return_authorization', 'return_id'), write: `exists (select 1 from return_authorization a where a.id = return_id and a.state = 'Requested')` },
  },
]
