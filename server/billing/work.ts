import type { Transaction } from '../access/command.ts'

/** What making invoices needs of a transaction, a person's or a job's. */
export type Work = Pick<Transaction, 'run' | 'record'> & { /** Nobody, when it is a job. */ userId: string | null }

export const workOf = (tx: Transaction): Work => ({ run: tx.run, record: tx.record.bind(tx), userId: tx.viewer.userId })
