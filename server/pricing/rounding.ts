import { type Amount, Decimal } from '../kit/money.ts'
import type { Rounding } from './terms.ts'

/** Prices are multiplied out exactly; no product of stored numbers has as many digits as this. */
export const Exact = Decimal.clone({ precision: 250 })
export const share = (percent: Amount): Decimal => new Exact(percent).times('0.01')
export const atLeastNothing = (price: Decimal): Decimal => Exact.max(price, 0)

/**
 * A price as a list or an entry rounds it; the same when it does not round. What is below the smallest price with the ending gets that
 * one, whatever the mode, and what costs something is never rounded to nothing: then it costs one step.
 */
export function roundedBy({ roundTo, roundEnding, roundMode }: Rounding, price: Decimal): Decimal {
  if (!roundTo || price.isZero()) return price
  // below the ending there is a negative rest, which is never rounded up
  const step = new Exact(roundTo), rest = new Exact(price).minus(roundEnding ?? 0).mod(step)
  const up = roundMode === 'UP' ? rest.gt(0) : roundMode !== 'DOWN' && rest.times(2).gte(step)
  const rounded = new Exact(price).minus(rest).plus(up ? step : 0)
  return rounded.isZero() ? step : rounded
}

/** Which of two roundings holds: an entry's own wins over its list's, whole. */
export const nearerRounding = (entry: Rounding, list: Rounding): Rounding => (entry.roundTo ? entry : list)
