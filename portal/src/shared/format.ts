import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { digitsOf } from './decimal.ts'

// The regions decide date order and currency signs; zh-Hant is Taiwanese usage, zh-Hans mainland usage.
const REGIONAL: Record<string, string> = { en: 'en-US', 'zh-Hant': 'zh-Hant-TW', 'zh-Hans': 'zh-Hans-CN' }
const regional = (locale: string) => REGIONAL[locale] ?? locale

/** Intl formats a decimal string exactly; a number would lose the last digits of a large amount. */
export function formatMoney(amount: string | null | undefined, currency: string, locale: string, digits: 'all' | 'short' = 'all'): string {
  if (amount == null) return '—'
  const least = digitsOf(currency), short = digits === 'short' || least === 0
  return new Intl.NumberFormat(regional(locale), { style: 'currency', currency, minimumFractionDigits: least, maximumFractionDigits: Math.max(least, 2), trailingZeroDisplay: short ? 'stripIfInteger' : 'auto' })
    .format(amount as Intl.StringNumericLiteral).replace('-', '−')
}

/** An amount in a column whose currency stands at its foot. */
export function formatAmount(amount: string | null | undefined, currency: string, locale: string): string {
  if (amount == null) return '—'
  const digits = digitsOf(currency)
  return new Intl.NumberFormat(regional(locale), { minimumFractionDigits: digits, maximumFractionDigits: Math.max(digits, 2) }).format(amount as Intl.StringNumericLiteral).replace('-', '−')
}

export function formatNumber(value: number | string, locale: string): string {
  return new Intl.NumberFormat(regional(locale), { maximumFractionDigits: 6 }).format(value as number)
}

export function formatPercent(value: string | number, locale: string): string {
  return `${new Intl.NumberFormat(regional(locale), { maximumFractionDigits: 2 }).format(value as number)}%`
}

/** A whole day (YYYY-MM-DD) stays that day in every time zone; an instant is shown in the reader's. */
export function formatDate(value: string | null | undefined, locale: string, style: 'medium' | 'short' = 'medium'): string {
  if (!value) return '—'
  const day = value.length === 10
  const options: Intl.DateTimeFormatOptions = style === 'medium' ? { dateStyle: 'medium' } : { month: 'short', day: 'numeric' }
  return new Intl.DateTimeFormat(regional(locale), { ...options, timeZone: day ? 'UTC' : undefined }).format(new Date(value))
}

export function formatDateTime(value: string, locale: string, style: 'medium' | 'short' = 'short'): string {
  return new Intl.DateTimeFormat(regional(locale), { dateStyle: 'medium', timeStyle: style }).format(new Date(value))
}

export function formatTime(value: string, locale: string): string {
  return new Intl.DateTimeFormat(regional(locale), { timeStyle: 'short' }).format(new Date(value))
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [['year', 31536e6], ['month', 2592e6], ['week', 6048e5], ['day', 864e5], ['hour', 36e5], ['minute', 6e4]]

export function formatAgo(value: string, locale: string, now = Date.now()): string {
  const distance = new Date(value).getTime() - now
  const format = new Intl.RelativeTimeFormat(regional(locale), { numeric: 'auto' })
  const [unit, size] = UNITS.find(([, ms]) => Math.abs(distance) >= ms) ?? ['second', 1000]
  return format.format(unit === 'second' ? 0 : Math.round(distance / size), unit)
}

/** "US" as "United States"; what is no code stays what it is. */
export function formatCountry(code: string | null | undefined, locale: string): string {
  if (!code || !/^[A-Z]{2}$/.test(code)) return code ?? ''
  return new Intl.DisplayNames(regional(locale), { type: 'region' }).of(code) ?? code
}

/** The formats in the reader's language; the same object until the language changes. */
export function useFormat() {
  const { language } = useTranslation().i18n
  return useMemo(() => ({
    money: (amount: string | null | undefined, currency: string, digits?: 'all' | 'short') => formatMoney(amount, currency, language, digits),
    amount: (value: string | null | undefined, currency: string) => formatAmount(value, currency, language),
    number: (value: number | string) => formatNumber(value, language),
    percent: (value: number | string) => formatPercent(value, language),
    date: (value: string | null | undefined, style?: 'medium' | 'short') => formatDate(value, language, style),
    /** Medium: to the second. */
    dateTime: (value: string, style?: 'medium' | 'short') => formatDateTime(value, language, style),
    time: (value: string) => formatTime(value, language),
    ago: (value: string) => formatAgo(value, language),
    country: (code: string | null | undefined) => formatCountry(code, language),
    /** "10,000+" when the server stopped counting. */
    total: (count: { value: number; exact: boolean }) => formatNumber(count.value, language) + (count.exact ? '' : '+'),
  }), [language])
}
