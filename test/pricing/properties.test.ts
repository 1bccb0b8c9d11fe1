import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, sum } from '../../server/kit/money.ts'
import { longestDerivation } from '../../server/pricing/by-lists.ts'
import { freePieces } from '../../server/pricing/promote.ts'
import { lineAmount, priceOf, pricesOf } from '../../server/pricing/price.ts'
import { type ListTerms, type PromotionTerms, type Validity, everything } from '../../server/pricing/terms.ts'
import { type Shop, asked, inBasket, products, shops } from './terms.ts'

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31), numRuns = Number(process.env.RUNS ?? 1000)
const always = <T>(of: fc.Arbitrary<T>, holds: (one: T) => void) => fc.assert(fc.property(of, (one) => { holds(one) }), { seed, numRuns })
const priced = (shop: Shop) => pricesOf(inBasket(shop), shop.lists, asked)
/** What is paid, without how it came about. */
const answers = (shop: Shop) => priced(shop).map(({ netPrice, discount }) => [netPrice?.toFixed(), discount.toFixed()])

describe('whatever the rules are', () => {
  it('what has nothing to do with a purchase changes nothing', () => always(shops(), (shop) => {
    const entry = { id: '0', minQuantity: 1, basis: 'FIXED' as const, value: '1', validFrom: null, validTo: null }
    const list = (more: Partial<ListTerms>): ListTerms => ({ id: '0', name: '', kind: 'SPECIAL', currency: 'USD', derivedFrom: null, adjustPercent: '100', validFrom: null, validTo: null, entries: new Map([[everything, [entry]]]), ...more })
    const promotion = (more: Partial<PromotionTerms>) => ({ id: 'none', name: '', kind: 'PERCENT' as const, rank: 0, percent: '50', minQuantity: 1, maxQuantity: null, stackable: false, partnersOnly: false, validFrom: null, validTo: null, of: ['a', 'b', 'c'], ...more })
    const other = {
      lists: [...shop.lists, list({ currency: 'EUR' }), list({ validTo: '2026-06-14' }), list({ entries: new Map([['pump', [entry]]]) }), list({ entries: new Map([['a', [{ ...entry, minQuantity: 1000 }]]]) }), list({ kind: 'BASE' })],
      promotions: [...shop.promotions, promotion({ off: true }), promotion({ id: 'x', validFrom: '2026-06-16' }), promotion({ id: 'y', minQuantity: 1000 }), promotion({ id: 'z', kind: 'AMOUNT', percent: null, amount: '1', currency: 'EUR' })],
    }
    expect(answers({ ...shop, ...other })).toEqual(answers(shop))
  }))

  it('a day has the price of what was valid then, whatever came before, comes after, or is changed later', () => always(fc.tuple(shops(), fc.constantFrom('2026-01-01', '2026-06-14', '2026-06-15', '2026-06-16', '2027-01-01')), ([shop, on]) => {
    const holds = ({ validFrom, validTo }: Validity) => (validFrom ?? '') <= on && on <= (validTo ?? '9999')
    // a list that derives from one that does not hold has nobody to ask
    const ofThen = (list: ListTerms, depth = 0): ListTerms => ({
      ...list, validFrom: null, validTo: null, entries: new Map([...list.entries].map(([of, all]) => [of, all.filter(holds)])),
      derivedFrom: list.derivedFrom && holds(list.derivedFrom) && depth < longestDerivation ? ofThen(list.derivedFrom, depth + 1) : null,
    })
    // its entries keep their days, by which those that overlap are ranked; so do lists
    const then: Shop = { ...shop, lists: shop.lists.filter(holds).map((list) => ({ ...ofThen(list), validFrom: list.validFrom, validTo: list.validTo })), promotions: shop.promotions.filter(holds) }
    const prices = ({ lists, ...rest }: Shop) => pricesOf(inBasket({ lists, ...rest }).map((line) => ({ ...line, product: { ...line.product, listPrices: line.product.listPrices.filter(holds) } })), lists, { ...asked, day: on }).map(({ netPrice, discount }) => [netPrice?.toFixed(), discount.toFixed()])
    expect(pricesOf(inBasket(shop), shop.lists, { ...asked, day: on }).map(({ netPrice, discount }) => [netPrice?.toFixed(), discount.toFixed()])).toEqual(prices(then))
  }))

  it('the order in which they are told makes no difference', () => always(fc.tuple(shops(), fc.infiniteStream(fc.nat())), ([shop, dice]) => {
    const shuffled = <T>(all: readonly T[]): T[] => all.map((one) => [dice.next().value as number, one] as const).sort(([a], [b]) => a - b).map(([, one]) => one)
    // lists that are alike in all that ranks them are told apart by their age
    const lists = [...new Map(shop.lists.map((one) => [one.id, one])).values()]
    if (lists.length < shop.lists.length || lists.some(({ entries }) => [...entries.values()].some((all) => new Set(all.map(({ id }) => id)).size < all.length))) return
    for (const list of lists) Object.assign(list, { entries: new Map([...list.entries].map(([of, all]) => [of, shuffled(all)])) })
    const before = answers(shop)
    expect(answers({ ...shop, lists: shuffled(lists), promotions: shuffled(shop.promotions) })).toEqual(before)
  }))

  it('each step goes on from the one before, and the last is the price', () => always(shops(), (shop) => {
    for (const { steps, netPrice, discount } of priced(shop)) {
      const taken = steps.filter(({ applied }) => applied)
      expect(taken.at(-1)?.priceAfter?.toFixed()).toBe(netPrice?.toFixed())
      expect(taken.slice(1).map(({ priceBefore }) => priceBefore!.toFixed())).toEqual(taken.slice(0, -1).map(({ priceAfter }) => priceAfter!.toFixed()))
      expect(sum(steps.map((step) => step.discount ?? 0)).toFixed()).toBe(discount.toFixed())
    }
  }))

  it('nothing costs less than nothing, nor is more taken off than it costs', () => always(shops(), (shop) => {
    const lines = priced(shop).map((price, n) => ({ ...price, netPrice: price.netPrice ?? new Decimal(0), quantity: shop.basket[n]!.quantity }))
    expect(lines.filter(({ netPrice, discount, quantity }) => netPrice.isNegative() || discount.isNegative() || lineAmount(netPrice, quantity, 'USD', discount).isNegative())).toEqual([])
  }))

  it('a line costs in a basket what it costs alone, bundles aside', () => always(shops(), (shop) => {
    const single = { ...shop, promotions: shop.promotions.filter(({ kind }) => kind !== 'BUNDLE') }
    expect(answers(single)).toEqual(inBasket(single).map(({ product, quantity, promotions }) => priceOf(product, single.lists, promotions, { ...asked, quantity })).map(({ netPrice, discount }) => [netPrice?.toFixed(), discount.toFixed()]))
  }))

  it('a product alone is told of a bundle and gets nothing off', () => always(shops(), (shop) => {
    const bundles = { ...shop, promotions: shop.promotions.filter(({ kind }) => kind === 'BUNDLE'), basket: [{ product: products[0]!, quantity: 37 }] }
    const [alone] = priced(bundles)
    expect([alone!.discount.toFixed(), alone!.promotions, alone!.steps.filter(({ kind, applied }) => kind === 'PROMOTION' && applied)]).toEqual(['0', [], []])
  }))

  it('a larger quantity costs no more for each, unless a rule says so', () => always(shops(fc.constant(1)), (shop) => {
    // the rules that may: breaks of entries, largest quantities, thresholds of promotions that keep others out, free pieces in batches
    const promotions = shop.promotions.filter(({ kind, stackable, minQuantity }) => kind !== 'BUNDLE' && kind !== 'BUY_GET' && (stackable || minQuantity === 1)).map((one) => ({ ...one, maxQuantity: null }))
    const prices = [1, 2, 3, 5, 10, 11, 50].map((quantity) => priced({ ...shop, promotions, basket: [{ product: products[0]!, quantity }] })[0]!.netPrice!)
    expect(prices.filter((price, n) => n > 0 && price.gt(prices[n - 1]!))).toEqual([])
  }))
})

describe('free pieces', () => {
  it('of three and one: every fourth', () => {
    expect([1, 3, 4, 5, 7, 8, 9].map((quantity) => freePieces({ buyQuantity: 3, getQuantity: 1 } as PromotionTerms, quantity))).toEqual([0, 0, 1, 1, 1, 2, 2])
  })
  it('more pieces never cost less in all', () => always(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.nat(200)), ([buyQuantity, getQuantity, quantity]) => {
    const paid = (pieces: number) => pieces - freePieces({ buyQuantity, getQuantity } as PromotionTerms, pieces)
    expect(paid(quantity + 1)).toBeGreaterThanOrEqual(paid(quantity))
  }))
})

it('what a bundle takes off adds up to the cent', () => always(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 4 })), ([cents, times]) => {
  const amount = (cents / 100).toFixed(2)
  const bundle: PromotionTerms = { id: '1', name: 'Set', kind: 'BUNDLE', rank: 1, amount, currency: 'USD', bundle: products.map(({ id }) => ({ productId: id, name: id, quantity: 1 })), minQuantity: 1, maxQuantity: null, stackable: true, partnersOnly: false, validFrom: null, validTo: null }
  const prices = pricesOf(products.map((product, n) => ({ product, quantity: times + n, promotions: [bundle] })), [], asked)
  expect(sum(prices.map(({ discount }) => discount)).toFixed()).toBe(sum(Array.from({ length: times }, () => amount)).toFixed())
}))
