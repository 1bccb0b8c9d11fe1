import type { Run } from '../kit/read/reader.ts'

const letters = { INVOICE: 'INV', CREDIT_NOTE: 'CN' } as const
export type LegalKind = keyof typeof letters
const year = 4, digits = 6

/**
 * The next number of a legal series, one for each kind and year. Its counter is locked until commit and goes back with everything else, so
 * that no number is missing, whatever happens at once or is broken off; so it is taken last.
 */
export async function takeLegalNumber(run: Run, kind: LegalKind, day: string): Promise<string> {
  const of = day.slice(0, year)
  const [row] = await run(
    `insert into document_counter as c (scope, kind, partner_id, value) values ($1, $2, null, 1) on conflict (scope, kind) do update set value = c.value + 1 returning value::text`, [`legal:${of}`, kind])
  return `${letters[kind]}-${of}-${(row!.value as string).padStart(digits, '0')}`
}

const invoiceLike = new RegExp(`${[...letters.INVOICE].join('[^A-Z0-9]*')}((?:[^A-Z0-9]*\\d){${year + digits},20})`, 'g')
/**
 * Numbers of invoices that a text may name, however it parts them. One ends where no other digit follows at once: INV-2026-0000012 does not
 * name INV-2026-000001, but a date may stand behind that.
 */
export function invoiceNumbersIn(text: string): string[] {
  const found = new Set<string>()
  for (const [, run] of text.toUpperCase().matchAll(invoiceLike)) {
    let told = ''
    for (const [index, sign] of [...run!].entries()) {
      if (!/\d/.test(sign)) continue
      told += sign
      if (told.length >= year + digits && !/\d/.test(run![index + 1] ?? '')) found.add(`${letters.INVOICE}-${told.slice(0, year)}-${told.slice(year)}`)
    }
  }
  return [...found]
}
