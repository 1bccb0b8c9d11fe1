import type { PersonalData } from '../access/personal.ts'

/** What was paid is kept for as long as the law says: erasing a person takes their name from what they wrote with it, and nothing from the books. */
export const paymentPersonal: PersonalData[] = [
  { table: 'payment', account: [{ rows: 'r.account_id = person' }] },
  { table: 'receivable_entry', account: [{ rows: 'r.account_id = person' }] },
  { table: 'bank_line', account: [{ rows: 'r.account_id = person' }] },
  { table: 'dunning_letter', account: [{ rows: 'r.account_id = person' }] },
  { table: 'dunning_hold', account: [{ rows: 'r.account_id = person' }] },
]
