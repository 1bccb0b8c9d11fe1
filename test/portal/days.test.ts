import { expect, it } from 'vitest'
import { formatCountry, formatDate } from '../../portal/src/shared/format.ts'
import { readDay } from '../../portal/src/shared/readDay.ts'

const today = new Date(2026, 10, 28)
const read = (text: string) => readDay(text, today)

it('reads a day as people type it', () => {
  expect(['2026-12-07', '2026/12/7', '2026年12月7日', '12/7/2026', '12/7', '12月7日', 'Dec 7', 'december 7, 2026', ' Dec. 7 2026 '].map(read)).toEqual(Array(9).fill('2026-12-07'))
})
it('reads what it writes', () => {
  for (const locale of ['en', 'zh-Hant', 'zh-Hans']) expect(read(formatDate('2026-12-07', locale))).toBe('2026-12-07')
})
it('counts days from today, into the next month too', () => {
  expect(read('+0')).toBe('2026-11-28')
  expect(read('+10')).toBe('2026-12-08')
})
it('knows what is no day', () => {
  expect(['', '2026-02-30', '13/1', 'Foo 7', 'tomorrow', '7'].map(read)).toEqual(Array(6).fill(null))
})
it('calls a country by its name in the reader’s language', () => {
  expect(formatCountry('TW', 'zh-Hant')).toBe('台灣')
  expect(formatCountry('DE', 'en')).toBe('Germany')
  expect(formatCountry(null, 'en')).toBe('')
})
