import { describe, expect, it } from 'vitest'
import { cellsIn, pricesIn, readCell } from '../../portal/src/crm/prices/entryRows.ts'

describe('a price from a spreadsheet', () => {
  it.each([['1,234.50', '1234.50'], ['1,450,000', '1450000'], ['1.234,50', '1234.50'], ['$999.99', '999.99'], ['1 450 000', '1450000'], ['12,5', '12.5'], ['-5', '-5'], ['0.125', '0.125']])('is read: %s', (text, value) => expect(readCell('value', text)).toBe(value))
  it.each(['1,450', '1,45,000', '12,34.5', '1.234.5', '1,234,5', 'abc', ''])('is never guessed: %j', (text) => expect(readCell('value', text)).toBeUndefined())
  it('stands behind its SKU, in quotes or not', () => {
    expect(pricesIn(cellsIn('SKU\tPrice\nVMC-650\t"1,234.50"\n\n'))).toEqual([{ sku: 'VMC-650', value: '1,234.50' }])
  })
})
