import { any, everybody, reason } from '../access/condition.ts'
import { type TablePolicy, dealerShared, organisationShared, staffOwned, through } from '../access/policies.ts'

/** A dealer sees the accounts it holds and those of its sub-dealers; it writes only its own, and shares those without a seller among its people. */
const shared = dealerShared('account:read')

export const accountPolicies: TablePolicy[] = [
  {
    table: 'account',
    staff: { grant: 'select, insert, update', read: any(staffOwned('account:read'), reason('teamMember', 'id in (select account_id from account_team_member where user_id = (select app.user_id()))')), write: staffOwned('account:read') },
    partner: { grant: 'select, insert, update', read: shared, write: `partner_id = (select app.partner_id()) and (${shared})` },
  },
  { table: 'account_standing', staff: { grant: 'select, insert, update', read: through('account', 'account_id') } },
  { table: 'account_team_member', staff: { grant: 'select, insert, update, delete', read: everybody, write: through('account', 'account_id') } },
  {
    table: 'address',
    staff: { grant: 'select, insert, update, delete', read: any(through('account', 'account_id'), through('partner', 'partner_id')) },
    partner: {
      grant: 'select, insert, update, delete',
      read: any(reason('ownPartner', 'partner_id = (select app.partner_id())'), through('account', 'account_id')),
      write: `partner_id = (select app.partner_id()) or exists (select 1 from account a where a.id = account_id and a.partner_id = (select app.partner_id()))`,
    },
  },
  {
    table: 'contact',
    staff: { grant: 'select, insert, update', read: staffOwned('contact:read') },
    partner: { grant: 'select, insert, update', read: organisationShared('contact:read') },
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
