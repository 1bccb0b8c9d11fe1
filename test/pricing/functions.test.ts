import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Decimal, exponentOf } from '../../server/kit/money.ts'
import { priceOfTerms } from '../../server/pricing/entry-sql.ts'
import { priceOf } from '../../server/pricing/price.ts'
import { roundedBy } from '../../server/pricing/rounding.ts'
import { type Basis, type EntryTerms, type ListTerms, type PromotionTerms, bases, everything } from '../../server/pricing/terms.ts'
import { withChange } from '../../server/pricing/with-change.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'
import { amount, currencies, maybe, percent, rounding as simple } from './world.ts'

// The functions that prices in SQL are made of, each beside its definition: thousands of cases in one statement.
let database: TestDatabase, client: pg.Client
beforeAll(async () => {
  database = await cloneDatabase()
  client = await database.connect()
})
afterAll(() => database.close())

const some = fc.constantFrom
type Rounding = { round_to: string | null; round_ending: string | null; round_mode: 'UP' | 'DOWN' | 'NEAREST' | null }
const rounding = fc.oneof(simple as fc.Arbitrary<Rounding>, some<Rounding>({ round_to: '0.3', round_ending: '0.1', round_mode: 'UP' }, { round_to: '5', round_ending: null, round_mode: 'DOWN' }, { round_to: '0.000003', round_ending: null, round_mode: null }))
/** Prices as they come, and those at which a rounding turns: multiples of half a step, and what is just beside them. */
const rounded = fc.tuple(rounding, fc.oneof(amount, fc.tuple(fc.nat(40), some('0', '0', '0.000000000001', '-0.000000000001')))).map(([how, price]) => ({
  ...how, price: typeof price === 'string' ? price : Decimal.max(0, new Decimal(how.round_to ?? 1).times(price[0]).div(2).plus(how.round_ending ?? 0).plus(price[1])).toFixed(),
}))
const surcharge = some('0', '0', '-3.333333', '25', '-100000')
const termsOf = ({ round_to, round_ending, round_mode }: Rounding) => ({ roundTo: round_to, roundEnding: round_ending, roundMode: round_mode })
const open = { validFrom: null, validTo: null }
const asked = { quantity: 1, day: '2026-06-15', byPartner: true }
const product = { id: 'p', categoryPath: [], listPrices: [] }
const fixed = (value: string): EntryTerms => ({ ...open, id: '0', minQuantity: 1, basis: 'FIXED', value })
const list = (currency: string, terms: Partial<ListTerms>): ListTerms => ({ ...open, id: 'l', name: '', kind: 'DEFAULT', currency, derivedFrom: null, adjustPercent: '100', entries: new Map(), ...terms })

interface Twin<T> { name: string; cases: fc.Arbitrary<T>; columns: string; sql: string; defined(one: T): Decimal | null; mistakes: [right: string, wrong: string][] }
const twin = <T>(one: Twin<T>): Twin<any> => one

const promotion = fc.record({ kind: some('PERCENT', 'AMOUNT', 'BUY_GET', 'BUY_GET'), off: some('10', '33.3333', '99.9999'), less: some('1', '0.000001', '9999'), buy: some(1, 2, 3), stackable: some(true, true, false) })
  .map(({ kind, off, less, buy, stackable }) => ({ kind, stackable, percent: kind === 'PERCENT' ? off : null, amount: kind === 'AMOUNT' ? less : null, bought: kind === 'BUY_GET' ? buy : null }))

const twins = [
  twin({
    name: 'rounded', cases: rounded, columns: 'price numeric, round_to numeric, round_ending numeric, round_mode text', sql: 'app.rounded(c.price, c.round_to, c.round_ending, c.round_mode)',
    defined: ({ price, ...how }) => roundedBy(termsOf(how), new Decimal(price)),
    mistakes: [['2 * rest >= round_to', '2 * rest > round_to'], ['case when answer = 0 then round_to else answer end', 'answer'], [`'UP' and rest > 0`, `'UP'`], ['- coalesce(ending, 0)', ''], ['or price = 0', '']],
  }),
  twin({
    name: 'derived', cases: fc.record({ price: amount, currency: some(...currencies), chain: fc.array(fc.record({ percent, surcharge, how: rounding }), { minLength: 1, maxLength: 5 }) }), columns: 'price numeric, currency char(3), chain jsonb',
    sql: `round(app.derived(c.price, (select array_agg(array[l.percent, l.surcharge, (l.how ->> 'round_to')::numeric, (l.how ->> 'round_ending')::numeric, case l.how ->> 'round_mode' when 'UP' then 1 when 'DOWN' then -1 else 0 end])
      from jsonb_to_recordset(c.chain) l (percent numeric, surcharge numeric, how jsonb))), app.exponent(c.currency))`,
    defined: ({ price, currency, chain }) => {
      const lists = chain.reduce((from, { percent: adjustPercent, surcharge: adjustSurcharge, how }) => list(currency, { derivedFrom: from, adjustPercent, adjustSurcharge, ...termsOf(how) }), list(currency, { entries: new Map([[everything, [fixed(price)]]]) }))
      return priceOf(product, [lists], [], { ...asked, currency }).netPrice
    },
    mistakes: [['greatest(price * list[1] * 0.01 + list[2], 0)', 'price * list[1] * 0.01 + list[2]'], [`when -1 then 'DOWN'`, ''], ['list[3], list[4]', 'list[3], 0']],
  }),
  twin({
    name: 'promote', cases: fc.record({ price: maybe(amount), quantity: some(1, 2, 3, 5), promotions: fc.array(promotion, { maxLength: 5, size: '+1' }) }), columns: 'price numeric, quantity int, promotions jsonb',
    sql: `round(coalesce((select app.less_promotions(c.price, s.percent, s.amount, s.bought, s.stackable order by s.at) from rows from (jsonb_to_recordset(c.promotions) as (percent numeric, amount numeric, bought int, stackable boolean)) with ordinality s (percent, amount, bought, stackable, at)
      where coalesce(s.bought, 0) < c.quantity), c.price), 2)`,
    defined: ({ price, quantity, promotions }) => {
      const all = promotions.map(({ bought, ...rest }, rank): PromotionTerms => ({ ...open, ...rest, id: String(rank), name: '', rank, kind: rest.kind as PromotionTerms['kind'], currency: 'USD', buyQuantity: bought, getQuantity: 1, minQuantity: 1, maxQuantity: null, partnersOnly: false }))
      return priceOf(product, price === null ? [] : [list('USD', { entries: new Map([[everything, [fixed(price)]]]) })], all, { ...asked, quantity, currency: 'USD' }).netPrice
    },
    mistakes: [['so_far[2] = 1 or', ''], ['(so_far[3] = 1 and bought is not null)', 'false'], ['- coalesce(amount, 0), 0)', '- coalesce(amount, 0), -1000)'], ['coalesce(so_far[3], 0) = 1 or ', '']],
  }),
  // what the grid shows, and what a change of many prices comes to, beside what the change would make of prices
  twin({
    name: 'price_by_terms', columns: 'terms jsonb, list jsonb, price numeric, cost numeric',
    cases: fc.record({ basis: some(...bases), fixed: amount, percent, surcharge, price: maybe(amount), cost: maybe(amount), own: rounding, of: rounding, currency: some(...currencies) })
      .map(({ basis, own, of, currency, price, cost, ...values }) => ({ price, cost, terms: { ...own, basis, value: basis === 'FIXED' ? values.fixed : basis.endsWith('PERCENT') ? values.percent : values.surcharge }, list: { ...of, currency } })),
    sql: `(select ${priceOfTerms('t', 'l', 'c.price', 'c.cost')} from jsonb_to_record(c.terms) t (basis text, value numeric, round_to numeric, round_ending numeric, round_mode text), jsonb_to_record(c.list) l (currency char(3), round_to numeric, round_ending numeric, round_mode text))`,
    defined: ({ price, cost, terms, list: { currency, ...how } }) => {
      const good = { ...product, listPrices: price === null ? [] : [{ validFrom: '2026-01-01', validTo: null, currency, price }] }
      const before = { day: asked.day, currency, lists: [list(currency, termsOf(how))], products: new Map(), promotionsOf: () => [] }
      const after = withChange(before, 'l', [{ entryId: null, newId: 'new', target: null, split: false, after: { ...terms, basis: terms.basis as Basis, min_quantity: 1, valid_from: null, valid_to: null } }], new Map(cost === null ? [] : [['p', cost]]))
      const { steps, netPrice } = priceOf(good, after.lists, [], { ...asked, currency })
      return steps.some(({ kind, applied }) => kind === 'DEFAULT_LIST' && applied) ? netPrice : null
    },
    mistakes: [['round(cost * value * 0.01, digits)', 'cost * value * 0.01'], ['case when price < 0 then 0 else price end', 'price'], ['list_price * value * 0.01', 'list_price * round(value * 0.01, 2)']],
  }),
  twin({ name: 'exponent', cases: some(...Intl.supportedValuesOf('currency')).map((code) => ({ code })), columns: 'code char(3)', sql: 'app.exponent(c.code)', defined: ({ code }) => new Decimal(exponentOf(code)), mistakes: [[`'TWD'`, `'XXX'`]] }),
]

/** The cases in which a function answers something else than its definition. */
async function differing({ cases, columns, sql, defined }: Twin<object>, seed: number): Promise<object[]> {
  const all = fc.sample(cases, { seed, numRuns: 3_000 })
  const { rows } = await client.query({ text: `select trim_scale(${sql})::text as answer from jsonb_array_elements($1::jsonb) with ordinality e (one, at), jsonb_to_record(e.one) c (${columns}) order by e.at`, values: [JSON.stringify(all)] })
  return all.flatMap((one, n) => { const right = defined(one)?.toFixed() ?? null; return rows[n].answer === right ? [] : [{ ...one, right, answer: rows[n].answer }] })
}

describe.each(twins)('app.$name', (one) => {
  const { name, mistakes } = one
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
  test(`answers as it is defined (seed ${seed})`, async () => expect((await differing(one, seed)).slice(0, 3)).toEqual([]))

  // each is a mistake that one could make; none may go unnoticed
  test.each(mistakes)('a mistake in it is found: %s → %s', async (right, wrong) => {
    const [{ source }] = (await client.query(`select pg_get_functiondef(oid) as source from pg_proc where pronamespace = 'app'::regnamespace and proname = $1`, [name])).rows as [{ source: string }]
    expect(source).toContain(right)
    await client.query('begin')
    try {
      await client.query(source.replace(right, wrong))
      expect(await differing(one, 1)).not.toEqual([])
    } finally {
      await client.query('rollback')
    }
  })
})
