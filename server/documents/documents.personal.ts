import { type About, type PersonalData, erased } from '../access/personal.ts'

const quotes = (condition: string) => `(select q.id from quote q where ${condition})`
const contracts = (condition: string) => `(select c.id from contract c where ${condition})`
const ofContact = 'in (select l.account_id from account_contact l where l.contact_id = person)'

const aboutWork = (account: string) => `r.subject_id in ${quotes(`q.account_id ${account}`)} or r.subject_id in ${contracts(`c.account_id ${account}`)}`
/** Letters to the person: what was written goes, that there was a letter stays. */
const letters = (rows: string): About => ({ rows, secret: ['next_attempt_at'], erase: { to_name: erased, to_address: erased, subject: erased, body: erased } })
const files = (account: string): About => ({
  rows: `r.subject_id in (select v.id from quote_version v where v.quote_id in ${quotes(`q.account_id ${account}`)}) or r.subject_id in (select t.id from contract_text t where t.contract_id in ${contracts(`c.account_id ${account}`)})`,
  remove: 'true', copy: true,
})

export const documentPersonal: PersonalData[] = [
  {
    table: 'document_mail',
    // letters to others of the same company are about the person where they name them
    contact: [letters('lower(r.to_address) = (select lower(c.email) from contact c where c.id = person)'), { rows: aboutWork(ofContact), texts: ['to_name', 'to_address', 'subject', 'body'] }],
    account: [letters(aboutWork('= person'))],
    user: [{ rows: 'r.created_by_id = person or lower(r.to_address) = (select lower(u.email) from app_user u where u.id = person)' }],
  },
  // what is printed names them on paper: the record keeps its sums, the hash beside an answer stays
  { table: 'document_file', account: [files('= person')] },
]
