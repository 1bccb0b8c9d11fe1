import { any, only, within, reason } from '../access/condition.ts'
import { type TablePolicy, holds, staffOwned, through } from '../access/policies.ts'

const permission = 'contract:read'
/** A dealer's own organisation's, once they were sent and while nobody rewrites them: neither its parent's nor its sub-dealers'. */
const ownPartner = only('sent', `sent_at is not null and state <> 'Draft'`, within('partner_id = (select app.partner_id())', reason('organisation', `(select app.scope('${permission}')) = 'org'`, { permission, scopes: ['org'], partner: 'partner_id' })))
const manages = any(holds('template:manage'), holds('contract:create'))

export const contractPolicies: TablePolicy[] = [
  { table: 'contract_template', audit: { record: 'contract_template' }, staff: { grant: 'select, insert, update', read: manages, write: holds('template:manage') } },
  {
    table: 'contract', audit: { record: 'contract', person: 'r.id', personal: ['title', 'body', 'termination_reason'], skip: ['notice_told_for', 'end_told_for', 'last_notice_on', 'term_day'] },
    staff: { grant: 'select, insert, update', read: staffOwned(permission) },
    partner: { grant: 'select', read: ownPartner },
  },
  { table: 'contract_text', audit: { none: 'a copy of what the contract said when it was sent, never changed' }, staff: { grant: 'select, insert', read: through('contract', 'contract_id') }, partner: { grant: 'select', read: through('contract', 'contract_id') } },
  {
    table: 'contract_signature', audit: { record: 'contract', id: 'r.contract_id', person: 'r.contract_id', personal: ['name', 'position'] },
    staff: { grant: 'select, insert', read: through('contract', 'contract_id') }, partner: { grant: 'select', read: through('contract', 'contract_id') },
  },
]
