import type { About, PersonalData } from '../access/personal.ts'

const both = (about: (accounts: string) => About) => ({ contact: [about('in (select l.account_id from account_contact l where l.contact_id = person)')], account: [about('= person')] })
const ofThem = (accounts: string) => `r.contract_id in (select c.id from contract c where c.account_id ${accounts})`

/** A contract stays; what was written in it loses the name. */
export const contractPersonal: PersonalData[] = [
  { table: 'contract', ...both((accounts) => ({ rows: `r.account_id ${accounts}`, texts: ['title', 'body', 'termination_reason'], keys: 'r.id' })) },
  { table: 'contract_text', ...both((accounts) => ({ rows: ofThem(accounts), texts: ['body'] })) },
  { table: 'contract_signature', ...both((accounts) => ({ rows: ofThem(accounts), texts: ['name', 'position'], keys: 'r.contract_id' })) },
]
