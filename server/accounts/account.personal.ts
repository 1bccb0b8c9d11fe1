import { type PersonalData, erased } from '../access/personal.ts'

const accounts = '(select l.account_id from account_contact l where l.contact_id = person)'
/** Accounts of people who buy for themselves: the account is the person. */
const themselves = `(select a.id from account a where a.kind = 'PERSON' and a.id in ${accounts} and (a.name ~* naming or a.email ~* naming))`

const unnamed = { name: erased, city: 'null', phone: 'null', email: 'null', website: 'null', tax_id: 'null', electronic_address: 'null' }
const nowhere = { city: 'null', street: 'null', postal_code: 'null', latitude: 'null', longitude: 'null' }

export const accountPersonal: PersonalData[] = [
  { table: 'contact', contact: [{
    rows: 'r.id = person',
    erase: {
      first_name: `''`, last_name: erased, title: 'null', email: 'null', phone: 'null', preferred_language: 'null', preferred_channel: 'null', reports_to_id: 'null',
      do_not_contact_since: 'coalesce(r.do_not_contact_since, now())', do_not_contact_reason: 'null', erased_at: 'now()', updated_at: 'now()', revision: 'r.revision + 1',
    },
  }] },
  { table: 'contact_note', contact: [{ rows: 'r.contact_id = person', remove: 'true' }] },
  { table: 'address', contact: [{ rows: `r.account_id in ${themselves}`, erase: nowhere }], account: [{ rows: 'r.account_id = person', erase: nowhere }] },
  { table: 'account', contact: [{ rows: `r.id in ${themselves}`, keys: 'r.id', erase: unnamed }], account: [{ rows: 'r.id = person', erase: unnamed }] },
  { table: 'account_standing', contact: [{ rows: `r.account_id in ${accounts}`, texts: ['internal_note'], keys: 'r.account_id' }], account: [{ rows: 'r.account_id = person', erase: { internal_note: 'null' } }] },
  { table: 'account_contact', contact: [{ rows: 'r.contact_id = person', remove: 'true' }] },
]
