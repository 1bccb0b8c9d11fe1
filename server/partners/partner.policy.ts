import { any, everybody, reason } from '../access/condition.ts'
import { type TablePolicy, holds, staffOwned } from '../access/policies.ts'

const permission = 'partner:read'
const looksAfter = any(
  reason('all', `(select app.scope('partner:read')) = 'all'`, { permission, scopes: ['all'] }),
  reason('partner', `representative_id = any ((select app.people('partner:read'))::uuid[])`, { permission, scopes: ['own', 'team'], partner: 'id' }),
  reason('partner', `(select app.scope('partner:read')) = 'channel' and channel_manager_id = (select app.user_id())`, { permission, scopes: ['channel'], partner: 'id' }),
)

/** Dealers see their own organisation and its sub-dealers; terms are for staff. */
export const partnerPolicies: TablePolicy[] = [
  // a sub-dealer's level would tell its prices
  { table: 'program_level', audit: { record: 'program_level' }, staff: { grant: 'select', read: everybody }, partner: { grant: 'select', read: reason('ownLevel', 'id = (select level_id from partner where id = (select app.partner_id()))') } },
  {
    table: 'partner', audit: { record: 'partner' },
    staff: { grant: 'select, insert, update', read: looksAfter },
    partner: { grant: 'select', read: reason('ownPartner', 'id = any ((select app.org_ids())::uuid[])', { partner: 'id' }) },
  },
  {
    table: 'partner_terms', audit: { record: 'partner', id: 'r.partner_id', type: 'Partner' },
    staff: { grant: 'select, insert, update', read: staffOwned('partner:read', { partner: 'partner_id' }), // finance sets on which terms is invoiced
    write: `(${holds('partner:update')} and (${staffOwned('partner:update', { partner: 'partner_id' })})) or (select app.scope('invoice:create')) = 'all'` },
  },
]
