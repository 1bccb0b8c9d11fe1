import type { Column } from './mapping.ts'
import { type Fault, fault } from './fault.ts'

type Converted = { value: string | null } | { fault: Fault }

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" }
const decode = (text: string) => text.replace(/&(amp|lt|gt|quot|apos|#39);/g, (_, name: string) => entities[name]!)

const number = /^[+-]?(\d+(\.\d*)?|\.\d+)$/
const day = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const booleans: Record<string, string> = { 1: 'true', 0: 'false', true: 'true', false: 'false', yes: 'true', no: 'false', y: 'true', n: 'false' }

/** Whether a calendar has this day: the 30th of February only looks like a date. */
const isDay = (year: number, month: number, date: number) => {
  const made = new Date(Date.UTC(year, month - 1, date))
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === date
}

/** One cell as the text that PostgreSQL reads. Numbers stay text all the way, so no digit of money is lost. */
export function convert(cell: string, column: Column): Converted {
  const text = cell.trim()
  const refuse = (code: Fault['code'], sentence: string): Converted => ({ fault: { code, sentence, column: column.from ?? null, value: cell } })
  if (text === '') return column.required ? refuse('REQUIRED', 'The cell is empty but needed.') : { value: null }
  if (column.maxLength !== undefined && text.length > column.maxLength) return refuse('TOO_LONG', `At most ${column.maxLength} characters fit.`)
  if (column.values) {
    const value = column.values[text]
    return value === undefined ? refuse('NOT_A_CHOICE', `The mapping knows only: ${Object.keys(column.values).join(', ')}.`) : { value }
  }
  switch (column.as) {
    case 'html': return { value: decode(text) }
    case 'integer': case 'decimal': case 'float': {
      if (!number.test(text)) return refuse('NOT_A_NUMBER', 'This is not a number.')
      const size = Number(text)
      if (column.as === 'integer' && !Number.isSafeInteger(size)) return refuse('NOT_WHOLE', 'This is not a whole number.')
      const [least, most] = [column.min ?? (column.as === 'integer' ? -2_147_483_648 : undefined), column.max ?? (column.as === 'integer' ? 2_147_483_647 : undefined)]
      if ((least !== undefined && size < least) || (most !== undefined && size > most)) return refuse('OUT_OF_RANGE', `It must be ${[least !== undefined && `at least ${least}`, most !== undefined && `at most ${most}`].filter(Boolean).join(' and ')}.`)
      return { value: column.as === 'integer' ? String(size) : text }
    }
    case 'date': {
      const parts = day.exec(text)
      return parts && isDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) ? { value: text.slice(0, 10) } : refuse('NOT_A_DATE', 'This is not a day written as 2014-06-30.')
    }
    case 'boolean': {
      const value = booleans[text.toLowerCase()]
      return value ? { value } : refuse('NOT_A_CHOICE', 'This is neither yes nor no.')
    }
    case 'uuid': return uuid.test(text) ? { value: text.toLowerCase() } : refuse('NOT_A_CHOICE', 'This is not an id.')
    default: return { value: text }
  }
}

/** A cell that can't be text in any database. */
export const unreadable = (cells: string[]): Fault | null => {
  const bad = cells.find((cell) => cell.includes('\0') || cell.includes('\uFFFD'))
  return bad === undefined ? null : fault('ENCODING', 'The row has characters that are not UTF-8.', null, bad)
}
