import type { Row, Tables } from '../support/cast.ts'
import { smallModel } from '../support/cast-models.ts'
import { type Column, kept, keyOf } from './catalog.ts'

/** Where a value comes from. */
export interface Place { table: string; key: string; column: string }
/** Every planted value, and every id of a row, with its place. */
export type Canaries = Map<string, Place>

/** Texts that mean something to the product; where such a value hides, two worlds that differ in it tell (see `twin.ts`). */
const words = new Set(`audience locale roles state public_state billing_state status kind type basis lifecycle channel operation scope unit currency country subject_type role audit_role prefix
  spending_period action table_name row_key record_type needs preferred_language preferred_channel client_mutation_id input_hash password_hash purpose method
  logo tax_class tax_category category measure decider format invoicing renewal condition side origin partner_type round_mode cancel_reason`.split(/\s+/))
/** What another column bounds: as the cast has it. */
const bounded = new Set(['bank_line.assigned_amount', 'payment.allocated_amount', 'payment.refunded_amount'])
/** JSON whose inside the product reads: as the cast has it. */
const read = new Set(['parts', 'promise_parts', 'inbound', 'given', 'amounts', 'approval_figures', 'other_offers', 'releases', 'promotions'])
/** Columns that are the sum of two others. */
const sums: Record<string, [sum: string, of: [string, string]][]> = {
  invoice: [['gross', ['net', 'tax']], ['company_gross', ['company_net', 'company_tax']]], invoice_line: [['subtotal', ['amount', 'discount']]],
}

/** What a JSON column holds, where more than an object of any kind is expected. */
function json(column: string, token: string, old: unknown): unknown {
  if (column === 'totals') return [{ currency: 'USD', amount: '9', note: token }]
  if (column === 'texts') return { en: { subject: token, text: token } }
  if (column === 'proposal') return [{ invoiceId: '01900000-0000-7000-8000-00000000dead', number: token, amount: '9' }]
  if (column === 'before' || column === 'after') return { ...(old as object), note: token }
  if (column.endsWith('_i18n')) return { 'zh-Hant': token }
  if (column === 'definition') return smallModel(token)
  if (column === 'answers') return { drive: ['belt'], extras: [token], length: ['1'] }
  if (column === 'attributes') return [{ name: { en: token }, value: token }]
  if (column === 'approval_reasons') return [{ rule: 'discount', value: token, limit: token }]
  if (column === 'changes') return { name: [token, token], number: [token, token], title: [token, token] }
  return { number: token, reason: token, name: token }
}

/** Makes values that exist nowhere else, in a form that is found in any text. */
export class Mint {
  private made = 0
  token(): string { return `cnry${(this.made++ + 46656).toString(36).padStart(5, '0')}x` }
  /** The same form, and no row's: what a question for something that does not exist asks for. */
  static readonly nowhere = 'cnryzzzzzx'
  amount(): string { const n = this.made++; return `${7_000_000 + n}.${10 * (n % 8) + 11 + (n % 7)}` }
  moment(base: string): string { const n = this.made++; return new Date(Date.parse(base.slice(0, 10)) + 8 * 3_600_000 + n * 10 + 1 + (n % 9)).toISOString() }
}

function planted(mint: Mint, { table, type, name, length, digits, checked }: Column, old: unknown): unknown {
  if (words.has(name) || bounded.has(`${table}.${name}`) || (type === 'jsonb' && read.has(name))) return undefined
  // whether it is there at all is what is checked
  if (checked && old == null) return undefined
  if (type === 'text' || (type === 'character varying' && (length ?? 99) >= 12)) {
    if (checked && name !== 'number') return undefined
    return /^email$|electronic_address$/.test(name) ? `${mint.token()}@example.test` : mint.token()
  }
  if (type === 'numeric' && (digits ?? 99) >= 9) return mint.amount()
  if (type === 'jsonb') return json(name, mint.token(), old)
  // what the database would write is another moment in each world
  if (old === undefined && /^(created|updated)_at$/.test(name)) return mint.moment('2026-01-05')
  // a moment that is not there means something: an offer that was not presented, a key that was not revoked
  if (type === 'timestamp with time zone' && typeof old === 'string' && old < '2030' && name !== 'expires_at') return mint.moment(old)
  return undefined
}

const tokenIn = (value: unknown): string[] => /cnry[0-9a-z]{5}x/.exec(JSON.stringify(value))?.slice(0, 1) ?? []
const findable = (value: unknown): string => tokenIn(value)[0] ?? String(value).replace(/Z$/, '')

/** Fills every column that can hold one with a value of its own, and tells which is where. */
export function plant(tables: Tables, catalog: Map<string, Column[]>): { tables: Tables; canaries: Canaries } {
  const mint = new Mint(), canaries: Canaries = new Map()
  const filled = Object.fromEntries(Object.entries(tables).map(([table, rows]) => {
    const columns = catalog.get(table)
    if (!columns || kept.includes(table)) return [table, rows]
    return [table, rows.map((row): Row => {
      const made = { ...row }, key = keyOf(columns, row)
      for (const column of columns) {
        if (column.key && column.type === 'uuid') { if (column.name === 'id') canaries.set(String(row.id), { table, key, column: 'id' }); continue }
        const value = planted(mint, column, row[column.name])
        if (value === undefined) continue
        made[column.name] = value
        canaries.set(findable(value), { table, key, column: column.name })
      }
      for (const [sum, of] of sums[table] ?? []) {
        if (made[sum] == null) continue
        canaries.delete(findable(made[sum]))
        made[sum] = of.reduce((total, part) => total + Number(made[part]), 0).toFixed(2)
        canaries.set(findable(made[sum]), { table, key, column: sum })
      }
      return made
    })]
  }))
  return { tables: filled, canaries }
}

const patterns = /cnry[0-9a-z]{5}x|(?<![\d.])(?:7|14),?\d{3},?\d{3}\.\d{2}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\.\d{3}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
const encoded = /[A-Za-z0-9+/_-]{24,}={0,2}/g

/** Every planted value and id in a text, those inside of what is written in base64, as cursors are, too. */
export function findIn(text: string, canaries: Canaries): Map<string, Place> {
  const found = new Map<string, Place>()
  const look = (part: string) => {
    for (const [match] of part.matchAll(patterns)) {
      const value = match.toLowerCase().replaceAll(',', '').replace(/[t ](?=\d\d:)/, 'T'), place = canaries.get(value)
      if (place) found.set(value, place)
    }
  }
  look(text)
  for (const [token] of text.matchAll(encoded)) if (!/^[0-9a-f-]+$/.test(token)) look(Buffer.from(token, 'base64').toString('utf8'))
  return found
}
