import type { PersonalData } from '../access/personal.ts'

/** A refused row is listed with the value that was wrong with it. */
export const importPersonal: PersonalData[] = [
  { table: 'import_reject', contact: [{ rows: 'true', texts: ['value', 'sentence'] }], user: [{ rows: 'true', texts: ['value', 'sentence'] }], account: [{ rows: 'true', texts: ['value', 'sentence'] }] },
]
