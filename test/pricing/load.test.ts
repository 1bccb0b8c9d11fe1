import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Run } from '../../server/kit/read/reader.ts'
import { buyerOf, priceLines } from '../../server/pricing/load.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'
import { ids, write } from './world.ts'

let database: TestDatabase, client: pg.Client, statements = 0
beforeAll(async () => {
  database = await cloneDatabase()
  client = await database.connect()
})
afterAll(() => database.close())
beforeEach(async () => {
  await client.query('begin')
  await write(client, world)
  statements = 0
})
afterEach(() => client.query('rollback'))

const [dealer, sub] = ids.partner as [string, string], [held, direct] = ids.account as [string, string], [pump, valve] = ids.product as [string, string, string]
const times = { created_at: '2026-01-01', updated_at: '2026-01-01', revision: 1 }
const list = (n: number, kind: string, terms: object) => ({ id: ids.list[n], name: kind, name_i18n: {}, kind, currency: 'USD', partner_id: null, account_id: null, level_id: null, country: null, derived_from_id: null, adjust_percent: 100, ...terms })
const world = { tables: {
  program_level: [{ id: ids.level[0], name: 'Gold', name_i18n: {}, rank: 1 }],
  partner: [
    { id: dealer, code: 'D', name: 'Dealer', type: 'DEALER', state: 'Active', currency: 'USD', country: 'TW', level_id: ids.level[0], parent_id: null, ...times },
    { id: sub, code: 'S', name: 'Sub-dealer', type: 'DEALER', state: 'Active', currency: 'TWD', country: 'TW', level_id: null, parent_id: dealer, ...times }],
  account: [
    { id: held, number: 'A1', name: 'Held', kind: 'ORGANISATION', status: 'ACTIVE', country: 'TW', partner_id: dealer, last_activity_at: '2026-01-01', ...times },
    { id: direct, number: 'A2', name: 'Direct', kind: 'ORGANISATION', status: 'ACTIVE', country: 'US', partner_id: null, last_activity_at: '2026-01-01', ...times }],
  product: [pump, valve].map((id, n) => ({ id, sku: `S${n}`, name: `Product ${n}`, name_i18n: {}, description_i18n: {}, unit: 'piece', lifecycle: n ? 'PLANNED' : 'ACTIVE', orderable: true, attributes: [], lead_time_days: 1, position: n, created_at: '2026-01-01', category_path: [] })),
  list_price: [{ product_id: pump, currency: 'USD', price: 100, valid_from: '2020-01-01' }, { product_id: pump, currency: 'TWD', price: 3000, valid_from: '2020-01-01' }],
  price_list: [
    list(0, 'PARTNER', { partner_id: sub, currency: 'TWD' }), list(1, 'LEVEL', { level_id: ids.level[0] }), list(2, 'SPECIAL', { partner_id: dealer, account_id: held }),
    list(3, 'ACCOUNT', { account_id: direct }), list(4, 'REGION', { country: 'US' }), list(5, 'DEFAULT', {})],
  price_list_entry: [7, 80, 70, 90, 92, 95].map((value, n) => ({ id: `00000007-0000-7000-8000-00000000000${n}`, price_list_id: ids.list[n], basis: 'LIST_PERCENT', min_quantity: 1, product_id: null, category_id: null, value })),
} }

const run: Run = async (text, values) => { statements++; return (await client.query(text, values)).rows }
const as = (settings: Record<string, string>) => client.query(`reset role; select ${Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', true)`).join(', ')}`)
const staff = () => as({ role: 'guanxi_staff', 'app.roles': 'administrator', 'app.partner_id': '' })
const people = (partner: string, organisations = [partner]) => as({ role: 'guanxi_partner', 'app.roles': 'partner_administrator', 'app.partner_id': partner, 'app.org_ids': `{${organisations.join()}}` })
const net = async (whom: Parameters<typeof buyerOf>[1], productId = pump) => (await priceLines(run, await buyerOf(run, whom), [{ productId, quantity: 1 }]))[0]!.netPrice?.toFixed() ?? null

describe('the lists that concern a buyer', () => {
  beforeEach(staff)
  it('a partner: its level, whatever others have', async () => expect(await net({ partnerId: dealer })).toBe('80'))
  it('a partner for an end customer: what was agreed for that one', async () => expect(await net({ partnerId: dealer, accountId: held })).toBe('70'))
  it('not for another one', async () => expect(await net({ partnerId: dealer, accountId: direct })).toBe('80'))
  it('an account that buys directly: its own', async () => expect(await net({ accountId: direct })).toBe('90'))
  it('an account of a partner that buys directly: nothing of what its partner has', async () => expect(await net({ accountId: held })).toBe('95'))
  it('its own before its region', async () => {
    await client.query('reset role; delete from price_list where kind = \'ACCOUNT\'; set role guanxi_staff')
    expect(await net({ accountId: direct })).toBe('92')
  })
  it('anybody: the default list', async () => expect(await net({})).toBe('95'))
  it('in the currency of the partner, unless another is wanted', async () => {
    expect([await net({ partnerId: sub }), await net({ partnerId: sub, currency: 'USD' }), await net({ partnerId: sub, currency: 'EUR' })]).toEqual(['210', '95', null])
  })
})

describe('for people of a partner', () => {
  it('their own price', async () => { await people(dealer); expect([await net({ partnerId: dealer }), await net({ partnerId: dealer, accountId: held })]).toEqual(['80', '70']) })
  it('never that of their sub-dealer, of nobody in particular, or for an account of others', async () => {
    await people(dealer, [dealer, sub])
    await expect(buyerOf(run, { partnerId: sub })).rejects.toMatchObject({ code: 'NOT_FOUND', path: ['partnerId'] })
    await expect(buyerOf(run, {})).rejects.toMatchObject({ code: 'NOT_FOUND', path: ['partnerId'] })
    await expect(buyerOf(run, { partnerId: dealer, accountId: direct })).rejects.toMatchObject({ code: 'NOT_FOUND', path: ['accountId'] })
  })
  it('never that of their sub-dealer by the database\'s functions', async () => {
    await people(dealer, [dealer, sub])
    expect(await run('select app.price_lists_of($1, null) as lists', [sub])).toEqual([{ lists: [] }])
    expect(await run('select kind from price_list order by kind', [])).toEqual([{ kind: 'DEFAULT' }, { kind: 'LEVEL' }, { kind: 'SPECIAL' }])
    expect(await run('select n.price from app.net_price($1, $2, 1, $3, null, null, null) n', [pump, [], sub])).toEqual([{ price: '3000' }])
  })
  it('no product that is only planned', async () => {
    await people(dealer)
    expect((await priceLines(run, await buyerOf(run, { partnerId: dealer }), [{ productId: valve, quantity: 1 }, { productId: 'x', quantity: 1 }])).map(({ product }) => product)).toEqual([null, null])
  })
})

it('prices any number of lines in one statement', async () => {
  await staff()
  const buyer = await buyerOf(run, { partnerId: dealer })
  statements = 0
  expect(await priceLines(run, buyer, Array.from({ length: 500 }, (_, n) => ({ productId: n % 2 ? pump : valve, quantity: n + 1 })))).toHaveLength(500)
  expect(statements).toBe(1)
})
