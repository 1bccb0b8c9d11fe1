import type { UserError } from '../kit/errors.ts'
import type { Asked, Given } from './stage.ts'
import { type Basis, bases } from './terms.ts'

/** The columns of a file of entries. A category stands by its name in addresses; `*` is everything. */
export const fileColumns = ['sku', 'category', 'from_quantity', 'basis', 'value', 'valid_from', 'valid_to'] as const
export type FileColumn = (typeof fileColumns)[number]
export const neededColumns: readonly FileColumn[] = ['sku', 'value']

/** As the product names fields, for the faults of a line. */
const fieldOf: Record<FileColumn, string> = { sku: 'sku', category: 'category', from_quantity: 'minQuantity', basis: 'basis', value: 'value', valid_from: 'validFrom', valid_to: 'validTo' }

export const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
/** Exports put a mark before what a spreadsheet would take for a formula. */
const plain = (text: string) => text.replace(/^'(?=[-+=@])/, '')

/** A line of a file as a row to be staged; what can't be read is its fault. */
export function lineOf(line: Partial<Record<FileColumn, string>>, place: number, decimalComma: boolean): Asked {
  const faults: Asked['fault'][] = [], bad = (column: FileColumn, code: UserError['code'] = 'BAD_USER_INPUT') => { faults.push({ code, field: fieldOf[column] }) }
  const text = (column: FileColumn) => plain((line[column] ?? '').trim())
  const given: Given = {}
  const quantity = text('from_quantity')
  if (quantity && !/^\d{1,9}$/.test(quantity)) bad('from_quantity')
  given.min_quantity = /^\d{1,9}$/.test(quantity) ? Number(quantity) : 1
  const basis = text('basis').toUpperCase()
  if (basis && !bases.includes(basis as Basis)) bad('basis')
  else if (basis) given.basis = basis as Basis
  const amount = decimalComma ? text('value').replace(',', '.') : text('value')
  if (!amount) bad('value', 'REQUIRED')
  else if (!/^-?\d{1,13}(\.\d{1,6})?$/.test(amount)) bad('value')
  else given.value = amount
  for (const column of ['valid_from', 'valid_to'] as const) {
    if (line[column] === undefined) continue
    const day = text(column)
    if (day && !isDay(day)) bad(column)
    else given[column] = day || null
  }
  const sku = text('sku'), category = text('category')
  return {
    place, sku: sku || null, category: sku || category === '*' ? null : category || null, everything: !sku && category === '*', match: true,
    given, ...(faults[0] && { fault: faults[0] }),
  }
}
