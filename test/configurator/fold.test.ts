import { expect, it } from 'vitest'
import { type BuiltPart, fold } from '../../server/configurator/built.ts'
import { Decimal } from '../../server/kit/money.ts'

const id = '01a1fff6-0000-7000-8000-000000000001'
const machine = (currency: string) => ({
  product: { id, sku: 'M', name: 'M', categoryPath: [], listPrices: [], orderable: true }, quantity: 1, netPrice: new Decimal(80), listPrice: new Decimal(100), discount: new Decimal(0), currency, steps: [], promotions: [], budgetEntryId: null,
})
const parts: BuiltPart[] = [{ productId: id, quantity: 1 }, { name: { en: 'Colour' }, quantity: 1, surcharge: { USD: '10' } }, { name: { en: 'Manual' }, quantity: 1 }]

it('a surcharge is reduced as the machine is, and is none where it has no price in the currency – also when it had one in another', () => {
  const dollars = fold(parts, [machine('USD')], 1)
  expect([dollars.listPrice!.toFixed(), dollars.netPrice!.toFixed(), dollars.parts![1]]).toEqual(['110', '88', { ...parts[1], listPrice: '10', netPrice: '8' }])
  const euros = fold(dollars.parts!, [machine('EUR')], 1)
  expect([euros.listPrice!.toFixed(), euros.netPrice!.toFixed(), euros.parts![1]]).toEqual(['100', '80', { ...parts[1], listPrice: null, netPrice: null }])
  expect(euros.parts![2]).toEqual(parts[2])
})
