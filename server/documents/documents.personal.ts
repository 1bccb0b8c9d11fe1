import { type About, type PersonalData, erased } from '../access/personal.ts'

const quotes = (condition: string) => `(select q.id from quote q where ${condition})`
const contracts = (condition: string) => `(select c.id from contract c where ${condition})`
const ofContact = 'in (select l.account_id from account_contact l where l.contact_id = person)'

/** Letters to the person, or about what was made for them: what was written goes, that there was a letter stays. */
const letters = (account: string, direct: string): About => ({
  rows: `${direct} or r.subject_id in ${quotes(`q.account_id ${account}`)} or r.subject_id in ${contracts(`c.account_id ${account}`)}`,
  erase: { to_name: erased, to_address: erased, subject: erased, body: erased },
})
const files = (account: string): About => ({
  rows: `r.subject_id in (select v.id from quote_version v where v.quote_id in ${quotes(`q.account_id ${account}`)}) or r.subject_id in (select t.id from contract_text t where t.contract_id in ${contracts(`c.account_id ${account}`)})`,
  remove: 'true', copy: true,
})

export const documentPersonal: PersonalData[] = [
  {
    table: 'document_mail',
    contact: [letters(ofContact, 'lower(r.to_address) = (select lower(c.email) from contact c where c.id = person)')],
    account: [letters('= person', 'false')],
    user: [{ rows: 'r.created_by_id = person or lower(r.to_address) = (select lower(u.email) from app_user u where u.id = person)' }],
  },
  // what is printed names them on paper: the record keeps its sums, the hash beside an answer stays
  { table: 'document_file', account: [files('= person')] },
]
