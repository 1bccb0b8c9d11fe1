import type { PersonalData } from '../access/personal.ts'

export const approvalPersonal: PersonalData[] = [
  { table: 'approval_delegation', user: [{ rows: 'r.person_id = person', texts: ['reason'] }, { rows: 'r.delegate_id = person', texts: ['reason'] }] },
]
