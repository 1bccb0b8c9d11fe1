import { readDay } from '../../shared/readDay.ts'
import { inFormatOf, readDecimal, ungrouped } from '../../shared/readNumber.ts'
import type { PriceListEntriesQuery, PriceListRowInput } from '../gql/graphql.ts'

export type Entry = PriceListEntriesQuery['page']['nodes'][number]

/** The columns that people write in, in the order of the grid. */
export const written = ['sku', 'minQuantity', 'basis', 'value', 'validFrom', 'validTo'] as const
export type Field = (typeof written)[number]
export const isWritten = (column: string): column is Field => (written as readonly string[]).includes(column)

export const bases = ['FIXED', 'LIST_PERCENT', 'LIST_SURCHARGE', 'COST_PERCENT', 'COST_SURCHARGE'] as const

/** What was typed into a row that is not saved yet, as text. */
export type Draft = { id: string; entry?: Entry; cells: Partial<Record<Field, string>>; removed?: boolean; match?: boolean }
export type Drafts = Record<string, Draft>

/** A category is written as `#name`, everything as `*`. */
export const targetOf = ({ product, category }: Entry): string => product?.sku ?? (category ? `#${category.slug}` : '*')

export function storedText(entry: Entry | undefined, field: Field): string {
  if (!entry) return field === 'basis' ? 'FIXED' : field === 'minQuantity' ? '1' : ''
  if (field === 'sku') return targetOf(entry)
  const value = entry[field]
  return value == null ? '' : String(value)
}

export const textOf = (draft: Draft | undefined, entry: Entry | undefined, field: Field): string => draft?.cells[field] ?? storedText(entry, field)

/** What was typed as the server takes it; undefined where it can't be read. */
export function readCell(field: Field, text: string): string | number | null | undefined {
  const typed = text.trim()
  if (field === 'sku') return typed || undefined
  if (field === 'minQuantity') return /^\d{1,9}$/.test(typed) && Number(typed) > 0 ? Number(typed) : typed === '' ? 1 : undefined
  if (field === 'basis') return bases.find((basis) => basis === typed.toUpperCase().replaceAll(/[\s-]+/g, '_'))
  if (field === 'value') return typed === '' ? undefined : readDecimal(ungrouped(typed.replaceAll(/[\s\u00a0]|^\p{Sc}|\p{Sc}$/gu, '')))
  return typed === '' ? null : readDay(typed) ?? undefined
}

export type Fault = 'unreadable' | 'needed'
/** What can be seen to be wrong before the server is asked. */
export function faultsOf(draft: Draft): Partial<Record<Field, Fault>> {
  const faults: Partial<Record<Field, Fault>> = {}
  if (draft.removed) return faults
  const checked: Field[] = draft.entry ? (Object.keys(draft.cells) as Field[]) : ['sku', 'value', ...(Object.keys(draft.cells) as Field[])]
  for (const field of checked) {
    const text = textOf(draft, draft.entry, field)
    if (readCell(field, text) === undefined) faults[field] = text.trim() === '' ? 'needed' : 'unreadable'
  }
  return faults
}

/** Whether anything of a row would change. */
export const isChanged = ({ entry, cells, removed }: Draft): boolean => !!removed || (entry ? written.some((field) => cells[field] !== undefined && cells[field] !== storedText(entry, field)) : Object.values(cells).some((text) => text.trim() !== ''))

export function inputOf({ entry, cells, removed, match }: Draft): PriceListRowInput {
  if (entry && removed) return { id: entry.id, remove: true }
  const given = Object.fromEntries((Object.entries(cells) as [Field, string][]).filter(([field]) => field !== 'sku').map(([field, text]) => [field, readCell(field, text)]))
  if (entry) return { id: entry.id, ...given }
  const target = (cells.sku ?? '').trim()
  return { ...(target === '*' ? { everything: true } : target.startsWith('#') ? { category: target.slice(1) } : { sku: target }), ...given, ...(match && { match: true }) }
}

/** Cells of a spreadsheet as it puts them into the clipboard: quoted where they hold a tab or a line. */
export function cellsIn(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = '', quoted = false
  const end = () => { rows.at(-1)!.push(cell); cell = '' }
  const plain = text.replaceAll('\r\n', '\n').replace(/\n$/, '')
  for (let at = 0; at < plain.length; at++) {
    const sign = plain[at]!
    if (quoted) { if (sign !== '"') cell += sign; else if (plain[at + 1] === '"') { cell += '"'; at++ } else quoted = false }
    else if (sign === '"' && cell === '') quoted = true
    else if (sign === '\t') end()
    else if (sign === '\n') { end(); rows.push([]) }
    else cell += sign
  }
  end()
  return rows.filter((row) => row.some((one) => one.trim() !== ''))
}

/** Numbers of what is pasted without their thousands, as its languages write them. */
export const pastedIn = (languages: readonly string[], cells: Draft['cells']): Draft['cells'] =>
  Object.fromEntries((Object.entries(cells) as [Field, string][]).map(([field, text]) => [field, field === 'value' || field === 'minQuantity' ? inFormatOf(languages, text) : text]))

/** Which columns a block means that begins with SKUs: SKU and price; SKU, quantity, price; and so on. A line of headings is passed over. */
export function pricesIn(block: string[][]): Partial<Record<Field, string>>[] {
  const rows = /^\s*(sku|article|item|料號|料号|產品|产品)/i.test(block[0]?.[0] ?? '') ? block.slice(1) : block
  return rows.map((cells) => {
    const withBasis = readCell('basis', cells[2] ?? '') !== undefined
    const names: Field[] = cells.length === 2 ? ['sku', 'value'] : withBasis ? ['sku', 'minQuantity', 'basis', 'value', 'validFrom', 'validTo'] : ['sku', 'minQuantity', 'value', 'validFrom', 'validTo']
    return Object.fromEntries(names.flatMap((name, index) => (cells[index] === undefined ? [] : [[name, cells[index].trim()]])))
  })
}
