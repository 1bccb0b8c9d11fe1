import { type TablePolicy, staffOwned, through } from '../access/policies.ts'

/** A dealer sees the accounts it holds and those of its sub-dealers; it writes only its own, and shares those without a seller among its people. */
const shared = `partner_id = any ((select app.org('account:read'))::uuid[]) and ((select app.scope('account:read')) = 'org' or seller_id is null or seller_id = (select app.user_id()))`

export const accountPolicies: TablePolicy[] = [
  {
    table: 'account',
    staff: { grant: 'select, insert, update', read: `${staffOwned('account:read')} or id in (select account_id from account_team_member where user_id = (select app.user_id()))`, write: staffOwned('account:read') },
    partner: { grant: 'select, insert, update', read: shared, write: `partner_id = (select app.partner_id()) and (${shared})` },
  },
  { table: 'account_standing', staff: { grant: 'select, insert, update', read: through('account', 'account_id') } },
  { table: 'account_team_member', staff: { grant: 'select, insert, update, delete', read: 'true', write: through('account', 'account_id') } },
  {
    table: 'address',
    staff: { grant: 'select, insert, update, delete', read: `${through('account', 'account_id')} or ${through('partner', 'partner_id')}` },
    partner: {
      grant: 'select, insert, update, delete',
      read: `partner_id = (select app.partner_id()) or ${through('account', 'account_id')}`,
      write: `partner_id = (select app.partner_id()) or exists (select 1 from account a where a.id = account_id and a.partner_id = (select app.partner_id()))`,
    },
  },
  {
    table: 'contact',
    staff: { grant: 'select, insert, update', read: staffOwned('contact:read') },
    partner: { grant: 'select, insert, update', read: sharedContacts(), write: sharedContacts() },
  },
  { table: 'contact_note', staff: { grant: 'select, insert, update', read: through('contact', 'contact_id') } },
  {
    table: 'account_contact',
    staff: { grant: 'select, insert, update, delete', read: through('account', 'account_id') },
    partner: {
      grant: 'select, insert, update, delete',
      read: `exists (select 1 from account a where a.id = account_id and a.partner_id = (select app.partner_id()))`,
      insert: `exists (select 1 from account a where a.id = account_id and a.partner_id = (select app.partner_id())) and ${through('contact', 'contact_id')}`,
    },
  },
]

function sharedContacts(): string {
  return `partner_id = (select app.partner_id()) and ((select app.scope('contact:read')) = 'org' or seller_id is null or seller_id = (select app.user_id()))`
}
