import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Cast } from '../api/acting.ts'
import { type TestServer, startServer } from '../support/server.ts'

const admin = 'admin@guanxi.example', rep = 'rep@guanxi.example', dealer = 'owner@northstar.example'
let server: TestServer, cast: Cast, skus: string[], list: { id: string; revision: number }
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  skus = (await cast.products(6)).map(({ sku }) => sku)
}, 120_000)
afterAll(() => server.close())

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
let made = 0
const create = async (input: object = {}) => (await cast.do(admin, 'createPriceList', { name: `List ${++made}`, kind: 'BASE', currency: 'USD', ...input }, 'priceList { id revision actions }')).priceList
const fields = 'product { sku } category { slug } minQuantity basis value validFrom validTo roundTo roundEnding roundMode'
const entries = async (id = list.id): Promise<any[]> => (await cast.read(admin, `query ($id: ID!) { priceList(id: $id) { entries(first: 100, sort: { by: SHOWN }) { nodes { id ${fields} } } } }`, { id })).priceList.entries.nodes
const revision = async (id = list.id): Promise<number> => (await cast.read(admin, 'query ($id: ID!) { priceList(id: $id) { revision } }', { id })).priceList.revision
const faults = async (name: string, input: object) => (await cast.try(admin, name, input as any)).data!.answer.errors.map(({ code, path }) => `${code} ${path.join('.')}`)
const set = async (rows: object[], more: object = {}) => cast.do(admin, 'setPriceListEntries', { id: list.id, revision: await revision(), rows, ...more }, 'changed priceList { revision }')
const refused = async (rows: object[], more: object = {}) => faults('setPriceListEntries', { id: list.id, revision: await revision(), rows, ...more })

beforeEach(async () => { list = await create() })

describe('a list', () => {
  test('says whom it is for; every fault stands at its field', async () => {
    const bad = { name: 'x', currency: 'USD' }
    expect(await faults('createPriceList', { ...bad, kind: 'PARTNER' })).toEqual(['REQUIRED partnerId'])
    expect(await faults('createPriceList', { ...bad, kind: 'LEVEL', country: 'DE', validFrom: day(5), validTo: day(1), adjustPercent: '-1', roundTo: '1', roundEnding: '1' }))
      .toEqual(['REQUIRED levelId', 'BAD_USER_INPUT country', 'OUT_OF_RANGE validTo', 'OUT_OF_RANGE adjustPercent', 'OUT_OF_RANGE roundEnding'])
    expect(await faults('createPriceList', { ...bad, kind: 'ACCOUNT', accountId: list.id })).toEqual(['NOT_FOUND accountId'])
    expect(await faults('createPriceList', { ...bad, kind: 'BASE', derivedFromId: 'nothing' })).toEqual(['NOT_FOUND derivedFromId'])
    expect(await faults('createPriceList', { ...bad, currency: 'EUR', kind: 'BASE', derivedFromId: list.id })).toEqual(['BAD_USER_INPUT derivedFromId'])
  })

  test('has a name of its own, and a currency that there is', async () => {
    const taken = { name: `TWICE ${made}`, kind: 'BASE', currency: 'USD' }
    const codes = await Promise.all([taken, { ...taken, name: taken.name.toLowerCase() }].map((input) => cast.refusal(admin, 'createPriceList', input)))
    expect(codes.sort()).toEqual(['TAKEN', null].sort())
    expect(await faults('createPriceList', { ...taken, currency: 'XXX' })).toEqual(['TAKEN name', 'BAD_USER_INPUT currency'])
    expect(await faults('editPriceList', { id: list.id, revision: 1, name: ` ${taken.name}` })).toEqual(['TAKEN name'])
    // what it is called already is no new name, whoever else is called that
    await cast.rows('update price_list set name = ? where id = ?', [taken.name, list.id])
    expect(await faults('editPriceList', { id: list.id, revision: 1, name: taken.name })).toEqual([])
  })

  test('derives from others, never in a circle', async () => {
    const second = await create({ derivedFromId: list.id, adjustPercent: '98', adjustSurcharge: '5', roundTo: '1', roundEnding: '0.90' }), third = await create({ derivedFromId: second.id })
    expect(await faults('editPriceList', { id: list.id, revision: 1, derivedFromId: third.id })).toEqual(['CIRCULAR derivedFromId'])
    expect(await faults('editPriceList', { id: list.id, revision: 1, derivedFromId: list.id })).toEqual(['CIRCULAR derivedFromId'])
  })

  test('two lists that would derive from each other at once: one of them is refused', async () => {
    const other = await create()
    const codes = await Promise.all([[list, other], [other, list]].map(([one, two]) => cast.refusal(admin, 'editPriceList', { id: one!.id, revision: 1, derivedFromId: two!.id })))
    expect(codes.filter((code) => code === null).length).toBe(1)
  })

  test('is changed by whoever saw its last state, and its buyers stay once it holds', async () => {
    await set([{ sku: skus[0], value: '10' }])
    expect(await faults('editPriceList', { id: list.id, revision: 1, name: 'late' })).toEqual(['STALE revision'])
    expect(await faults('editPriceList', { id: list.id, revision: await revision(), kind: 'DEFAULT' })).toEqual(['ILLEGAL_MOVE kind'])
    const { priceList } = await cast.do(admin, 'editPriceList', { id: list.id, revision: await revision(), name: 'New', validFrom: day(-3) }, 'priceList { name validFrom revision }')
    expect(priceList).toEqual({ name: 'New', validFrom: day(-3), revision: 3 })
  })

  test('ends on a day that is not over', async () => {
    expect(await faults('endPriceList', { id: list.id, revision: 1, lastDay: day(-3) })).toEqual(['PAST lastDay'])
    const { priceList } = await cast.do(admin, 'endPriceList', { id: list.id, revision: 1, lastDay: day(3) }, 'priceList { validTo actions }')
    expect(priceList).toEqual({ validTo: day(3), actions: ['edit', 'end', 'prepare'] })
  })

  test('is kept by those who answer for prices', async () => {
    expect(await cast.refusal(rep, 'createPriceList', { name: 'x', kind: 'BASE', currency: 'USD' })).toBe('FORBIDDEN')
    const { data } = await cast.ask(rep, 'query ($id: ID!) { priceList(id: $id) { actions } }', { id: list.id })
    expect(data.priceList.actions).toEqual([])
    expect((await cast.ask(dealer, '{ priceChanges { nodes { id } } }')).errors?.[0]!.extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe('its entries', () => {
  test('are added, corrected and taken away together', async () => {
    expect((await set([{ sku: skus[0], value: '10' }, { sku: skus[0]!.toLowerCase(), minQuantity: 5, value: '9.5' }, { category: 'tooling', basis: 'LIST_PERCENT', value: '80' }, { everything: true, basis: 'LIST_SURCHARGE', value: '-1', roundTo: '1', roundEnding: '0.9' }])).changed).toBe(4)
    const [first, second] = await entries().then((all) => [all.find(({ minQuantity, product }) => product && minQuantity === 1), all.find(({ minQuantity }) => minQuantity === 5)])
    const { changed, priceList } = await set([{ id: first.id, value: '11' }, { id: second.id, remove: true }])
    expect([changed, priceList.revision]).toEqual([2, 3])
    expect((await entries()).map(({ product, category, value }) => [product?.sku ?? category?.slug ?? '*', value]).sort()).toEqual([['*', '-1'], ['tooling', '80'], [skus[0], '11']].sort())
  })

  test('all or nothing: every fault at its row, and nothing is written', async () => {
    await set([{ sku: skus[0], value: '10' }])
    const [entry] = await entries(), before = await revision()
    expect(await refused([
      { sku: 'NO-SUCH', value: '1' }, { sku: skus[1] }, { sku: skus[1], value: '-1' }, { value: '5' }, { sku: skus[2], value: '7' }, { id: list.id, value: '1' }, { id: entry.id, value: '12' }, { id: entry.id, value: '13' },
      { sku: skus[0], value: '5' }, { sku: skus[3], value: '1', validFrom: day(5), validTo: day(1) }, { category: 'nowhere', value: '1' }, { sku: skus[4], value: '1', minQuantity: 0 }, { sku: skus[5], value: '1', roundTo: '1', roundEnding: '2' },
    ])).toEqual(['UNKNOWN_SKU rows.0.sku', 'REQUIRED rows.1.value', 'OUT_OF_RANGE rows.2.value', 'REQUIRED rows.3.sku', 'NOT_FOUND rows.5.id', 'OVERLAP rows.6.validFrom', 'TAKEN rows.7.id', 'OVERLAP rows.8.validFrom', 'OUT_OF_RANGE rows.9.validTo',
      'UNKNOWN_NAME rows.10.category', 'OUT_OF_RANGE rows.11.minQuantity', 'OUT_OF_RANGE rows.12.roundEnding'])
    expect([await revision(), (await entries()).map(({ value }) => value)]).toEqual([before, ['10']])
    expect(await cast.rows(`select 1 from price_change where price_list_id = ? and state = 'Prepared'`, [list.id])).toEqual([])
  })

  test('two rows that overlap are both told', async () => {
    expect(await refused([{ sku: skus[0], value: '1', validTo: day(5) }, { sku: skus[0], value: '2', validFrom: day(5) }, { sku: skus[0], value: '2', validFrom: day(6), minQuantity: 2 }])).toEqual(['OVERLAP rows.0.validFrom', 'OVERLAP rows.1.validFrom'])
    expect((await set([{ sku: skus[0], value: '1', validTo: day(5) }, { sku: skus[0], value: '2', validFrom: day(6) }])).changed).toBe(2)
  })

  test('from a day on: what was in force ends the day before, and its past stays', async () => {
    await set([{ sku: skus[0], value: '10' }, { sku: skus[1], value: '20' }, { sku: skus[2], value: '30', validFrom: day(20) }])
    const all = await entries(), of = (sku: string) => all.find(({ product }) => product.sku === sku)!
    await set([{ id: of(skus[0]!).id, value: '11' }, { id: of(skus[1]!).id, remove: true }, { id: of(skus[2]!).id, value: '31' }, { sku: skus[3], value: '40' }], { from: day(10) })
    const after = (await entries()).map(({ product, value, validFrom, validTo }) => [skus.indexOf(product.sku), value, validFrom, validTo]).sort()
    expect(after).toEqual([[0, '10', null, day(9)], [0, '11', day(10), null], [1, '20', null, day(9)], [2, '31', day(20), null], [3, '40', day(10), null]].sort())
  })

  test('without an id the rule for the same product and quantity is meant, if that is wanted', async () => {
    await set([{ sku: skus[0], value: '10' }])
    await set([{ sku: skus[0], value: '12', match: true }, { sku: skus[0], minQuantity: 10, value: '11', match: true }])
    expect((await entries()).map(({ minQuantity, value }) => [minQuantity, value]).sort()).toEqual([[1, '12'], [10, '11']])
  })

  test('on cost: their value is kept apart, and what becomes another rule leaves none behind', async () => {
    await set([{ sku: skus[0], basis: 'COST_PERCENT', value: '130' }])
    const [entry] = await entries()
    expect([entry.value, await cast.rows('select value::int as value from price_entry_cost where entry_id = ?', [entry.id])]).toEqual(['130', [{ value: 130 }]])
    await set([{ id: entry.id, basis: 'FIXED', value: '99' }])
    expect([(await entries())[0].value, await cast.rows('select 1 from price_entry_cost where entry_id = ?', [entry.id])]).toEqual(['99', []])
  })

  test('two who save at once: one is told that the list has moved on', async () => {
    const at = await revision()
    const codes = await Promise.all([1, 2, 3].map((value) => cast.refusal(admin, 'setPriceListEntries', { id: list.id, revision: at, rows: [{ sku: skus[value], value: String(value) }] })))
    expect(codes.filter((code) => code === null).length).toBe(1)
    expect((await entries()).length).toBe(1)
  })
})
