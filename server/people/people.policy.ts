import { any, everybody, reason } from '../access/condition.ts'
import type { TablePolicy } from '../access/policies.ts'

/** Staff know everybody's name; dealers know their own people, and the staff who look after them. Nobody writes their own row: it says what they may do. */
export const peoplePolicies: TablePolicy[] = [
  // where links lead and what is to be sent: for the system's connection alone
  { table: 'password_link', audit: { none: 'using one is an act of the trail' } }, { table: 'mail', audit: { none: 'a queue; what was sent keeps its own state' } },
  {
    table: 'app_user', audit: { record: 'user', person: 'r.id', personal: ['email', 'name', 'title', 'phone'], skip: ['last_seen_at'] },
    staff: { grant: 'select, insert, update', read: everybody, write: `(select app.scope('user:manage')) = 'all' or partner_id = any ((select app.partners('user:manage'))::uuid[])` },
    partner: {
      grant: 'select, insert (id, audience, email, name, title, phone, locale, roles, active, partner_id, spending_limit, spending_period, created_at), update (name, title, phone, locale, roles, active, spending_limit, spending_period)',
      read: any(reason('colleague', 'partner_id = (select app.partner_id())'), reason('looksAfterUs', 'id in (select unnest(array[representative_id, channel_manager_id]) from partner where id = (select app.partner_id()))')),
      write: `partner_id = (select app.partner_id()) and audience = 'partner' and (select app.scope('user:manage')) = 'org'`,
    },
  },
]
