import { describe, expect, it } from 'vitest'
import { discountAt, priceOf, pricesOf } from '../../server/pricing/price.ts'
import type { ListTerms, PromotionTerms, Rounding } from '../../server/pricing/terms.ts'
import { asked, products } from './terms.ts'

// list prices of 99.99, 199.99 and 299.99
const [a, b] = products as [typeof products[0], typeof products[0]]
let made = 0
const promotion = (kind: PromotionTerms['kind'], terms: Partial<PromotionTerms>): PromotionTerms =>
  ({ id: String(++made).padStart(4, '0'), name: kind, kind, rank: 1, minQuantity: 1, maxQuantity: null, stackable: true, partnersOnly: false, validFrom: null, validTo: null, ...terms })
const list = (value: string, terms: Partial<ListTerms> = {}, rounding: Rounding = {}): ListTerms => ({
  id: String(++made), name: 'List', kind: 'PARTNER', currency: 'USD', derivedFrom: null, adjustPercent: '100', validFrom: null, validTo: null,
  entries: new Map([['a', [{ id: '1', minQuantity: 1, basis: 'FIXED', value, validFrom: null, validTo: null, ...rounding }]]]), ...terms,
})
const empty = (terms: Partial<ListTerms>): ListTerms => ({ ...list('0', terms), entries: new Map() })
const net = (lists: ListTerms[]) => priceOf(a, lists, [], { ...asked, quantity: 1 }).netPrice!.toFixed()
const told = (steps: { kind: string; applied: boolean; reason: string }[]) => steps.filter(({ kind }) => kind === 'PROMOTION').map(({ applied, reason }) => `${applied ? '+' : '-'} ${reason}`)

describe('rounding', () => {
  const ending = { roundTo: '1', roundEnding: '0.90' }
  it('to an ending: the nearest, the next, the one below', () => {
    expect([['61.39', 'NEAREST'], ['61.40', 'NEAREST'], ['61.91', 'UP'], ['61.90', 'UP'], ['62.89', 'DOWN'], ['0.10', 'DOWN']].map(([value, roundMode]) => net([list(value!, {}, { ...ending, roundMode } as Rounding)])))
      .toEqual(['60.9', '61.9', '62.9', '61.9', '61.9', '0.9'])
  })
  it('never to nothing, and nothing stays nothing', () => {
    expect([net([list('0.02', {}, { roundTo: '5' })]), net([list('0', {}, ending)])]).toEqual(['5', '0'])
  })
  it("an entry's own before its list's", () => {
    expect([net([list('61.39', ending)]), net([list('61.39', ending, { roundTo: '5' })])]).toEqual(['60.9', '60'])
  })
  it('level by level: percentage, surcharge, rounding', () => {
    const base = list('61.39', { kind: 'BASE', ...ending }), middle = empty({ kind: 'BASE', derivedFrom: base, adjustPercent: '110', adjustSurcharge: '2', roundTo: '5', roundMode: 'UP' })
    // 61.39 → 60.90 → 68.99 → 70 → 63 − 0.5
    expect(net([empty({ derivedFrom: middle, adjustPercent: '90', adjustSurcharge: '-0.5' })])).toBe('62.5')
  })
})

describe('free pieces', () => {
  const free = (terms: Partial<PromotionTerms> = {}) => promotion('BUY_GET', { buyQuantity: 3, getQuantity: 1, ...terms })
  const of = (promotions: PromotionTerms[], quantity = 8) => priceOf(a, [], promotions, { ...asked, quantity })
  it('leave the price of one and are taken off the line', () => {
    expect(of([free()])).toMatchObject({ promotions: [{ name: 'BUY_GET' }] })
    expect([of([free()]).netPrice!.toFixed(), of([free()]).discount.toFixed(), of([free()], 3).discount.toFixed()]).toEqual(['99.99', '199.98', '0'])
  })
  it('at the price that other promotions leave, whichever come first', () => {
    for (const rank of [0, 2]) expect(of([free(), promotion('PERCENT', { percent: '50', rank })]).discount.toFixed()).toBe('100')
  })
  it('by one promotion only, and end the row where they do not stack', () => {
    expect(told(of([free(), free(), promotion('AMOUNT', { amount: '5', currency: 'USD' })]).steps)).toEqual(['+ FREE_PIECES', '- ONE_IS_FREE', '+ AMOUNT_OFF'])
    expect(told(of([free({ stackable: false }), promotion('PERCENT', { percent: '5' })]).steps)).toEqual(['+ FREE_PIECES', '- NOT_COMBINED'])
    expect(told(of([free({ stackable: false }), promotion('PERCENT', { percent: '5' })], 3).steps)).toEqual(['- FROM_QUANTITY', '+ PERCENT_OFF'])
  })
})

describe('an amount off', () => {
  it('each piece, in its currency, never below nothing', () => {
    const off = (amount: string, currency = 'USD') => priceOf(a, [], [promotion('AMOUNT', { amount, currency })], { ...asked, quantity: 2 })
    expect([off('9.99').netPrice!.toFixed(), off('1000').netPrice!.toFixed(), off('5', 'TWD').netPrice!.toFixed()]).toEqual(['90', '0', '99.99'])
    expect([off('9.99').promotions[0]!.amount.toFixed(), told(off('5', 'TWD').steps)]).toEqual(['19.98', ['- CURRENCY']])
  })
})

describe('a bundle', () => {
  const set = (terms: Partial<PromotionTerms> = {}) => promotion('BUNDLE', { percent: '10', bundle: [{ productId: 'a', name: 'A', quantity: 2 }, { productId: 'b', name: 'B', quantity: 1 }], ...terms })
  const basket = (quantities: [number, number], promotions: PromotionTerms[], onlyA: PromotionTerms[] = []) => pricesOf([{ product: a, quantity: quantities[0], promotions: [...onlyA, ...promotions] }, { product: b, quantity: quantities[1], promotions }], [], asked)
  it('as often as it is complete, of the pieces that belong to it', () => {
    expect(basket([5, 7], [set()]).map(({ discount }) => discount.toFixed())).toEqual(['40', '39.99'])
  })
  it('not where something is missing, and says what', () => {
    expect(basket([1, 1], [set()]).map(({ steps }) => steps.find(({ kind }) => kind === 'PROMOTION'))).toMatchObject([{ applied: false, reason: 'WITH', values: { products: '1 × B' } }, { applied: false, reason: 'WITH', values: { products: '2 × A' } }])
  })
  it('on all of its lines or on none', () => {
    const before = promotion('PERCENT', { percent: '5', rank: 0, stackable: false })
    expect(basket([2, 1], [set()], [before]).map(({ steps }) => told(steps))).toEqual([['+ PERCENT_OFF', '- NOT_COMBINED'], ['- NOT_COMBINED']])
  })
  it('keeps its part where a price is agreed on by hand', () => {
    const [line] = basket([2, 1], [set()])
    expect([line!.discount.toFixed(), discountAt(line!, '50').toFixed(), discountAt(line!, 0).toFixed()]).toEqual(['20', '10', '0'])
  })
})
