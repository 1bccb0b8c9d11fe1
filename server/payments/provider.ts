import { readCamt } from './camt.ts'
import { readCsv } from './statement-csv.ts'

/** An entry as a provider tells it; amounts are decimal strings, below zero when money went out. */
export interface ToldLine {
  reference: string; day: string; valueDay: string | null; currency: string; amount: string; counterparty: string | null; iban: string | null; remittance: string | null; structured: string | null; endToEndId: string | null
  /** Where in the file it stands. */
  at: string[]
}
/** What a provider tells of one account for some days. */
export interface ToldStatement {
  account: string; statementId: string; format: 'CAMT053' | 'CSV'; currency: string; fromDay: string | null; toDay: string; opening: string | null; closing: string | null; lines: ToldLine[]
}
/** What a buyer is told of how to pay. */
export interface Instructions { reference: string; bank: string | null }

/**
 * A way in which money comes in. One that needs a service elsewhere would begin a payment and be called back; all of them end in
 * statements of what has come, which are matched alike.
 */
export interface PaymentProvider {
  /** What has come, from a file of the provider. Throws UserErrors with the place of each fault. */
  read(file: { text: string; account: string | null }): ToldStatement[]
  /** How to pay some invoices: the reference is what `read` recognises them by. */
  instruct(numbers: readonly string[], bank: string | null): Instructions
}

/** The buyer transfers, the bank tells in a statement. */
export const bankTransfer: PaymentProvider = {
  read: ({ text, account }) => (/^\uFEFF?\s*</.test(text) ? readCamt(text) : [readCsv(text, account)]),
  instruct: (numbers, bank) => ({ reference: numbers.join(' '), bank }),
}
