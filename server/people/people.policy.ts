import type { TablePolicy } from '../access/policies.ts'

/** Staff know everybody's name; dealers know their own people, and the staff who look after them. Nobody writes their own row: it says what they may do. */
export const peoplePolicies: TablePolicy[] = [
  {
    table: 'app_user',
    staff: { grant: 'select, insert, update', read: 'true', write: `(select app.scope('user:manage')) = 'all' or partner_id = any ((select app.partners('user:manage'))::uuid[])` },
    partner: {
      grant: 'select, insert, update (name, title, phone, locale, roles, active, spending_limit, spending_period)',
      read: `partner_id = (select app.partner_id()) or id in (select unnest(array[representative_id, channel_manager_id]) from partner where id = (select app.partner_id()))`,
      write: `partner_id = (select app.partner_id()) and audience = 'partner' and (select app.scope('user:manage')) = 'org'`,
    },
  },
]
