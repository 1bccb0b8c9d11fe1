import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Run } from '../../server/kit/read/reader.ts'
import { type Derivation, derivationFault } from '../../server/pricing/faults.ts'
import { priceLines } from '../../server/pricing/load.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'
import { dayAt, ids } from './world.ts'

const [dealer, other] = ids.partner as [string, string], [pump] = ids.product as [string]
const entry = '00000007-0000-7000-8000-000000000000', foreign = '00000007-0000-7000-8000-000000000001', offer = ids.promotion[0]!
let database: TestDatabase, client: pg.Client
beforeAll(async () => {
  database = await cloneDatabase()
  client = await database.connect()
})
afterAll(() => database.close())
beforeEach(() => client.query(`begin;
  insert into partner (id, code, name, type, state, currency, country) values ('${dealer}', 'D', 'Dealer', 'DEALER', 'Active', 'USD', 'TW'), ('${other}', 'O', 'Other', 'DEALER', 'Active', 'USD', 'TW');
  insert into product (id, sku, name, lifecycle) values ('${pump}', 'S0', 'Pump', 'ACTIVE');
  insert into list_price (product_id, currency, price, valid_from) values ('${pump}', 'USD', 100, '2020-01-01');
  insert into product_cost (product_id, currency, cost, valid_from) values ('${pump}', 'USD', 33.33, '2020-01-01');
  insert into price_list (id, name, kind, currency, partner_id) values ('${ids.list[0]}', 'Own', 'PARTNER', 'USD', '${dealer}'), ('${ids.list[1]}', 'Theirs', 'PARTNER', 'USD', '${other}');
  insert into price_list_entry (id, price_list_id, product_id, basis) values ('${entry}', '${ids.list[0]}', '${pump}', 'COST_PERCENT'), ('${foreign}', '${ids.list[1]}', '${pump}', 'COST_PERCENT');
  insert into price_entry_cost (entry_id, price_list_id, value) values ('${entry}', '${ids.list[0]}', 141.5), ('${foreign}', '${ids.list[1]}', 120)`))
afterEach(() => client.query('rollback'))

const run: Run = async (text, values) => (await client.query(text, values)).rows
const as = (role: string, roles: string, partnerId = '') => client.query(`reset role; select set_config('role', '${role}', true), set_config('app.roles', '${roles}', true), set_config('app.partner_id', '${partnerId}', true), set_config('app.org_ids', '{${partnerId}}', true)`)
const price = async (day: string | null = null) => (await priceLines(run, { partnerId: dealer }, [{ productId: pump, quantity: 1 }], day))[0]!
const net = async (day?: string) => (await price(day)).netPrice?.toFixed()

describe('an entry on cost', () => {
  it('gives a dealer its price, and nothing that the cost could be worked out from', async () => {
    await as('guanxi_partner', 'partner_administrator', dealer)
    const { netPrice, steps } = await price()
    expect([netPrice?.toFixed(), steps[0]]).toMatchObject(['47.16', { applied: true, reason: 'CALCULATED', values: {} }])
    expect((await client.query('select app.cost_value($1) as value, app.cost_price($2, $3, null) as theirs', [entry, foreign, pump])).rows).toEqual([{ value: null, theirs: null }])
    // to the cent: of exact products of one percentage, the percentage could be found
    expect((await client.query('select app.cost_price($1, $2, null)::text as price', [entry, pump])).rows).toEqual([{ price: '47.16' }])
    for (const table of ['price_entry_cost', 'product_cost']) {
      await client.query('savepoint before')
      await expect(client.query(`select * from ${table}`)).rejects.toThrow(/permission denied/)
      await client.query('rollback to before')
    }
  })
  it('tells its percentage to those who may know costs, and not to other staff', async () => {
    await as('guanxi_staff', 'product_manager')
    expect((await price()).steps[0]).toMatchObject({ reason: 'COST_PERCENT', values: { value: 141.5 } })
    await as('guanxi_staff', 'order_desk')
    expect((await price()).steps[0]).toMatchObject({ reason: 'CALCULATED', values: {} })
  })
  it('takes the cost of the day; of two that hold, the later; a percentage of it or something on top', async () => {
    await client.query(`insert into product_cost (product_id, currency, cost, valid_from) values ('${pump}', 'USD', 50, '${dayAt(-1)}')`)
    await as('guanxi_staff', 'administrator')
    expect([await net(dayAt(-2)), await net(dayAt(-1)), await net()]).toEqual(['47.16', '70.75', '70.75'])
    await client.query(`reset role; update price_list_entry set basis = 'COST_SURCHARGE'`)
    await as('guanxi_staff', 'administrator')
    expect(await net()).toBe('191.5')
  })
  it('is passed over where the cost is not known', async () => {
    await client.query('delete from product_cost')
    await as('guanxi_staff', 'administrator')
    expect((await price()).steps.slice(0, 2)).toMatchObject([{ applied: false, reason: 'NO_COST' }, { applied: true, reason: 'LIST_PRICE' }])
  })
})

describe('a past day has the price that was valid then', () => {
  beforeEach(() => client.query(`insert into promotion (id, name, percent, valid_from, all_products, state) values ('${offer}', 'Offer', 10, '2020-01-01', true, 'Active'); delete from price_list_entry`))
  it('whatever became of the promotion', async () => {
    await as('guanxi_staff', 'administrator')
    expect([await net(dayAt(-1)), await net()]).toEqual(['90', '90'])
    for (const change of [`state = 'Paused'`, `state = 'Active', exhausted = true`, `state = 'Ended', valid_to = app.today() - 1`]) {
      await client.query(`reset role; update promotion set ${change}`)
      await as('guanxi_staff', 'administrator')
      expect([change, await net(dayAt(-1)), await net(dayAt(0))]).toEqual([change, '90', '100'])
    }
  })
  it('whatever the lists say today', async () => {
    await client.query(`reset role; insert into price_list_entry (id, price_list_id, product_id, basis, value, valid_from, valid_to) values
      (gen_random_uuid(), '${ids.list[0]}', '${pump}', 'FIXED', 80, '2020-01-01', '${dayAt(-1)}'), (gen_random_uuid(), '${ids.list[0]}', '${pump}', 'FIXED', 85, '${dayAt(0)}', null)`)
    await as('guanxi_staff', 'administrator')
    expect([await net(dayAt(-9)), await net(dayAt(-1)), await net(dayAt(0)), await net(dayAt(9))]).toEqual(['72', '72', '76.5', '76.5'])
  })
})

describe('what may not be written', () => {
  const list = (name: string, derivedFromId: string | null): Derivation => ({ id: name, name, derivedFromId })
  it('a list that derives from itself in the end', () => {
    expect(derivationFault(list('A', 'B'), [list('A', null), list('B', 'C'), list('C', 'A')])).toMatchObject({ code: 'CIRCULAR', path: ['derivedFromId'], values: { names: 'A → B → C → A' } })
    expect(derivationFault(list('A', 'A'), [])).toMatchObject({ code: 'CIRCULAR' })
    expect(derivationFault(list('A', 'B'), [list('B', 'C'), list('C', null)])).toBeNull()
    expect(derivationFault(list('A', 'B'), [list('B', 'C'), list('C', 'D'), list('D', 'E'), list('E', 'F'), list('F', 'G'), list('G', null)])).toMatchObject({ code: 'OUT_OF_RANGE' })
  })
})
