import { compare, minus, plus, times } from '../../shared/decimal.ts'

const SCALE = 6
const UNIT = 10n ** BigInt(SCALE)

function toUnits(value: string): bigint {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(value.trim()) ?? []
  const units = BigInt(whole || '0') * UNIT + BigInt(fraction.padEnd(SCALE, '0').slice(0, SCALE))
  return sign ? -units : units
}

/** Half up, to `digits` decimals – as documents are rounded on the server. */
function fromUnits(units: bigint, scale: number, digits: number): string {
  const step = 10n ** BigInt(scale - digits)
  const negative = units < 0n
  const rounded = ((negative ? -units : units) * 2n + step) / (step * 2n)
  const text = rounded.toString().padStart(digits + 1, '0')
  return `${negative ? '-' : ''}${digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text}`
}

/** `amount` less `percent` per cent. */
export const less = (amount: string, percent: string, digits: number) => fromUnits(toUnits(amount) * (100n * UNIT - toUnits(percent || '0')) / 100n, SCALE * 2, digits)

const percentOf = (amount: string, percent: string, digits: number) => fromUnits(toUnits(amount) * toUnits(percent || '0') / 100n, SCALE * 2, digits)

/** By how many per cent `part` lies below `whole`, to two decimals; none when there is no whole. */
export function percentOff(part: string, whole: string): string | undefined {
  const base = toUnits(whole)
  return base > 0n ? fromUnits(((base - toUnits(part)) * 100n * UNIT) / base, SCALE, 2) : undefined
}

export type Priced = { quantity: number; netPrice: string; discountPercent: string; unitPrice: string | null; unitCost?: string | null; promotionDiscount?: string | null }

export const unitPriceOf = ({ netPrice, discountPercent, unitPrice }: Priced, digits: number) => unitPrice ?? less(netPrice, discountPercent, digits)
/** As long as a line is as the server priced it, with what promotions take off the whole of it. */
export const amountOf = (line: Priced, digits: number) => minus(times(unitPriceOf(line, digits), line.quantity), line.promotionDiscount ?? '0')
export const marginOf = (line: Priced, digits: number) => line.unitCost == null ? undefined : percentOff(line.unitCost, unitPriceOf(line, digits))

/** What the quote comes to before the server has said so; its figures replace these a moment later. */
export function totalsOf(lines: Priced[], discountPercent: string, digits: number) {
  const subtotal = lines.reduce((sum, line) => plus(sum, amountOf(line, digits)), '0')
  // As on the server: the discount is rounded, and the total is what it leaves.
  const discountAmount = percentOf(subtotal, discountPercent, digits)
  const total = minus(subtotal, discountAmount)
  const known = lines.length > 0 && lines.every(({ unitCost }) => unitCost != null)
  const cost = known ? lines.reduce((sum, line) => plus(sum, times(line.unitCost!, line.quantity)), '0') : undefined
  return {
    subtotal, total, discountAmount,
    margin: cost === undefined ? undefined : minus(total, cost),
    marginPercent: cost === undefined || compare(total, '0') <= 0 ? undefined : percentOff(cost, total),
  }
}
