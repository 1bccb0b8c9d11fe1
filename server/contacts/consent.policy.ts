import type { PersonalData } from '../access/personal.ts'
import { type TablePolicy, holds, through } from '../access/policies.ts'

const read = `${holds('consent:read')} and ${through('contact', 'contact_id')}`
const insert = `${holds('consent:write')} and ${through('contact', 'contact_id')} and recorded_by_id = (select app.user_id())`

/** Decisions of a contact are seen where the contact is, and are added to, never changed. */
export const consentPolicies: TablePolicy[] = [
  { table: 'consent', audit: { record: 'contact', id: 'r.contact_id', person: 'r.contact_id', personal: ['evidence'] }, staff: { grant: 'select, insert', read, insert }, partner: { grant: 'select, insert', read, insert }, system: 'select, insert' },
]

/** That somebody withdrew must be known for as long as the record exists; to what they had agreed need not. */
export const consentPersonal: PersonalData[] = [
  { table: 'consent', contact: [{ rows: 'r.contact_id = person', erase: { evidence: 'null' }, remove: `r.decision = 'Given'` }] },
]
