import { describe, expect, it } from 'vitest'
import { type DraftLine, inputOf } from '../../portal/src/crm/quotes/draft.ts'
import { parseCell } from '../../portal/src/crm/quotes/lineColumns.ts'
import { parsePaste } from '../../portal/src/crm/quotes/paste.ts'
import { readDecimal } from '../../portal/src/shared/readNumber.ts'

const line: DraftLine = { key: '1', product: { id: '1', sku: 'A', name: 'A', available: 0 }, quantity: 1, listPrice: '100', netPrice: '100', priced: true, discountPercent: '', unitPrice: null }

describe('a typed cell', () => {
  it.each([['1', 1], [' 12 ', 12], ['1000000', 1_000_000]])('takes the quantity %s', (text, quantity) => expect(parseCell('quantity', text, line, 2)).toEqual({ quantity }))
  it.each(['1.5', '-7', '−7', '1e3', '12,5', '0', '1000001', '99999999999999999999', '', 'two', '+3', '1 000'])('refuses the quantity %j', (text) => expect(parseCell('quantity', text, line, 2)).toBeUndefined())
  it.each([['12.5', '12.5'], ['12,5', '12.5'], ['-3', '-3'], ['100', '100']])('takes the discount %s', (text, discountPercent) => expect(parseCell('discountPercent', text, line, 2)).toEqual({ discountPercent, unitPrice: null }))
  it.each(['1,2,3', '1.2,3', '1,000.5', '1e1', '12 5', 'x', '100.01', '5%'])('refuses the discount %j', (text) => expect(parseCell('discountPercent', text, line, 2)).toBeUndefined())
  it('takes a price with either point', () => {
    expect(parseCell('unitPrice', '87,5', line, 2)).toEqual({ unitPrice: '87.50', discountPercent: '12.50' })
    expect(parseCell('unitPrice', '-1', line, 2)).toBeUndefined()
    expect(parseCell('unitPrice', '1e3', line, 2)).toBeUndefined()
  })
  it.each([['1,000', undefined], ['-12,500', undefined], ['0,125', '0.125'], ['1000,5', '1000.5'], ['1.000', '1.000']])('never takes a thousand for one: %s', (text, value) => {
    expect(readDecimal(text)).toBe(value)
  })
  it('goes back to the net price when emptied', () => expect(parseCell('unitPrice', ' ', line, 2)).toEqual({ unitPrice: null, discountPercent: '' }))
})

it('what the grid does not show of a line is sent back as it was', () => {
  const draft = { lines: [{ ...line, description: 'In blue' }, line], discountPercent: '', validUntil: null, paymentDays: '', note: '', internalNote: '' }
  expect(inputOf('q', 1, draft).lines).toMatchObject([{ description: 'In blue' }, { description: null }])
})

describe('pasted rows', () => {
  it('are read with each separator, one piece where no quantity is given', () => {
    expect(parsePaste('SKU\tQty\nA-1\t4\nA-2;5\nA-3,6\nA-4 7\nA-5')).toEqual({ rows: [{ sku: 'A-1', quantity: 4 }, { sku: 'A-2', quantity: 5 }, { sku: 'A-3', quantity: 6 }, { sku: 'A-4', quantity: 7 }, { sku: 'A-5', quantity: 1 }], refused: [] })
  })
  it('name the bad quantities as they were written', () => {
    expect(parsePaste('A-1\t1.5\nA-2\t-7\nA-3\t1e3\nA-4\t12,5\nA-5\t0\nA-6\tmany\nA-7\t2')).toEqual({ rows: [{ sku: 'A-7', quantity: 2 }], refused: ['A-1 1.5', 'A-2 -7', 'A-3 1e3', 'A-4 12,5', 'A-5 0', 'A-6 many'] })
  })
})
