import { describe, expect, it } from 'vitest'
import { parsePaste } from '../../portal/src/partner/cart/paste.ts'

const read = (text: string) => parsePaste(text).lines.map(({ sku, quantity }) => `${sku}=${quantity}`)

describe('a pasted list of SKUs', () => {
  it('is read from spreadsheets, CSV and e-mails', () => {
    expect(read('NS-1007\t4\nNS-1035,12\nNS-1042; 3\nNS-1049 x 5\nNS-1056 ×6\nNS-1063   7')).toEqual(['NS-1007=4', 'NS-1035=12', 'NS-1042=3', 'NS-1049=5', 'NS-1056=6', 'NS-1063=7'])
  })
  it('takes the quantity from either side, and 1 where there is none', () => {
    expect(read('4 NS-1007\n4 x NS-1035\nNS-1042')).toEqual(['NS-1007=4', 'NS-1035=4', 'NS-1042=1'])
  })
  it('reads the second column as the quantity when the SKU is a number too', () => {
    expect(read('10254 3')).toEqual(['10254=3'])
  })
  it('keeps the name between SKU and quantity out of the way', () => {
    expect(read('NS-1007\tBench lathe TL-200\t2')).toEqual(['NS-1007=2'])
  })
  it('understands counted pieces in three languages', () => {
    expect(read('NS-1007 4pcs\nNS-1035 2台\nNS-1042 3個')).toEqual(['NS-1007=4', 'NS-1035=2', 'NS-1042=3'])
  })
  it('passes over headings and empty lines but remembers the line numbers', () => {
    expect(parsePaste('SKU\tQty\n\nNS-1007\t4').lines).toEqual([{ line: 3, text: 'NS-1007\t4', sku: 'NS-1007', quantity: 4 }])
  })
  it('returns what it cannot read as it was written', () => {
    expect(parsePaste('NS-1007 a few\nNS-1035 0\nNS-1042 2.5').unreadable.map(({ text }) => text)).toEqual(['NS-1007 a few', 'NS-1035 0', 'NS-1042 2.5'])
  })
})
