import { exponentOf } from './money.ts'

/** Amounts as a language writes them on papers, in letters and on pages behind a link, with the currency's code; `plain`, without it. */
export function moneyIn(locale: string, currency: string, plain = false): (amount: string) => string {
  const digits = exponentOf(currency)
  // what was agreed in cents of a currency without any is written with them
  const numbers = new Intl.NumberFormat(locale, { ...(plain ? {} : { style: 'currency', currency, currencyDisplay: 'code' }), minimumFractionDigits: digits, maximumFractionDigits: Math.max(digits, 2) })
  return (amount) => numbers.format(amount as unknown as number)
}

/** Countries by their two letters, as a language names them; what is no such code stays as it is. */
export function countryIn(locale: string): (code: string) => string {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  return (code) => (/^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code)
}

/** Whole days, YYYY-MM-DD, spelled out. */
export function dayIn(locale: string): (day: string) => string {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return (day) => days.format(new Date(`${day}T00:00:00Z`))
}
