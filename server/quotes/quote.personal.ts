import { type About, type PersonalData, erased } from '../access/personal.ts'

/** Quotes made for the person, or for where they work. */
const ofContact = '(select q.id from quote q where q.contact_id = person or q.account_id in (select l.account_id from account_contact l where l.contact_id = person))'
const ofAccount = '(select q.id from quote q where q.account_id = person)'
const versions = (quotes: string) => `(select v.id from quote_version v where v.quote_id in ${quotes})`
const both = (about: (quotes: string) => About) => ({ contact: [about(ofContact)], account: [about(ofAccount)] })

const ofLink: Omit<About, 'rows'> = { erase: { name: erased, email: erased, signer: `case when r.signer is not null then ${erased} end`, position: 'null', ip: 'null', agent: 'null' } }

/** A quote stays; what was written on it loses the name. */
export const quotePersonal: PersonalData[] = [
  { table: 'quote', contact: [{ rows: 'r.contact_id = person' }], account: [{ rows: 'r.account_id = person' }] },
  { table: 'quote_version', ...both((quotes) => ({ rows: `r.quote_id in ${quotes}`, texts: ['note', 'request_note', 'decline_reason', 'purchase_order'], keys: 'r.quote_id' })) },
  { table: 'quote_version_internal', ...both((quotes) => ({ rows: `r.version_id in ${versions(quotes)}`, texts: ['internal_note'], keys: 'r.version_id' })) },
  { table: 'quote_line', ...both((quotes) => ({ rows: `r.version_id in ${versions(quotes)}`, texts: ['description'], keys: 'r.version_id' })) },
  {
    table: 'quote_link',
    contact: [{ rows: 'r.contact_id = person', ...ofLink }], account: [{ rows: `r.quote_id in ${ofAccount}`, ...ofLink }], user: [{ rows: 'r.user_id = person', ...ofLink }],
  },
  { table: 'quote_approval', ...both((quotes) => ({ rows: `r.version_id in ${versions(quotes)}`, texts: ['comment'], keys: 'r.version_id' })) },
]
