import type { PersonalData } from '../access/personal.ts'

/** What was sent is not kept; a receiver's answer may repeat names of it. */
const answers = [{ rows: 'r.response is not null', texts: ['response'] }]

export const webhookPersonal: PersonalData[] = [
  { table: 'webhook', user: [{ rows: 'r.user_id = person' }] },
  { table: 'webhook_attempt', contact: answers, account: answers, user: answers },
]
