import type { Currency } from './product.ts'

/** Units of a currency for one New Taiwan dollar; abroad freight and duty are in the list price. */
const rates: Record<Currency, number> = { TWD: 1, USD: 0.0335, EUR: 0.0308 }

/** A list price as people print it: round where it is large. */
export function listPrice(twd: number, currency: Currency): number {
  const price = twd * rates[currency]
  const step = price >= 100_000 ? 500 : price >= 10_000 ? 100 : price >= 1000 ? 10 : price >= 100 ? 1 : currency === 'TWD' ? 1 : 0.5
  return Math.max(step, Math.round(price / step) * step)
}

export const costIn = (twd: number, currency: Currency): number => {
  const digits = currency === 'TWD' ? 1 : 100
  return Math.round(twd * rates[currency] * 0.97 * digits) / digits
}
