import { only } from '../access/condition.ts'
import { type TablePolicy, ownOrganisation, staffOwned, through } from '../access/policies.ts'
import { byBuyer } from '../accounts/account.policy.ts'

/** Parts are written while their invoice is a draft; what was issued is kept by triggers. */
const part = { grant: 'select, insert, update, delete', read: through('invoice', 'invoice_id'), insert: `exists (select 1 from invoice i where i.id = invoice_id and i.state = 'Draft')` }

/** What an invoice says is kept whole as long as the law says, so the trail keeps it as it is, too. A dealer sees what was issued to its own organisation; never a sub-dealer's, nor its parent's. */
export const billingPolicies: TablePolicy[] = [
  {
    table: 'invoice', search: byBuyer, audit: { record: 'invoice', skip: ['updated_at'] },
    staff: { grant: 'select, insert, update', read: staffOwned('invoice:read'), insert: `${staffOwned('invoice:create')}` },
    partner: { grant: 'select', read: only('issued', 'number is not null', ownOrganisation('invoice:read')) },
  },
  { table: 'invoice_line', audit: { record: 'invoice', id: 'r.invoice_id' }, staff: part, partner: { grant: 'select', read: through('invoice', 'invoice_id') } },
  { table: 'invoice_tax', audit: { record: 'invoice', id: 'r.invoice_id' }, staff: part, partner: { grant: 'select', read: through('invoice', 'invoice_id') } },
]
