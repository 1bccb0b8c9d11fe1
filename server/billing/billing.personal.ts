import type { PersonalData } from '../access/personal.ts'

/** An invoice is kept as it was issued for as long as the law says: erasing a person takes nothing from it. */
export const billingPersonal: PersonalData[] = [
  { table: 'invoice', account: [{ rows: 'r.account_id = person' }] },
]
