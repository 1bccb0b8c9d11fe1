import { compare } from '../../shared/decimal.ts'
import { readDecimal, readQuantity } from '../../shared/readNumber.ts'
import { less, percentOff } from './amounts.ts'
import type { DraftLine } from './draft.ts'

/** Cells that can be typed into, in the order of the grid. */
export const EDITABLE = ['quantity', 'discountPercent', 'unitPrice'] as const
export type Editable = (typeof EDITABLE)[number]

/** What a typed text means for its line; undefined when it means nothing. A price and a discount say the same thing in two ways. */
export function parseCell(field: Editable, text: string, line: DraftLine, digits: number): Partial<DraftLine> | undefined {
  if (field === 'quantity') {
    const quantity = readQuantity(text)
    return quantity === undefined ? undefined : { quantity }
  }
  if (text.trim() === '') return { discountPercent: '', unitPrice: null }
  const value = readDecimal(text)
  if (value === undefined) return undefined
  if (field === 'discountPercent') return compare(value, '-1000') > 0 && compare(value, '100') <= 0 ? { discountPercent: value, unitPrice: null } : undefined
  if (compare(value, '0') < 0) return undefined
  const price = less(value, '0', digits)
  return { unitPrice: price, discountPercent: percentOff(price, line.netPrice) ?? '' }
}
