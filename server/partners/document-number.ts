import type { Transaction } from '../access/command.ts'
import { Computed } from '../kit/insert.ts'

type Kind = 'quote' | 'order' | 'account' | 'contract' | 'return' | 'special'
const letter: Record<Kind, string> = { quote: 'Q', order: 'O', account: 'A', return: 'R', contract: 'C', special: 'S' }
/** Direct documents step by a random number, so that two of them do not tell how many lie between. */
const widestStep = 9

/**
 * Takes the next number of a document: a sequence per partner; direct, a random-stepped one per year. Its counter is locked until
 * commit, so this is asked for last, and the number is not waited for: it is what the database puts into the rows to come.
 */
export function takeNumber(tx: Transaction, kind: Kind, partner: { id: string; code: string } | null): Computed {
  const year = new Date().getUTCFullYear() % 100
  const scope = partner ? partner.id : `direct:${2000 + year}`
  const step = partner ? 1 : 1 + Math.floor(Math.random() * widestStep)
  void tx.run(
    `insert into document_counter as c (scope, kind, partner_id, value) values ($1, $2, $3, $4)
     on conflict (scope, kind) do update set value = c.value + $5`,
    [scope, kind, partner?.id ?? tx.viewer.partnerId, partner ? 1 : 10_000 + step, step])
  const prefix = `${letter[kind]}-${partner?.code ?? year}-`
  return new Computed((param) => `(select ${param(prefix)} || lpad(value::text, greatest(4, length(value::text)), '0') from document_counter where scope = ${param(scope)} and kind = ${param(kind)})`)
}

/** The same, for who needs to know it at once. */
export async function nextNumber(tx: Transaction, kind: Kind, partner: { id: string; code: string } | null): Promise<string> {
  const values: unknown[] = [], number = takeNumber(tx, kind, partner).sql((value) => `$${values.push(value)}`)
  const [row] = await tx.run(`select ${number} as number`, values)
  return row!.number as string
}
