import { Decimal } from 'decimal.js'

Decimal.set({ precision: 40, rounding: Decimal.ROUND_HALF_UP })

export { Decimal }
export type Amount = Decimal | string | number

const currencies = new Set(Intl.supportedValuesOf('currency'))

/** Digits after the point that a currency has (ISO 4217): 2, but for these; of TWD nobody uses any. */
const exponents: Record<string, number> = {
  ...Object.fromEntries('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF TWD UGX UYI VND VUV XAF XOF XPF'.split(' ').map((currency) => [currency, 0])),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((currency) => [currency, 3])), CLF: 4, UYW: 4,
}
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
