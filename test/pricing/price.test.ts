import { describe, expect, it } from 'vitest'
import { lineAmount, priceOf } from '../../server/pricing/price.ts'
import { type EntryTerms, type ListKind, type ListTerms, type PromotionTerms, everything } from '../../server/pricing/terms.ts'

const pump = { id: 'pump', categoryPath: ['machines', 'pumps'], listPrices: [{ currency: 'USD', price: '100', validFrom: '2026-01-01', validTo: null }] }
let made = 0
const next = () => `id-${String(++made).padStart(4, '0')}`

const entry = (terms: Partial<EntryTerms> = {}): EntryTerms => ({ id: next(), minQuantity: 1, basis: 'FIXED', value: '50', validFrom: null, validTo: null, ...terms })
const percent = (value: string, terms: Partial<EntryTerms> = {}) => entry({ basis: 'LIST_PERCENT', value, ...terms })
const list = (kind: ListKind, entries: Record<string, EntryTerms[]>, terms: Partial<ListTerms> = {}): ListTerms =>
  ({ id: next(), name: kind, kind, currency: 'USD', derivedFrom: null, adjustPercent: '100', validFrom: null, validTo: null, entries: new Map(Object.entries(entries)), ...terms })
const promotion = (off: string, terms: Partial<PromotionTerms> = {}): PromotionTerms =>
  ({ id: next(), name: `${off} off`, kind: 'PERCENT', rank: 1, percent: off, minQuantity: 1, maxQuantity: null, stackable: true, partnersOnly: false, validFrom: null, validTo: null, ...terms })

const asked = { quantity: 1, day: '2026-06-15', currency: 'USD', byPartner: true }
const price = (lists: ListTerms[], promotions: PromotionTerms[] = [], how: Partial<typeof asked> = {}, product = pump) => priceOf(product, lists, promotions, { ...asked, ...how })
const net = (...args: Parameters<typeof price>) => price(...args).netPrice?.toFixed() ?? null
const why = (...args: Parameters<typeof price>) => price(...args).steps.map(({ kind, applied, reason }) => `${applied ? '+' : '-'} ${kind} ${reason}`)

describe('which list decides', () => {
  const kinds: ListKind[] = ['SPECIAL', 'ACCOUNT', 'PARTNER', 'LEVEL', 'REGION', 'DEFAULT']
  const lists = kinds.map((kind, n) => list(kind, { pump: [entry({ value: String(n + 1) })] }))

  it.each(kinds)('%s before all that are farther', (kind) => {
    const from = kinds.indexOf(kind)
    expect(net(lists.slice(from).toReversed())).toBe(String(from + 1))
  })
  it('says which, and that the others were too far', () => {
    expect(why(lists.slice(3))).toEqual(['+ LEVEL_LIST FIXED', '- REGION_LIST NEARER', '- DEFAULT_LIST NEARER', '- LIST_PRICE NEARER'])
  })
  it('a list without an entry leaves it to the next', () => {
    expect(why([list('LEVEL', {}), list('DEFAULT', { [everything]: [percent('90')] })])).toEqual(['- LEVEL_LIST NO_ENTRY', '+ DEFAULT_LIST LIST_PERCENT', '- LIST_PRICE NEARER'])
  })
  it('of two of one kind, the one that is valid since later', () => {
    expect(net([list('SPECIAL', { pump: [entry({ value: '1' })] }, { validFrom: '2026-01-01' }), list('SPECIAL', { pump: [entry({ value: '2' })] }, { validFrom: '2026-05-01' }), list('SPECIAL', { pump: [entry({ value: '3' })] })])).toBe('2')
  })
  it('the list price where none does', () => {
    expect([net([]), why([])]).toEqual(['100', ['+ LIST_PRICE LIST_PRICE']])
  })
  it('nothing where there is no list price either', () => {
    expect([net([], [promotion('5')], {}, { ...pump, listPrices: [] }), why([], [], { currency: 'EUR' })]).toEqual([null, ['- LIST_PRICE NO_LIST_PRICE']])
  })
  it('never one of another currency', () => {
    expect(why([list('SPECIAL', { pump: [entry()] }, { currency: 'TWD' })])).toEqual(['- SPECIAL CURRENCY', '+ LIST_PRICE LIST_PRICE'])
  })
  it('never a BASE list by itself', () => {
    expect(net([list('BASE', { pump: [entry()] })])).toBe('100')
  })
})

describe('which entry of a list decides', () => {
  it('the product before its category, that before the one above, and everything last', () => {
    const entries = { [everything]: [percent('90')], machines: [percent('80')], pumps: [percent('70')], pump: [percent('60')] }
    expect([entries, { ...entries, pump: [] }, { ...entries, pump: [], pumps: [] }, { [everything]: [percent('90')], valves: [percent('1')] }].map((of) => net([list('LEVEL', of)]))).toEqual(['60', '70', '80', '90'])
  })
  it('the largest break that the quantity reaches', () => {
    const breaks = [list('LEVEL', { pump: [entry({ value: '9', minQuantity: 10 }), entry({ value: '10' }), entry({ value: '8', minQuantity: 50 })] })]
    expect([1, 9, 10, 49, 50, 1000].map((quantity) => net(breaks, [], { quantity }))).toEqual(['10', '10', '9', '9', '8', '8'])
    expect(price(breaks, [], { quantity: 20 }).steps.slice(0, 2)).toMatchObject([{ applied: false, reason: 'FROM_QUANTITY', values: { quantity: 50 } }, { applied: true, reason: 'FIXED' }])
  })
  it('a farther one where the nearer starts at a larger quantity', () => {
    expect(net([list('LEVEL', { pump: [entry({ minQuantity: 10 })], [everything]: [percent('95')] })])).toBe('95')
  })
  it('one whose days include the day, both ends included', () => {
    const dated = [list('LEVEL', { pump: [entry({ validFrom: '2026-06-10', validTo: '2026-06-20' })] })]
    expect(['2026-06-09', '2026-06-10', '2026-06-20', '2026-06-21'].map((day) => [net(dated, [], { day }), price(dated, [], { day }).steps[0]!.reason]))
      .toEqual([['100', 'NOT_YET'], ['50', 'FIXED'], ['50', 'FIXED'], ['100', 'EXPIRED']])
  })
  it('takes a percentage of, or adds to, the list price; never below zero; not without a list price', () => {
    expect([percent('62.5'), entry({ basis: 'LIST_SURCHARGE', value: '7.5' }), entry({ basis: 'LIST_SURCHARGE', value: '-120' })].map((one) => net([list('LEVEL', { pump: [one] })]))).toEqual(['62.5', '107.5', '0'])
    expect(why([list('LEVEL', { pump: [percent('60')] }), list('DEFAULT', { pump: [entry()] })], [], {}, { ...pump, listPrices: [] }).slice(0, 2)).toEqual(['- LEVEL_LIST NO_LIST_PRICE', '+ DEFAULT_LIST FIXED'])
  })
})

describe('a list that derives from another', () => {
  const base = list('BASE', { [everything]: [percent('80')] })
  const level = list('LEVEL', { valve: [entry()] }, { derivedFrom: base, adjustPercent: '95' })
  it('takes its share of the other\'s price, before any farther list is asked', () => {
    expect([net([level, list('DEFAULT', { pump: [entry()] })]), why([level])]).toEqual(['76', ['- LEVEL_LIST NO_ENTRY', '+ DERIVED LIST_PERCENT', '+ DERIVED ADJUSTED', '- LIST_PRICE NEARER']])
  })
  it('multiplies the shares along the way', () => {
    expect(net([list('PARTNER', {}, { derivedFrom: level, adjustPercent: '50' })])).toBe('38')
  })
  it('has none outside of its days, or when the other is', () => {
    expect(net([{ ...level, validTo: '2026-06-14' }])).toBe('100')
    expect(net([{ ...level, derivedFrom: { ...base, validFrom: '2026-06-16' } }])).toBe('100')
  })
  it('ends when lists derive from each other', () => {
    const one = list('LEVEL', {}), other = list('BASE', {}, { derivedFrom: one })
    one.derivedFrom = other
    expect(net([one])).toBe('100')
  })
})

describe('promotions', () => {
  it('each of what the one before left, by rank', () => {
    expect(net([], [promotion('10', { rank: 2 }), promotion('50', { rank: 1 })])).toBe('45')
    expect(price([], [promotion('10', { rank: 2 }), promotion('50', { rank: 1 })]).steps.slice(1).map(({ priceAfter }) => priceAfter!.toFixed())).toEqual(['50', '45'])
  })
  it('until one that does not stack', () => {
    const row = [promotion('10', { rank: 1 }), promotion('20', { rank: 2, stackable: false }), promotion('50', { rank: 3 })]
    expect([net([], row), why([], row).slice(1)]).toEqual(['72', ['+ PROMOTION PERCENT_OFF', '+ PROMOTION PERCENT_OFF', '- PROMOTION NOT_COMBINED']])
  })
  it('from a quantity up to another, both included, and on their days', () => {
    const bounded = [promotion('10', { minQuantity: 5, maxQuantity: 10, validTo: '2026-06-15' })]
    expect([4, 5, 10, 11].map((quantity) => net([], bounded, { quantity }))).toEqual(['100', '90', '90', '100'])
    expect(net([], bounded, { quantity: 5, day: '2026-06-16' })).toBe('100')
    expect([4, 11].map((quantity) => why([], bounded, { quantity })[1])).toEqual(['- PROMOTION FROM_QUANTITY', '- PROMOTION UP_TO_QUANTITY'])
  })
  it('some for partners only', () => {
    const forPartners = [promotion('10', { partnersOnly: true })]
    expect([net([], forPartners), net([], forPartners, { byPartner: false })]).toEqual(['90', '100'])
  })
  it('one that does not apply does not end the row', () => {
    expect(net([], [promotion('10', { stackable: false, minQuantity: 2 }), promotion('50')])).toBe('50')
  })
})

describe('rounding', () => {
  const at = (value: string, currency: string) => net([list('LEVEL', { pump: [entry({ value })] }, { currency })], [], { currency })
  it("half up to the currency's exponent", () => {
    expect([at('1.005', 'USD'), at('1.004999', 'USD'), at('0.5', 'TWD'), at('1234.49', 'TWD'), at('1.0005', 'KWD')]).toEqual(['1.01', '1', '1', '1234', '1.001'])
  })
  it('once: not between list and promotion', () => {
    // rounded first it would be 0.33, and half of that 0.17; exactly it is 0.1645
    expect(net([list('LEVEL', { pump: [entry({ value: '0.329' })] })], [promotion('50')])).toBe('0.16')
  })
  it('says so when it changed the price', () => {
    expect([why([list('LEVEL', { pump: [entry({ value: '1.005' })] })]).at(-1), why([]).at(-1)]).toEqual(['+ ROUNDING ROUNDED', '+ LIST_PRICE LIST_PRICE'])
  })
  it('a line is unit price times quantity, rounded again', () => {
    expect([lineAmount('0.333333', 100, 'USD').toFixed(), lineAmount('1.5', 3, 'TWD').toFixed()]).toEqual(['33.33', '5'])
  })
})
