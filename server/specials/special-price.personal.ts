import type { About, PersonalData } from '../access/personal.ts'

const both = (about: (accounts: string) => About) => ({ contact: [about('in (select l.account_id from account_contact l where l.contact_id = person)')], account: [about('= person')] })

/** What was asked for and granted stays; what was written on it loses the name. */
export const specialPricePersonal: PersonalData[] = [
  { table: 'special_price', ...both((accounts) => ({ rows: `r.account_id ${accounts}`, texts: ['reason', 'competitor', 'decision_note'], keys: 'r.id' })) },
]
