import { everybody } from '../access/condition.ts'
import { type TablePolicy, holds } from '../access/policies.ts'

const manages = holds('letterhead:manage')
/** A letter or a file is seen by whoever sees what it is about: the row policies of those tables decide. */
const about = (tables: Record<string, string>) => Object.entries(tables).map(([subject, table]) => `(subject_type = '${subject}' and exists (select 1 from ${table} s where s.id = subject_id))`).join(' or ')
const letter = about({ quote: 'quote', contract: 'contract', invoice: 'invoice', dunning: 'dunning_letter' })

/** Letters and files stay with the staff; a dealer prints what it sees anew. Only the server itself freezes a file and says what became of a letter. */
export const documentPolicies: TablePolicy[] = [
  { table: 'letterhead', audit: { record: 'letterhead' }, staff: { grant: 'select, insert, update', read: everybody, write: manages }, partner: { grant: 'select', read: everybody } },
  { table: 'letterhead_text', audit: { record: 'letterhead', id: 'r.letterhead_id' }, staff: { grant: 'select, insert, update', read: everybody, write: manages }, partner: { grant: 'select', read: everybody } },
  { table: 'document_file', audit: { none: 'a copy of what its record says, never changed' }, staff: { grant: 'select', read: about({ quote: 'quote_version', contract: 'contract_text', invoice: 'invoice', invoice_xml: 'invoice', dunning: 'dunning_letter' }) } },
  {
    table: 'document_mail', audit: { none: 'a log itself' },
    staff: { grant: 'select, insert', read: letter, insert: `created_by_id = (select app.user_id()) and state = 'queued' and (${letter})` },
  },
]
