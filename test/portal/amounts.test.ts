import { expect, it } from 'vitest'
import { totalsOf as onTheServer } from '../../server/quotes/quote-pricing.ts'
import { amountOf, totalsOf } from '../../portal/src/crm/quotes/amounts.ts'
import { readAmount } from '../../portal/src/shared/readNumber.ts'

const line = (netPrice: string, quantity: number, discountPercent = '') => ({ netPrice, quantity, discountPercent, unitPrice: null })

it.each([
  ['a discount that rounds up', [line('170.10', 5)], '13', 'USD', 2],
  ['several lines', [line('479.71', 4), line('33.12', 12, '7.5'), line('693.40', 2)], '12', 'USD', 2],
  ['a surcharge', [line('170.10', 5)], '-13', 'USD', 2],
  ['whole amounts', [line('9167', 3), line('1985', 7)], '12.5', 'JPY', 0],
])('the editor comes to what the server will say: %s', (_name, lines, discount, currency, digits) => {
  const shown = totalsOf(lines, discount, digits)
  const said = onTheServer(lines.map((one) => ({ amount: amountOf(one, digits) })), discount, currency)
  expect({ subtotal: Number(shown.subtotal), discountAmount: Number(shown.discountAmount), total: Number(shown.total) })
    .toEqual({ subtotal: Number(said.subtotal), discountAmount: Number(said.discountAmount), total: Number(said.total) })
})

it.each([['1,234.50', '1234.50'], ['1,450,000', '1450000'], ['1.234,50', '1234.50'], ['12,5', '12.5'], [' 250 000 ', '250000'], ['1,000', '1,000'], ['many', 'many']])('an amount typed as %s goes as %s', (typed, sent) => {
  expect(readAmount(typed)).toBe(sent)
})
