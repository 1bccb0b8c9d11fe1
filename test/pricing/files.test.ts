import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Cast } from '../api/acting.ts'
import { type TestServer, startServer } from '../support/server.ts'

const admin = 'admin@guanxi.example'
let server: TestServer, cast: Cast, skus: string[]
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  skus = (await cast.products(6)).map(({ sku }) => sku)
}, 120_000)
afterAll(() => server.close())

let made = 0
const create = async (rows: object[] = []): Promise<string> => {
  const { priceList } = await cast.do(admin, 'createPriceList', { name: `List ${++made}`, kind: 'BASE', currency: 'USD' }, 'priceList { id }')
  if (rows.length) await cast.do(admin, 'setPriceListEntries', { id: priceList.id, revision: 1, rows })
  return priceList.id
}
const ask = async (who: string, method: string, path: string, body?: string | ReadableStream, headers: Record<string, string> = { 'x-csrf': '1' }) =>
  fetch(`${server.url}/crm/files/price-lists/${path}`, { method, headers: { cookie: await server.signIn(who), ...headers }, ...(body !== undefined && { body, duplex: 'half' }) } as RequestInit)
const exported = async (list: string, query = '') => Buffer.from(await (await ask(admin, 'GET', `${list}.csv${query}`)).arrayBuffer()).toString()
const bring = async (list: string, body: string | ReadableStream, query = ''): Promise<{ id: string; errors: { code: string; path: string[] }[] }> => (await ask(admin, 'POST', `${list}/entries${query}`, body)).json() as any
const change = async (id: string) => (await cast.read(admin, 'query ($id: ID!) { priceChange(id: $id) { source state fileName changeCount sameCount faultCount actions items(first: 100, filter: { kind: [FAULT, ADD, CHANGE, REMOVE] }) { nodes { place kind valueBefore valueAfter endsOn fault faultField sku } } } }', { id })).priceChange
const stored = (id: string) => cast.rows<Record<string, unknown>>(`select e.id, e.product_id, e.min_quantity, e.basis, trim_scale(coalesce(e.value, c.value))::text as value, e.valid_from::text, e.valid_to::text, e.round_to::text from price_list_entry e left join price_entry_cost c on c.entry_id = e.id where e.price_list_id = ? order by e.id`, [id])
const rows = () => [
  { sku: skus[0], value: '10.5' }, { sku: skus[0], minQuantity: 10, value: '9', validFrom: '2030-01-01', validTo: '2030-12-31' }, { sku: skus[1], basis: 'LIST_SURCHARGE', value: '-2.25' },
  { sku: skus[2], basis: 'COST_PERCENT', value: '130', roundTo: '1', roundEnding: '0.9' }, { category: 'tooling', basis: 'LIST_PERCENT', value: '80' }, { everything: true, basis: 'LIST_PERCENT', value: '95' },
]

test.each(['', '?delimiter=semicolon'])('what is exported%s and brought back changes nothing', async (query) => {
  const list = await create(rows()), before = await stored(list), csv = await exported(list, query)
  expect(csv.startsWith('\ufeffsku')).toBe(true)
  expect(csv.trim().split('\n').length).toBe(7)
  const { id, errors } = await bring(list, csv, '?name=prices.csv&others=end')
  expect(errors).toEqual([])
  expect(await change(id)).toMatchObject({ source: 'IMPORT', state: 'Prepared', fileName: 'prices.csv', changeCount: 0, sameCount: 6, faultCount: 0, actions: ['discard'] })
  expect(await stored(list)).toEqual(before)
})

test('a file is shown as what it would change, then applied', async () => {
  const list = await create(rows()), csv = `sku;from_quantity;basis;value\n${skus[0]};1;FIXED;11,75\n${skus[3]!.toLowerCase()};5;;7\n\n${skus[1]};1;LIST_SURCHARGE;-2,25\n`
  expect(await bring(list, csv, '?from=2031-02-30')).toMatchObject({ id: null, errors: [{ code: 'BAD_USER_INPUT', path: ['from'] }] })
  const { id } = await bring(list, csv), prepared = await change(id)
  expect(prepared).toMatchObject({ changeCount: 2, sameCount: 1, faultCount: 0, actions: ['apply', 'discard'] })
  expect(prepared.items.nodes.map(({ place, kind, valueBefore, valueAfter }: any) => [place, kind, valueBefore, valueAfter])).toEqual([[2, 'CHANGE', '10.5', '11.75'], [3, 'ADD', null, '7']])
  await cast.do(admin, 'applyPriceChange', { id })
  expect((await stored(list)).map(({ value }) => value).sort()).toEqual(['-2.25', '11.75', '130', '7', '80', '9', '95'])
})

test('from a day on, and what is in no line ends', async () => {
  const list = await create([{ sku: skus[0], value: '10' }, { sku: skus[1], value: '20' }])
  const { id } = await bring(list, `sku,value\n${skus[0]},11\n`, '?from=2031-05-01&others=end')
  await cast.do(admin, 'applyPriceChange', { id })
  expect((await stored(list)).map(({ value, valid_from, valid_to }) => [value, valid_from, valid_to]).sort()).toEqual([['10', null, '2031-04-30'], ['11', '2031-05-01', null], ['20', null, '2031-04-30']])
})

test('a broken file changes nothing; every fault is told with its line', async () => {
  const list = await create(rows()), before = await stored(list)
  const lines = ['sku,category,from_quantity,basis,value,valid_from,valid_to', `NO-SUCH,,1,FIXED,1,,`, `${skus[0]},,x,FIXED,1,,`, `${skus[0]},,2,NONSENSE,1,,`, `${skus[0]},,3,FIXED,dear,,`, `${skus[0]},,4,FIXED,,,`, `${skus[0]},,5,FIXED,1,2026-02-30,`, `${skus[4]},,1,FIXED,1,,`, `${skus[4]},,1,FIXED,2,,`, `,nowhere,1,FIXED,1,,`]
  const { id } = await bring(list, lines.join('\r\n')), { items, faultCount, actions } = await change(id)
  expect([faultCount, actions]).toEqual([9, ['discard']])
  expect(items.nodes.map(({ place, fault, faultField }: any) => `${place} ${fault} ${faultField}`)).toEqual(['2 UNKNOWN_SKU sku', '3 BAD_USER_INPUT minQuantity', '4 BAD_USER_INPUT basis', '5 BAD_USER_INPUT value', '6 REQUIRED value', '7 BAD_USER_INPUT validFrom', '8 OVERLAP validFrom', '9 OVERLAP validFrom', '10 UNKNOWN_NAME category'])
  expect(await cast.refusal(admin, 'applyPriceChange', { id })).toBe('UNKNOWN_SKU')
  expect(await stored(list)).toEqual(before)
})

test('what is no such file, comes from elsewhere, or is too large is refused', async () => {
  const list = await create(), codes = async (body: string) => (await bring(list, body)).errors.map(({ code, path }) => `${code} ${path.join('.')}`)
  expect(await codes('')).toEqual(['EMPTY file'])
  expect(await codes('name,price\nx,1')).toEqual(['REQUIRED file.sku', 'REQUIRED file.value'])
  expect((await codes('sku,value\n"x,1'))[0]).toContain('BAD_USER_INPUT file')
  expect((await ask(admin, 'POST', `${list}/entries`, 'sku,value\nx,1', {})).status).toBe(403)
  expect((await ask('rep@guanxi.example', 'POST', `${list}/entries`, 'sku,value\nx,1')).status).toBe(404)
  expect((await ask(admin, 'POST', `${skus[0]}/entries`, 'sku,value\nx,1')).status).toBe(400)
  expect((await ask(admin, 'GET', '01a1fff6-0000-7000-8000-000000000000.csv')).status).toBe(404)
  expect((await ask(admin, 'POST', `${list}/entries`, 'x'.repeat(20_000_001))).status).toBe(413)
  expect(await cast.rows(`select 1 from price_change where price_list_id = ?`, [list])).toEqual([])
})

test('many lines go out and come in', { timeout: 120_000 }, async () => {
  const list = await create(), lines = 8_100
  const client = new pg.Client(server.database.adminUrl)
  await client.connect()
  await client.query(`insert into price_list_entry (id, price_list_id, product_id, min_quantity, basis, value) select gen_random_uuid(), $1, (select id from product where sku = $2), n, 'FIXED', n from generate_series(1, ${lines}) n`, [list, skus[0]])
  await client.end()
  const csv = await exported(list)
  expect(csv.trim().split('\n').length).toBe(lines + 1)
  const { id, errors } = await bring(list, csv.replace(`${skus[0]},,77,FIXED,77,,`, `${skus[0]},,77,FIXED,78,,`))
  expect([errors, await change(id).then(({ changeCount, sameCount, faultCount }) => [changeCount, sameCount, faultCount])]).toEqual([[], [1, lines - 1, 0]])
})
