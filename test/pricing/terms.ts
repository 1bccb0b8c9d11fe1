import fc from 'fast-check'
import { type EntryTerms, type ListTerms, type ProductTerms, type PromotionTerms, everything, listKinds } from '../../server/pricing/terms.ts'

/** A basket with all that decides about it, as the pure function takes it: few values, so that rules meet. */
export interface Shop { lists: ListTerms[]; promotions: PromotionTerms[]; basket: { product: ProductTerms; quantity: number }[] }

export const day = '2026-06-15', asked = { day, currency: 'USD', byPartner: true }
export const products: ProductTerms[] = ['a', 'b', 'c'].map((id, n) => ({ id, categoryPath: n < 2 ? ['tools'] : [], listPrices: [{ currency: 'USD', price: String(100 * (n + 1) - 0.01), validFrom: '2026-01-01', validTo: null }] }))

const some = fc.constantFrom
const rounding = some<Pick<ListTerms, 'roundTo' | 'roundEnding' | 'roundMode'>>({}, {}, {}, { roundTo: '1', roundEnding: '0.9' }, { roundTo: '5', roundMode: 'UP' }, { roundTo: '0.3', roundMode: 'DOWN' })
const validity = some({ validFrom: null, validTo: null }, { validFrom: null, validTo: null }, { validFrom: '2026-06-15', validTo: '2026-06-15' }, { validFrom: '2026-06-16', validTo: null }, { validFrom: '2026-01-01', validTo: '2026-06-14' })
const id = fc.nat(999_999).map(String)

const entry = (minQuantity: fc.Arbitrary<number>): fc.Arbitrary<EntryTerms & { of: string }> => fc.record({
  id, minQuantity, validity, rounding, of: some('a', 'a', 'b', 'c', 'tools', everything), said: some(['FIXED', '80.55'], ['FIXED', '20'], ['LIST_PERCENT', '90'], ['LIST_PERCENT', '33.3333'], ['LIST_SURCHARGE', '-120'], ['LIST_SURCHARGE', '7.125'], ['COST_PERCENT', null]),
}).map(({ said: [basis, value], validity: days, rounding: rounds, ...rest }) => ({ ...rest, ...days, ...rounds, basis: basis as EntryTerms['basis'], value: value as string | null, ...(value === null ? { prices: { a: '61.37', c: '0' } } : {}) }))

const list = (minQuantity: fc.Arbitrary<number>) => fc.record({
  id, kind: some(...listKinds), validity, rounding, currency: some('USD', 'USD', 'USD', 'TWD'), adjustPercent: some('100', '95', '33.3333', '0'), adjustSurcharge: some('0', '0', '-3.5', '12.345'),
  entries: fc.array(entry(minQuantity), { maxLength: 6 }), from: fc.option(fc.nat(4), { nil: null }),
})
const promotion = fc.record({
  id, kind: some('PERCENT', 'AMOUNT', 'BUY_GET', 'BUNDLE', 'BUNDLE'), rank: some(1, 2, 3), stackable: fc.boolean(), partnersOnly: fc.boolean(), off: some(false, false, false, true), validity,
  percent: some('10', '33.3333', '99.9999'), amount: some('1', '25.5', '1000'), byAmount: fc.boolean(), currency: some('USD', 'USD', 'TWD'), minQuantity: some(1, 1, 2, 10), more: some(null, null, 3), buyQuantity: some(1, 2, 5), getQuantity: some(1, 3),
  of: fc.subarray(products.map((product) => product.id), { minLength: 1 }), each: some(1, 2),
}).map(({ kind, validity: days, percent, amount, byAmount, currency, more, of, each, ...rest }): PromotionTerms & { of: string[] } => {
  const inMoney = kind === 'AMOUNT' || (kind === 'BUNDLE' && byAmount)
  return {
    ...rest, ...days, kind: kind as PromotionTerms['kind'], name: rest.id, of, percent: kind === 'PERCENT' || (kind === 'BUNDLE' && !byAmount) ? percent : null,
    ...(inMoney ? { amount, currency } : { amount: null, currency: null }), maxQuantity: more === null ? null : rest.minQuantity + more, bundle: of.map((productId) => ({ productId, name: productId, quantity: each })),
  }
})

/** With breaks at these quantities; by default at any. */
export const shops = (minQuantity: fc.Arbitrary<number> = some(1, 1, 2, 10)): fc.Arbitrary<Shop> => fc.record({
  lists: fc.array(list(minQuantity), { maxLength: 5 }), promotions: fc.uniqueArray(promotion, { maxLength: 5, selector: (one) => one.id }),
  basket: fc.array(fc.record({ product: some(...products), quantity: some(1, 2, 3, 4, 10, 37) }), { minLength: 1, maxLength: 5 }),
}).map(({ lists, promotions, basket }) => {
  const made = lists.map(({ entries, validity: days, rounding: rounds, id: own, kind, currency, adjustPercent, adjustSurcharge }): ListTerms => {
    const byTarget = new Map<string, EntryTerms[]>()
    for (const { of, ...one } of entries) byTarget.set(of, [...(byTarget.get(of) ?? []), one])
    return { id: own, name: kind, kind, currency, adjustPercent, adjustSurcharge, ...days, ...rounds, derivedFrom: null, entries: byTarget }
  })
  for (const [n, { from }] of lists.entries()) if (from !== null) made[n]!.derivedFrom = made[from % made.length]!
  return { lists: made, promotions, basket }
})

export const inBasket = ({ promotions, basket }: Shop) => basket.map((line) => ({ ...line, promotions: promotions.filter((one) => (one as PromotionTerms & { of: string[] }).of.includes(line.product.id)) }))
