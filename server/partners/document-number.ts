import type { Transaction } from '../access/command.ts'
import type { Partner } from './partner.ts'

type Kind = 'quote' | 'order' | 'account'
const letter: Record<Kind, string> = { quote: 'Q', order: 'O', account: 'A' }
/** Direct documents step by a random number, so that two of them do not tell how many lie between. */
const widestStep = 9

/** The next number of a document: a sequence per partner; direct, a random-stepped one per year. Holds a lock on its counter until commit. */
export async function nextNumber(tx: Transaction, kind: Kind, partner: Pick<Partner, 'id' | 'code'> | null): Promise<string> {
  const year = new Date().getUTCFullYear() % 100
  const scope = partner ? partner.id : `direct:${2000 + year}`
  const step = partner ? 1 : 1 + Math.floor(Math.random() * widestStep)
  const [row] = await tx.run(
    `insert into document_counter as c (scope, kind, partner_id, value) values ($1, $2, $3, $4)
     on conflict (scope, kind) do update set value = c.value + $5 returning value`,
    [scope, kind, partner?.id ?? tx.viewer.partnerId, partner ? 1 : 10_000 + step, step])
  const value = String(row!.value as string)
  return partner ? `${letter[kind]}-${partner.code}-${value.padStart(4, '0')}` : `${letter[kind]}-${year}-${value}`
}
