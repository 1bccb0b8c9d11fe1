import { any, only, reason, within } from './condition.ts'
import { type TablePolicy, holds, ownOrganisation, staffOwned } from './policies.ts'

const mine = 'user_id = (select app.user_id())'
const everybody = 'true'
/** What happened to a record is for those who may read such records. */
const told = (subject: string, word = subject) => `(subject_type <> '${subject}' or ${holds(`${word}:read`)})`

/** Whose keys there are is nobody's business but theirs and the administrator's. */
const keysOfOthers = `(subject_type <> 'api_key' or actor_id = (select app.user_id()) or (select app.scope('key:manage')) = 'all')`

/** Tables of the access wall itself. Credentials, sessions and key secrets are for the system's connection alone. */
export const accessPolicies: TablePolicy[] = [
  { table: 'permission_grant', audit: { none: 'a copy of the matrix, which lives in the code' }, staff: { grant: 'select', read: everybody }, partner: { grant: 'select', read: everybody } },
  { table: 'credential', audit: { record: 'user', id: 'r.user_id', needs: 'user:manage', secret: ['password_hash'], skip: ['user_id', 'changed_at'] } },
  { table: 'session', audit: { none: 'signing in and out are acts of the trail' } },
  { table: 'view_as', audit: { none: 'its begin and its end are acts of the trail' } },
  { table: 'api_key_secret', audit: { none: 'written once with its key, whose own entry tells of it' } },
  { table: 'installation', audit: { record: 'installation', id: 'null::uuid' }, staff: { grant: 'select', read: 'true' }, partner: { grant: 'select', read: `key in ('time_zone', 'company')` } },
  {
    table: 'api_key', audit: { record: 'api_key', skip: ['last_used_at'] },
    // what a key may do and who it acts for is written once, with the key
    staff: { grant: 'select, update (name, revoked_at)', read: any(staffOwned('key:manage', {}), reason('mine', mine)) },
    partner: {
      grant: 'select, update (name, revoked_at)',
      read: only('manages', `${holds('key:manage')}`, any(reason('mine', mine),
        within('partner_id = (select app.partner_id())', reason('organisation', `(select app.scope('key:manage')) = 'org'`, { permission: 'key:manage', scopes: ['org'], partner: 'partner_id' })))),
    },
  },
  { table: 'mutation_receipt', audit: { none: 'remembers answers for retries; what was changed is told where it changed' }, staff: { grant: 'select, insert, update', read: mine }, partner: { grant: 'select, insert, update', read: mine } },
  {
    table: 'event', audit: { none: 'is a history itself, and only ever added to' },
    staff: { grant: 'select, insert', read: only('subject', `${told('quote')} and ${told('order')} and ${told('invoice')} and ${told('special_price', 'specialPrice')} and ${keysOfOthers}`, staffOwned('event:read')), write: 'actor_id = (select app.user_id())' },
    partner: {
      grant: 'select, insert', read: any(only('public', 'public', ownOrganisation('event:read')), reason('actor', 'actor_id = (select app.user_id())', { among: { column: 'actor_id', ids: 'array[app.user_id()]' } })),
      write: `actor_id = (select app.user_id()) and partner_id = (select app.partner_id()) and (account_id is null or exists (select 1 from account a where a.id = event.account_id)
        or exists (select 1 from quote q where q.account_id = event.account_id) or exists (select 1 from sales_order o where o.account_id = event.account_id))`,
    },
  },
  {
    table: 'document_counter', audit: { none: 'a counter; the numbers that it gave are on the documents' },
    staff: { grant: 'select, insert, update', read: everybody },
    partner: { grant: 'select, insert, update', read: 'partner_id = (select app.partner_id()) and scope = partner_id::text' },
  },
  { table: 'territory', audit: { record: 'territory' }, staff: { grant: 'select', read: everybody } },
]
