import { describe, expect, it } from 'vitest'
import { cellsIn, pastedIn, pricesIn, readCell } from '../../portal/src/crm/prices/entryRows.ts'

describe('a price from a spreadsheet', () => {
  it.each([['1,234.50', '1234.50'], ['1,450,000', '1450000'], ['1.234,50', '1234.50'], ['$999.99', '999.99'], ['1 450 000', '1450000'], ['12,5', '12.5'], ['-5', '-5'], ['0.125', '0.125']])('is read: %s', (text, value) => expect(readCell('value', text)).toBe(value))
  it.each(['1,450', '1,45,000', '12,34.5', '1.234.5', '1,234,5', 'abc', ''])('is never guessed: %j', (text) => expect(readCell('value', text)).toBeUndefined())
  it.each([
    [['zh-TW', 'en-US'], '850,000', '850000'], [['en'], '1,450', '1450'], [['en'], '1,234,567.5', '1234567.5'], [['de-DE', 'de'], '850.000', '850000'], [['de'], '1.234,50', '1234.50'], [['zh-TW'], '-1,450,000', '-1450000'],
    // 850 and three decimals to a German, and this one reads English, too
    [['de-DE', 'en-US'], '850,000', '850,000'], [['de'], '850,000', '850,000'], [['en'], '85,00', '85,00'], [['en'], '0,850', '0,850'], [['en'], '1.234,5', '1.234,5'], [['en'], '8.5', '8.5'], [[], '850,000', '850,000'],
  ])('is pasted as %j write it: %s', (languages, text, value) => expect(pastedIn(languages, { sku: text, value: text, minQuantity: text })).toEqual({ sku: text, value, minQuantity: value }))
  it('stands behind its SKU, in quotes or not', () => {
    expect(pricesIn(cellsIn('SKU\tPrice\nVMC-650\t"1,234.50"\n\n'))).toEqual([{ sku: 'VMC-650', value: '1,234.50' }])
  })
})
