import { Decimal } from 'decimal.js'

Decimal.set({ precision: 40, rounding: Decimal.ROUND_HALF_UP })

export { Decimal }
export type Amount = Decimal | string | number

const currencies = new Set(Intl.supportedValuesOf('currency'))

/** Digits after the point that a currency has (ISO 4217): 2, but for these. */
const exponents: Record<string, number> = { JPY: 0, KRW: 0, VND: 0, CLP: 0, ISK: 0, UGX: 0, TWD: 0, BHD: 3, KWD: 3, OMR: 3, JOD: 3, TND: 3 }
/** Whether there is such a currency; XXX stands for none. */
export const isCurrency = (code: string): boolean => currencies.has(code)
export const exponentOf = (currency: string): number => exponents[currency] ?? 2

/** The rounding rule of every new document: half up to the currency's exponent; totals add rounded lines. */
export const round = (amount: Amount, currency: string): Decimal =>
  new Decimal(amount).toDecimalPlaces(exponentOf(currency), Decimal.ROUND_HALF_UP)

/** What is left of an amount after a discount in per cent. */
export const lessPercent = (amount: Amount, percent: Amount): Decimal =>
  new Decimal(amount).times(new Decimal(100).minus(percent)).div(100)

export const sum = (amounts: Amount[]): Decimal => amounts.reduce<Decimal>((total, amount) => total.plus(amount), new Decimal(0))

/** The share of a price that remains after cost, in per cent with two digits; null where nothing is charged. */
export const marginPercent = (price: Amount, cost: Amount): Decimal | null => {
  const charged = new Decimal(price)
  return charged.isZero() ? null : charged.minus(cost).div(charged).times(100).toDecimalPlaces(2)
}
