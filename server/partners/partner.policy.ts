import { type TablePolicy, holds, staffOwned } from '../access/policies.ts'

const looksAfter = `(select app.scope('partner:read')) = 'all' or representative_id = any ((select app.people('partner:read'))::uuid[])
  or ((select app.scope('partner:read')) = 'channel' and channel_manager_id = (select app.user_id()))`

/** Dealers see their own organisation and its sub-dealers; terms are for staff. */
export const partnerPolicies: TablePolicy[] = [
  // a sub-dealer's level would tell its prices
  { table: 'program_level', staff: { grant: 'select', read: 'true' }, partner: { grant: 'select', read: 'id = (select level_id from partner where id = (select app.partner_id()))' } },
  {
    table: 'partner',
    staff: { grant: 'select, insert, update', read: looksAfter },
    partner: { grant: 'select', read: `id = any ((select app.org_ids())::uuid[])` },
  },
  {
    table: 'partner_terms',
    staff: { grant: 'select, insert, update', read: `${staffOwned('partner:read', { partner: 'partner_id' })}`, write: `${holds('partner:update')} and (${staffOwned('partner:update', { partner: 'partner_id' })})` },
  },
]
