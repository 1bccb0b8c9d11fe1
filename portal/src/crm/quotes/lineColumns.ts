import { compare } from '../../shared/decimal'
import { less, percentOff } from './amounts'
import type { DraftLine } from './draft'

/** Cells that can be typed into, in the order of the grid. */
export const EDITABLE = ['quantity', 'discountPercent', 'unitPrice'] as const
export type Editable = (typeof EDITABLE)[number]

const decimal = (text: string) => { const value = text.replace(/[^\d.-]/g, ''); return /^-?\d*\.?\d+$|^-?\d+\.?$/.test(value) ? value : undefined }

/** What a typed text means for its line; undefined when it means nothing. A price and a discount say the same thing in two ways. */
export function parseCell(field: Editable, text: string, line: DraftLine, digits: number): Partial<DraftLine> | undefined {
  if (field === 'quantity') {
    const quantity = Number.parseInt(text.replace(/[^\d]/g, ''), 10)
    return quantity > 0 ? { quantity } : undefined
  }
  if (text.trim() === '') return { discountPercent: '', unitPrice: null }
  const value = decimal(text)
  if (value === undefined) return undefined
  if (field === 'discountPercent') return compare(value, '-1000') > 0 && compare(value, '100') <= 0 ? { discountPercent: value, unitPrice: null } : undefined
  if (compare(value, '0') < 0) return undefined
  const price = less(value, '0', digits)
  return { unitPrice: price, discountPercent: percentOff(price, line.netPrice) ?? '' }
}
