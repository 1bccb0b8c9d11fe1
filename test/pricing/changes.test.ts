import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { poolOf } from '../../server/orm.ts'
import { workOnChanges } from '../../server/pricing/work-on-prices.ts'
import { Cast } from '../api/acting.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { eventually } from '../webhooks/telling.ts'

const admin = 'admin@guanxi.example'
let server: TestServer, cast: Cast, skus: string[]
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  skus = (await cast.products(6)).map(({ sku }) => sku)
}, 120_000)
afterAll(() => server.close())

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
let made = 0
const create = async (rows: object[] = [], input: object = {}): Promise<string> => {
  const { priceList } = await cast.do(admin, 'createPriceList', { name: `List ${++made}`, kind: 'BASE', currency: 'USD', ...input }, 'priceList { id }')
  if (rows.length) await cast.do(admin, 'setPriceListEntries', { id: priceList.id, revision: 1, rows })
  return priceList.id
}
const usual = () => [{ sku: skus[0], value: '10' }, { sku: skus[1], value: '20.5' }, { sku: skus[2], basis: 'LIST_PERCENT', value: '80' }, { sku: skus[3], basis: 'LIST_SURCHARGE', value: '-1' }]
const fields = 'id state changeCount sameCount faultCount skippedCount belowCostCount outdated actions problem progress'
const prepare = async (priceListId: string, input: object) => (await cast.do(admin, 'preparePriceChange', { priceListId, ...input }, `priceChange { ${fields} }`)).priceChange
const change = async (id: string) => (await cast.read(admin, `query ($id: ID!) { priceChange(id: $id) { ${fields} } }`, { id })).priceChange
const verb = async (name: string, id: string) => (await cast.do(admin, name, { id }, `priceChange { ${fields} }`)).priceChange
const items = async (id: string, sort = 'PLACE'): Promise<any[]> => (await cast.read(admin, `query ($id: ID!) { priceChange(id: $id) { items(first: 100, sort: { by: ${sort}, direction: ${sort === 'SHIFT' ? 'DESC' : 'ASC'} }) { nodes { place kind product { sku } basisBefore valueBefore valueAfter validFrom endsOn priceBefore priceAfter shift belowCost fault faultField sku } } } }`, { id })).priceChange.items.nodes
const stored = (id: string) => cast.rows<Record<string, unknown>>(`select p.sku, e.min_quantity, e.basis, trim_scale(coalesce(e.value, c.value))::text as value, e.valid_from::text, e.valid_to::text, e.round_to::text from price_list_entry e left join product p on p.id = e.product_id left join price_entry_cost c on c.entry_id = e.id where e.price_list_id = ? order by 1, 2, 5 nulls first, 4`, [id])

describe('one rule for many entries', () => {
  test('is shown as what becomes of each, and changes nothing', async () => {
    const list = await create(usual()), before = await stored(list)
    const prepared = await prepare(list, { percent: '10', roundTo: '1', roundEnding: '0.9', from: day(5) })
    expect(prepared).toMatchObject({ state: 'Prepared', changeCount: 3, skippedCount: 1, faultCount: 0, actions: ['apply', 'discard'] })
    const shown = await items(prepared.id)
    expect(shown.map(({ product, valueBefore, valueAfter, endsOn, validFrom }) => [skus.indexOf(product.sku), valueBefore, valueAfter, endsOn, validFrom]).sort()).toEqual([[0, '10', '10.9', day(4), day(5)], [1, '20.5', '22.9', day(4), day(5)], [2, '80', '88', day(4), day(5)]])
    expect((await items(prepared.id, 'SHIFT')).map(({ shift }) => Math.abs(Number(shift)))).toEqual([11.71, 10, 9])
    expect(await stored(list)).toEqual(before)
  })

  test('is applied exactly as it was shown, and taken back', async () => {
    const list = await create(usual()), before = await stored(list), { id } = await prepare(list, { amount: '-0.5', from: day(3) })
    expect(await verb('applyPriceChange', id)).toMatchObject({ state: 'Applied', actions: ['undo'] })
    const after = await stored(list)
    expect(after.filter(({ valid_from }) => valid_from === day(3)).map(({ sku, value }) => [skus.indexOf(sku as string), value]).sort()).toEqual([[0, '9.5'], [1, '20'], [3, '-1.5']])
    expect(after.filter(({ valid_to }) => valid_to === day(2)).length).toBe(3)
    expect(await cast.refusal(admin, 'applyPriceChange', { id })).toBe('ILLEGAL_MOVE')
    expect(await verb('undoPriceChange', id)).toMatchObject({ state: 'Undone', actions: [] })
    expect(await stored(list)).toEqual(before)
  })

  test('corrections, what was added and what was taken away are taken back, too, with what stands on cost', async () => {
    const list = await create([{ sku: skus[0], value: '10' }, { sku: skus[1], basis: 'COST_PERCENT', value: '120', roundTo: '1' }, { sku: skus[2], value: '5' }]), before = await stored(list)
    const entries = (await cast.read(admin, 'query ($id: ID!) { priceList(id: $id) { entries { nodes { id product { sku } } } } }', { id: list })).priceList.entries.nodes
    const of = (sku: string) => entries.find(({ product }: any) => product.sku === sku).id
    const { id } = await prepare(list, { rows: [{ id: of(skus[0]!), basis: 'COST_SURCHARGE', value: '3' }, { id: of(skus[1]!), basis: 'FIXED', value: '50' }, { id: of(skus[2]!), remove: true }, { sku: skus[3], value: '1' }] })
    await verb('applyPriceChange', id)
    expect((await stored(list)).map(({ sku, basis, value }) => [skus.indexOf(sku as string), basis, value])).toEqual([[0, 'COST_SURCHARGE', '3'], [1, 'FIXED', '50'], [3, 'FIXED', '1']])
    await verb('undoPriceChange', id)
    expect(await stored(list)).toEqual(before)
  })

  test('what was changed in between is told, and nothing is applied or taken back', async () => {
    const list = await create(usual()), { id } = await prepare(list, { percent: '5' }), other = await prepare(list, { percent: '7' })
    await verb('applyPriceChange', id)
    expect(await change(other.id)).toMatchObject({ outdated: true, actions: ['discard'] })
    expect(await cast.refusal(admin, 'applyPriceChange', { id: other.id })).toBe('STALE')
    await cast.do(admin, 'setPriceListEntries', { id: list, revision: 3, rows: [{ sku: skus[4], value: '1' }] })
    expect(await cast.refusal(admin, 'undoPriceChange', { id })).toBe('STALE')
    expect(await verb('discardPriceChange', other.id)).toMatchObject({ state: 'Discarded', actions: [] })
  })

  test('two who apply at once: once', async () => {
    const list = await create(usual()), { id } = await prepare(list, { percent: '5' })
    const codes = await Promise.all([1, 2, 3].map(() => cast.refusal(admin, 'applyPriceChange', { id })))
    expect(codes.filter((code) => code === null).length).toBe(1)
    expect((await stored(list)).find(({ sku }) => sku === skus[0])!.value).toBe('10.5')
  })

  test('prices that held for a day are history', async () => {
    const list = await create(usual()), { id } = await prepare(list, { percent: '5', from: day(0) })
    await verb('applyPriceChange', id)
    await cast.rows(`update price_change set from_day = from_day - 2 where id = ?`, [id])
    expect(await cast.refusal(admin, 'undoPriceChange', { id })).toBe('PAST')
  })

  test('says which of them would be below cost, to those who may know', async () => {
    const list = await create([{ sku: skus[0], value: '0.5' }, { sku: skus[1], value: '100000' }]), { id, belowCostCount } = await prepare(list, { percent: '10' })
    expect([belowCostCount, (await items(id)).map(({ belowCost }) => belowCost).sort()]).toEqual([1, [false, true]])
  })

  test('unclear wishes are refused at their fields', async () => {
    const list = await create(usual()), faults = async (input: object) => (await cast.try(admin, 'preparePriceChange', { priceListId: list, ...input })).data!.answer.errors.map(({ code, path }) => `${code} ${path.join('.')}`)
    expect([await faults({}), await faults({ percent: '1', amount: '1' }), await faults({ percent: '-101', roundEnding: '1' }), await faults({ percent: '1', rows: [{ sku: 'x' }] })])
      .toEqual([['REQUIRED percent'], ['CONFLICTING amount'], ['OUT_OF_RANGE percent', 'OUT_OF_RANGE roundEnding'], ['CONFLICTING rows']])
  })
})

describe('more than somebody waits for', { timeout: 60_000 }, () => {
  const many = 2_100
  const filled = async () => {
    const list = await create()
    await cast.rows(`insert into price_list_entry (id, price_list_id, product_id, min_quantity, basis, value) select gen_random_uuid(), ?, (select id from product where sku = ?), n, 'FIXED', n from generate_series(1, ${many}) n`, [list, skus[0]])
    return list
  }
  const sum = async (list: string) => (await cast.rows(`select trim_scale(sum(value))::text as sum from price_list_entry where price_list_id = ?`, [list]))[0].sum

  test('is worked on in the background, with the way that it has come, in one piece', async () => {
    const list = await filled(), before = await sum(list), { id, changeCount } = await prepare(list, { amount: '1' })
    expect([changeCount, (await verb('applyPriceChange', id)).state]).toEqual([many, 'Applying'])
    await eventually(async () => change(id)).toMatchObject({ state: 'Applied', progress: many })
    expect(Number(await sum(list))).toBe(Number(before) + many)
    expect((await verb('undoPriceChange', id)).state).toBe('Undoing')
    await eventually(async () => (await change(id)).state).toEqual('Undone')
    expect(await sum(list)).toBe(before)
    expect((await cast.rows(`select actor_name, channel from event where type = 'pricelist.changed' and subject_id = ?`, [list]))[0]).toMatchObject({ channel: 'job' })
  })

  test('is taken up again when it was killed in the middle, and done once', async () => {
    const list = await filled(), before = await sum(list), { id } = await prepare(list, { amount: '1' })
    // somebody holds a rule of the last thousand, so that the work comes to stand there
    const holder = new pg.Client(server.database.adminUrl)
    await holder.connect()
    await holder.query('begin')
    await holder.query('select 1 from price_list_entry where id = (select entry_id from price_change_item where change_id = $1 and place = 2050) for update', [id])
    await verb('applyPriceChange', id)
    const [{ holding }] = (await holder.query('select pg_backend_pid() as holding')).rows
    const working = () => cast.rows<{ pid: number }>('select pid from pg_stat_activity where ? = any (pg_blocking_pids(pid))', [holding])
    await eventually(async () => (await working()).length).toBe(1)
    const [{ pid }] = await working() as [{ pid: number }]
    expect((await change(id)).progress).toBe(2_000)
    await cast.rows('select pg_terminate_backend(?)', [pid])
    await eventually(() => cast.rows('select 1 from pg_stat_activity where pid = ?', [pid])).toEqual([])
    expect([(await change(id)).state, await sum(list)]).toEqual(['Applying', before])
    await holder.query('rollback')
    await holder.end()
    // what the minute does
    await workOnChanges(await poolOf(server.database.databases.system))
    await eventually(async () => change(id)).toMatchObject({ state: 'Applied', progress: many })
    expect(Number(await sum(list))).toBe(Number(before) + many)
    expect(await cast.rows(`select revision from price_list where id = ? union all select count(*)::int from event where type = 'pricelist.changed' and subject_id = ?`, [list, list])).toEqual([{ revision: 2 }, { revision: 1 }])
  })

  test('does not happen when the list is changed before it is its turn', async () => {
    const list = await filled(), before = await sum(list), { id } = await prepare(list, { amount: '1' })
    await cast.rows(`update price_change set state = 'Applying', list_revision = list_revision - 1 where id = ?`, [id])
    await workOnChanges(await poolOf(server.database.databases.system))
    await eventually(async () => change(id)).toMatchObject({ state: 'Prepared', problem: 'STALE' })
    expect(await sum(list)).toBe(before)
  })
})
