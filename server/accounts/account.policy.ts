import { any, everybody, reason } from '../access/condition.ts'
import type { Searched } from '../access/found.ts'
import { type TablePolicy, dealerShared, organisationShared, staffOwned, through } from '../access/policies.ts'

/** Quotes and orders are found by the names of who buys; that an account's number or town has a word, too, leads to a few more candidates. */
export const byBuyer: Searched = { named: [{ column: 'account_id', table: 'account', text: 'search' }, { column: 'partner_id', table: 'partner', text: 'lower(name)' }] }

/** A dealer sees the accounts it holds and those of its sub-dealers; it writes only its own, and shares those without a seller among its people. */
const shared = dealerShared('account:read')

/** Of an account that is a person; of one that is gone nobody knows any more, so it is taken for one. */
const privateAccount = `case when not exists (select 1 from account a where a.id = r.account_id and a.kind <> 'PERSON') then r.account_id end`

export const accountPolicies: TablePolicy[] = [
  {
    table: 'account', search: {}, audit: { record: 'account', person: `case when r.kind = 'PERSON' then r.id end`, personal: ['name', 'website', 'phone', 'email', 'city', 'tax_id', 'electronic_address'], skip: ['last_activity_at'] },
    staff: { grant: 'select, insert, update', read: any(staffOwned('account:read'), reason('teamMember', 'id in (select account_id from account_team_member where user_id = (select app.user_id()))', { among: { column: 'id', ids: 'array(select account_id from account_team_member where user_id = app.user_id())' } })), write: staffOwned('account:read') },
    partner: { grant: 'select, insert, update', read: shared, write: `partner_id = (select app.partner_id()) and (${shared})` },
  },
  { table: 'account_standing', audit: { record: 'account', id: 'r.account_id', type: 'Account', person: 'r.account_id', personal: ['internal_note'] }, staff: { grant: 'select, insert, update', read: through('account', 'account_id') } },
  { table: 'account_team_member', audit: { record: 'account', id: 'r.account_id' }, staff: { grant: 'select, insert, update, delete', read: everybody, write: through('account', 'account_id') } },
  {
    table: 'address', audit: { record: 'account', kind: `case when r.account_id is null then 'partner' else 'account' end`, id: 'coalesce(r.account_id, r.partner_id)', person: privateAccount, personal: ['street', 'city', 'postal_code', 'latitude', 'longitude'] },
    staff: { grant: 'select, insert, update, delete', read: any(through('account', 'account_id'), through('partner', 'partner_id')) },
    partner: {
      grant: 'select, insert, update, delete',
      read: any(reason('ownPartner', 'partner_id = (select app.partner_id())'), through('account', 'account_id')),
      write: `partner_id = (select app.partner_id()) or exists (select 1 from account a where a.id = account_id and a.partner_id = (select app.partner_id()))`,
    },
  },
  {
    table: 'contact', search: {}, audit: { record: 'contact', person: 'r.id', personal: ['first_name', 'last_name', 'title', 'email', 'phone', 'do_not_contact_reason'] },
    staff: { grant: 'select, insert, update', read: staffOwned('contact:read') },
    partner: { grant: 'select, insert, update', read: organisationShared('contact:read') },
  },
  { table: 'contact_note', audit: { record: 'contact', id: 'r.contact_id', type: 'Contact', person: 'r.contact_id', personal: ['note'] }, staff: { grant: 'select, insert, update', read: through('contact', 'contact_id') } },
  {
    table: 'account_contact', audit: { record: 'contact', id: 'r.contact_id' },
    staff: { grant: 'select, insert, update, delete', read: through('account', 'account_id') },
    partner: {
      grant: 'select, insert, update, delete',
      read: `exists (select 1 from account a where a.id = account_id and a.partner_id = (select app.partner_id()))`,
      insert: `exists (select 1 from account a where a.id = account_id and a.partner_id = (select app.partner_id())) and ${through('contact', 'contact_id')}`,
    },
  },
]
