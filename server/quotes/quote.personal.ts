import type { PersonalData } from '../access/personal.ts'

/** Quotes made for the person, or for where they work. */
const quotes = '(select q.id from quote q where q.contact_id = person or q.account_id in (select l.account_id from account_contact l where l.contact_id = person))'
const versions = `(select v.id from quote_version v where v.quote_id in ${quotes})`

/** A quote stays; what was written on it loses the name. */
export const quotePersonal: PersonalData[] = [
  { table: 'quote', contact: [{ rows: 'r.contact_id = person' }] },
  { table: 'quote_version', contact: [{ rows: `r.quote_id in ${quotes}`, texts: ['note', 'request_note', 'decline_reason', 'purchase_order'], keys: 'r.quote_id' }] },
  { table: 'quote_version_internal', contact: [{ rows: `r.version_id in ${versions}`, texts: ['internal_note'], keys: 'r.version_id' }] },
  { table: 'quote_line', contact: [{ rows: `r.version_id in ${versions}`, texts: ['description'], keys: 'r.version_id' }] },
  { table: 'quote_approval', contact: [{ rows: `r.version_id in ${versions}`, texts: ['comment'], keys: 'r.version_id' }] },
]
