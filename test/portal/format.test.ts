import { describe, expect, it } from 'vitest'
import { exponentOf } from '../../server/kit/money.ts'
import { compare, digitsOf, minus, plus, times } from '../../portal/src/shared/decimal.ts'
import { formatAgo, formatDate, formatMoney } from '../../portal/src/shared/format.ts'

describe('money', () => {
  it('keeps every digit of an amount that a number could not hold', () => {
    expect(formatMoney('90071992547409931.25', 'USD', 'en')).toBe('$90,071,992,547,409,931.25')
  })
  it('is written as the reader writes it', () => {
    expect(formatMoney('1234.5', 'USD', 'zh-Hant')).toBe('US$1,234.50')
    expect(formatMoney('1234.00', 'TWD', 'zh-Hant')).toBe('$1,234')
    expect(formatMoney('1234.00', 'USD', 'en', 'short')).toBe('$1,234')
    expect(formatMoney(null, 'USD', 'en')).toBe('—')
  })
})

describe('exact arithmetic', () => {
  it('adds, subtracts and multiplies without a float', () => {
    expect(plus('0.1', '0.2')).toBe('0.3')
    expect(minus('10.00', '12.345')).toBe('-2.345')
    expect(minus('1', '1.05')).toBe('-0.05')
    expect(times('0.07', 100)).toBe('7.00')
    expect(times('-1.10', 3)).toBe('-3.30')
  })
  it('compares amounts of different precision', () => {
    expect(compare('1.10', '1.1')).toBe(0)
    expect(compare('-0.01', '0')).toBeLessThan(0)
    expect(compare('10', '9.99')).toBeGreaterThan(0)
  })
  it('knows how many digits a currency has, as documents are rounded', () => {
    for (const currency of Intl.supportedValuesOf('currency')) expect([currency, digitsOf(currency)]).toEqual([currency, exponentOf(currency)])
  })
})

describe('dates', () => {
  it('shows a whole day as that day, wherever the reader is', () => {
    expect(formatDate('2026-12-05', 'en')).toBe('Dec 5, 2026')
    expect(formatDate('2026-12-05', 'zh-Hans')).toBe('2026年12月5日')
    expect(formatDate(null, 'en')).toBe('—')
  })
  it('tells how long ago something was', () => {
    const now = Date.UTC(2026, 10, 21, 12)
    expect(formatAgo('2026-11-21T11:59:40Z', 'en', now)).toBe('now')
    expect(formatAgo('2026-11-20T12:00:00Z', 'en', now)).toBe('yesterday')
    expect(formatAgo('2026-11-21T09:00:00Z', 'zh-Hant', now)).toBe('3 小時前')
  })
})
