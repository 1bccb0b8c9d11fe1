import { createHash } from 'node:crypto'
import { CsvError, parse } from 'csv-parse/sync'
import { UserError, UserErrors } from '../kit/errors.ts'
import { Decimal } from '../kit/money.ts'
import type { ToldLine, ToldStatement } from './provider.ts'
import { isDay, mostEntries, whole } from './statement-check.ts'

/** What banks call their columns. */
const called: Record<string, string[]> = {
  day: ['date', 'booking_date', 'booking_day', 'buchungstag', 'day'], valueDay: ['value_date', 'valuta', 'wertstellung'], amount: ['amount', 'betrag'], currency: ['currency', 'ccy', 'waehrung'], reference: ['reference', 'entry_reference', 'bank_reference', 'transaction_id'],
  counterparty: ['name', 'counterparty', 'payer', 'beguenstigter'], iban: ['iban', 'counterparty_iban', 'account_number'], remittance: ['remittance', 'text', 'description', 'purpose', 'verwendungszweck'], structured: ['structured_reference', 'creditor_reference'], balance: ['balance', 'saldo'], account: ['account', 'own_iban'],
}
const needed = ['day', 'amount', 'currency']
const fieldOf = (header: string) => { const name = header.trim().toLowerCase().replaceAll(/[\s-]+/g, '_'); return Object.entries(called).find(([, names]) => names.includes(name))?.[0] ?? false }

/** A statement as a table; what the bank gives no reference is recognised by what it says. Errors, each with its line: BAD_USER_INPUT, REQUIRED, EMPTY, TOO_MANY_LINES. */
export function readCsv(text: string, account: string | null): ToldStatement {
  const header = text.split(/\r?\n/, 1)[0]!, delimiter = [';', '\t', ','].reduce((best, sign) => (header.split(sign).length > header.split(best).length ? sign : best), ',')
  let rows: { record: Record<string, string>; info: { lines: number } }[]
  try {
    rows = parse(text, { bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true, trim: true, max_record_size: 10_000, to: mostEntries + 1, columns: (names: string[]) => {
      const fields = names.map(fieldOf), missing = needed.filter((one) => !fields.includes(one))
      if (missing.length) throw new UserErrors(missing.map((one) => new UserError('REQUIRED', ['file', called[one]![0]!])))
      return fields as any
    } }) as never
  } catch (error) {
    if (error instanceof CsvError) throw new UserError('BAD_USER_INPUT', ['file', String((error as { lines?: number }).lines ?? '')].filter(Boolean))
    throw error
  }
  if (!rows.length) throw new UserError('EMPTY', ['file'], { context: 'file' })
  if (rows.length > mostEntries) throw new UserError('TOO_MANY_LINES', ['file'], { max: mostEntries })
  const own = account ?? rows[0]!.record.account
  if (!own) throw new UserError('REQUIRED', ['account'])
  const seen = new Map<string, number>(), faults: UserError[] = []
  const lines = rows.flatMap(({ record, info }): ToldLine[] => {
    const day = dayIn(record.day ?? ''), amount = amountIn(record.amount ?? '', delimiter), at = (field: string) => ['file', String(info.lines), field]
    if (!day) faults.push(new UserError('BAD_USER_INPUT', at('date')))
    if (!amount) faults.push(new UserError('BAD_USER_INPUT', at('amount')))
    if (!/^[A-Z]{3}$/.test(record.currency ?? '')) faults.push(new UserError('BAD_USER_INPUT', at('currency')))
    if (!day || !amount) return []
    const say = JSON.stringify([day, amount, record.counterparty, record.remittance]), times = (seen.get(say) ?? 0) + 1
    seen.set(say, times)
    const none = (value: string | undefined) => value?.slice(0, 2000) || null
    return [{ reference: none(record.reference) ?? createHash('sha256').update(`${say}${times}`).digest('hex').slice(0, 24), day, valueDay: dayIn(record.valueDay ?? ''), currency: record.currency!, amount, counterparty: none(record.counterparty), iban: none(record.iban)?.replaceAll(' ', '') ?? null, remittance: none(record.remittance), structured: none(record.structured), endToEndId: null, at: ['file', String(info.lines)] }]
  })
  if (faults.length) throw new UserErrors(faults.slice(0, 20))
  const days = lines.map(({ day }) => day).sort(), statement: ToldStatement = {
    account: own.replaceAll(' ', ''), statementId: createHash('sha256').update(JSON.stringify(lines.map((line) => ({ ...line, at: undefined })))).digest('hex').slice(0, 24), format: 'CSV', currency: lines[0]!.currency, fromDay: days[0]!, toDay: days.at(-1)!, opening: null, closing: null, lines,
  }
  const wrong = whole(statement, 'CSV')
  if (wrong.length) throw new UserErrors(wrong.slice(0, 20))
  return statement
}

/** Days as 2026-11-22 or 22.11.2026. */
function dayIn(text: string): string | null {
  const [, day, month, year] = /^(\d\d?)\.(\d\d?)\.(\d{4})$/.exec(text) ?? [], iso = year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text
  return isDay(iso) ? iso : null
}

/** With a point; in a file that is not parted by commas, also as 1.234,50. */
function amountIn(text: string, delimiter: string): string | null {
  const plain = delimiter !== ',' && /,\d{1,2}$/.test(text) ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(/(?<=\d),(?=\d{3})/g, '')
  return /^[+-]?\d{1,13}(\.\d{1,5})?$/.test(plain) && Number(plain) !== 0 ? new Decimal(plain.replace('+', '')).toFixed() : null
}
