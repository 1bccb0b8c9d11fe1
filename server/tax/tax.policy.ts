import { any, everybody, reason } from '../access/condition.ts'
import { type TablePolicy, holds, through } from '../access/policies.ts'

const manages = holds('tax:manage')

/** Rules are law, and no secret; certificates are seen where their buyer is – by dealers, only their own organisation's. */
export const taxPolicies: TablePolicy[] = [
  { table: 'tax_rule', audit: { record: 'tax_rule' }, staff: { grant: 'select, insert, update, delete', read: everybody, write: manages }, partner: { grant: 'select', read: everybody } },
  {
    table: 'tax_exemption', audit: { record: 'tax_exemption' },
    staff: { grant: 'select, insert, update, delete', read: any(through('partner', 'partner_id'), through('account', 'account_id')), write: manages },
    partner: { grant: 'select', read: reason('ownPartner', 'partner_id = (select app.partner_id())', { partner: 'partner_id' }) },
  },
]
