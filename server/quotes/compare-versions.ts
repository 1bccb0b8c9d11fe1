import { Decimal } from '../kit/money.ts'

export interface ComparedLine { productId: string; quantity: number; unitPrice: string; discountPercent: string; amount: string; description: string | null; /** What it is built of and what was chosen for it, in words; null for a plain product. */ parts: string[] | null }
export interface ComparedVersion { currency: string; discountPercent: string; subtotal: string; total: string; paymentDays: number | null; validUntil: string | null; note: string | null; lines: readonly ComparedLine[] }

type Change = 'Added' | 'Removed' | 'Changed' | 'Same'
/** One product before and after. `changed` names what differs; `added` and `removed`, what it is built of now and was before. */
export interface LineDifference { change: Change; before: ComparedLine | null; after: ComparedLine | null; changed: string[]; added: string[]; removed: string[] }
export interface FieldDifference { field: string; before: string | null; after: string | null }

const decimals = ['unitPrice', 'discountPercent', 'amount'] as const
const headers = ['discountPercent', 'paymentDays', 'validUntil', 'currency', 'note', 'subtotal', 'total'] as const
const money = new Set<string>(['discountPercent', 'subtotal', 'total'])

const alike = (field: string, before: string | number | null, after: string | number | null): boolean =>
  before === after || (before !== null && after !== null && money.has(field) && new Decimal(before).eq(after))

const changedIn = (before: ComparedLine, after: ComparedLine): string[] => [
  ...(before.quantity === after.quantity ? [] : ['quantity']), ...decimals.filter((field) => !new Decimal(before[field]).eq(after[field])),
  ...((before.description ?? '') === (after.description ?? '') ? [] : ['description']),
  ...(without(before, after).length || without(after, before).length ? ['parts'] : []),
]

/** What one is built of and the other is not. */
const without = ({ parts }: ComparedLine, other: ComparedLine): string[] => (parts ?? []).filter((part) => !other.parts?.includes(part))

/** Lines get new ids with every version: they are matched by product and order of appearance. */
function numbered(lines: readonly ComparedLine[]): Map<string, ComparedLine> {
  const seen = new Map<string, number>()
  return new Map(lines.map((line) => {
    const nth = (seen.get(line.productId) ?? 0) + 1
    seen.set(line.productId, nth)
    return [`${line.productId} ${nth}`, line]
  }))
}

/** What differs between two versions of a quote: lines as the later one has them, those that are gone behind. Pure. */
export function compareQuoteVersions(before: ComparedVersion, after: ComparedVersion): { fields: FieldDifference[]; lines: LineDifference[] } {
  const old = numbered(before.lines), fresh = numbered(after.lines)
  const told = (value: string | number | null) => (value === null ? null : String(value))
  const lines = [...fresh].map(([key, line]): LineDifference => {
    const was = old.get(key)
    if (!was) return { change: 'Added', before: null, after: line, changed: [], added: [], removed: [] }
    const changed = changedIn(was, line)
    return { change: changed.length ? 'Changed' : 'Same', before: was, after: line, changed, added: without(line, was), removed: without(was, line) }
  })
  for (const [key, line] of old) if (!fresh.has(key)) lines.push({ change: 'Removed', before: line, after: null, changed: [], added: [], removed: [] })
  return { fields: headers.filter((field) => !alike(field, before[field], after[field])).map((field) => ({ field, before: told(before[field]), after: told(after[field]) })), lines }
}
