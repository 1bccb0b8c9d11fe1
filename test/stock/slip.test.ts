import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { repromiseOrders } from '../../server/orders/repromise-orders.ts'
import { poolOf } from '../../server/orm.ts'
import { Cast } from '../api/acting.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { agree, announce, bare, confirmed, desk, heldFor, inDays, orderOf, owner, product, rival } from './trading.ts'

let server: TestServer, cast: Cast, productId: string
beforeAll(async () => { server = await startServer(); cast = new Cast(server) })
afterAll(() => server.close())
beforeEach(async () => { productId = await bare(cast, 0); await cast.rows(`delete from mail where kind = 'order_repromised'`) })

const slip = async (id: string, days: number, more: object = {}) => cast.do(product, 'editSupply', { id, expectedDate: await inDays(cast, days), ...more }, 'repromised supply { state reserved }')
const told = (id: string) => cast.rows(`select data ->> 'from' as from, data ->> 'to' as to, public from event where subject_id = ? and type = 'order.repromised' order by at`, [id])
/** By person the orders that they are told of, whether in one letter or, when that was on its way already, in two. */
const lettersTo = async (): Promise<Record<string, string[]>> =>
  Object.fromEntries((await cast.rows(`select u.email, jsonb_agg(o.value ->> 'number') as numbers from mail m join app_user u on u.id = m.user_id, jsonb_array_elements(m.data -> 'orders') o where m.kind = 'order_repromised' group by 1`)).map(({ email, numbers }) => [email, numbers]))

test('who waited for what slipped is promised the new day; the order says so, its dealer sees it, its people get a letter', async () => {
  const supplyId = await announce(cast, productId, 10, 5), id = await confirmed(cast, [{ productId, quantity: 3 }]), first = await inDays(cast, 7), then = await inDays(cast, 17)
  expect((await orderOf(cast, id)).promiseDate).toBe(first)
  expect(await slip(supplyId, 15)).toMatchObject({ repromised: 1, supply: { reserved: 3 } })
  expect(await orderOf(cast, id)).toMatchObject({ promiseDate: then, promisedBefore: first, lines: [{ promiseDate: then }] })
  expect(await told(id)).toEqual([{ from: first, to: then, public: true }])
  const { order, home } = await cast.read(owner, `{ home { promisedLater } order(id: "${id}") { timeline(first: 5) { nodes { type } } } }`)
  expect(order.timeline.nodes.map(({ type }: any) => type)).toContain('order.repromised')
  expect(home.promisedLater).toBeGreaterThanOrEqual(1)
  const letters = await lettersTo()
  expect(Object.keys(letters)).toEqual(expect.arrayContaining([owner, desk, 'rep@guanxi.example']))
  expect(Object.keys(letters)).not.toContain(rival)
  await agree(cast)
})

test('the shelf and other supplies come before the new day, for the most urgent first', async () => {
  const slips = await announce(cast, productId, 4, 5)
  const one = await confirmed(cast, [{ productId, quantity: 2 }]), two = await confirmed(cast, [{ productId, quantity: 2 }])
  await announce(cast, productId, 2, 8)
  await slip(slips, 20)
  expect([(await orderOf(cast, one)).promiseDate, (await orderOf(cast, two)).promiseDate]).toEqual([await inDays(cast, 10), await inDays(cast, 22)])
  await agree(cast)
})

test('what can be had from the shelf keeps its day, and nobody is told anything', async () => {
  const slips = await announce(cast, productId, 4, 5), id = await confirmed(cast, [{ productId, quantity: 4 }]), before = (await orderOf(cast, id)).promiseDate
  await cast.do(desk, 'receiveStock', { productId, quantity: 4 })
  expect(await slip(slips, 20)).toMatchObject({ repromised: 0, supply: { reserved: 0 } })
  expect([(await orderOf(cast, id)).promiseDate, await told(id), await lettersTo()]).toEqual([before, [], {}])
  expect(await heldFor(cast, id)).toMatchObject([{ source: 'Stock', quantity: 4 }])
  await agree(cast)
})

test('of fewer pieces than announced, those who were promised theirs last lose them', async () => {
  const supplyId = await announce(cast, productId, 5, 5)
  const one = await confirmed(cast, [{ productId, quantity: 3 }]), two = await confirmed(cast, [{ productId, quantity: 2 }]), day = (await orderOf(cast, one)).promiseDate
  expect(await cast.do(product, 'editSupply', { id: supplyId, quantity: 4 }, 'repromised')).toMatchObject({ repromised: 1 })
  expect([(await orderOf(cast, one)).promiseDate, (await orderOf(cast, two)).promiseDate]).toEqual([day, await inDays(cast, 42)])
  expect((await heldFor(cast, two)).map(({ source, quantity }) => [source, quantity])).toEqual([['Supply', 1], ['Make', 1]])
  await agree(cast)
})

test('what will not come is promised from elsewhere', async () => {
  const supplyId = await announce(cast, productId, 5, 5), id = await confirmed(cast, [{ productId, quantity: 3 }])
  expect(await cast.do(desk, 'cancelSupply', { id: supplyId, reason: 'Lost at sea' }, 'repromised supply { state reserved actions }')).toMatchObject({ repromised: 1, supply: { state: 'Canceled', reserved: 0, actions: [] } })
  expect((await orderOf(cast, id)).promiseDate).toBe(await inDays(cast, 42))
  await agree(cast)
})

test('what comes in is first for those who were promised it, in parts, too', async () => {
  const supplyId = await announce(cast, productId, 5, 5), id = await confirmed(cast, [{ productId, quantity: 3 }])
  await cast.do(product, 'receiveSupply', { id: supplyId, quantity: 2 })
  expect((await heldFor(cast, id)).map(({ source, quantity }) => [source, quantity])).toEqual(expect.arrayContaining([['Stock', 2], ['Supply', 1]]))
  expect(await cast.refusal(product, 'receiveSupply', { id: supplyId, quantity: 4 })).toBe('OUT_OF_RANGE')
  const { supply } = await cast.do(product, 'receiveSupply', { id: supplyId }, 'supply { state receivedQuantity }')
  expect(supply).toEqual({ state: 'Received', receivedQuantity: 5 })
  expect(await cast.rows('select on_hand - reserved as free from stock where product_id = ?', [productId])).toEqual([{ free: 2 }])
  expect(await cast.refusal(product, 'editSupply', { id: supplyId, quantity: 9 })).toBe('ILLEGAL_MOVE')
  await agree(cast)
})

test('who waits for theirs to be made is first when something comes, and keeps the day', async () => {
  const id = await confirmed(cast, [{ productId, quantity: 3 }]), day = (await orderOf(cast, id)).promiseDate
  await cast.do(desk, 'receiveStock', { productId, quantity: 2 })
  await announce(cast, productId, 1, 6)
  expect((await heldFor(cast, id)).map(({ source, quantity, date }) => [source, quantity, date])).toEqual([['Stock', 2, day], ['Supply', 1, day]])
  expect((await orderOf(cast, id)).promiseDate).toBe(day)
})

test('earlier supply changes no promise until somebody asks', async () => {
  const id = await confirmed(cast, [{ productId, quantity: 3 }]), day = (await orderOf(cast, id)).promiseDate
  const later = await announce(cast, productId, 3, 60)
  await cast.do(product, 'editSupply', { id: later, expectedDate: await inDays(cast, 4) })
  expect((await orderOf(cast, id)).promiseDate).toBe(day)
  await cast.do(desk, 'receiveStock', { productId, quantity: 3 })
  expect((await orderOf(cast, id)).promiseDate).toBe(day)
  const other = await confirmed(cast, [{ productId, quantity: 4 }])
  expect((await orderOf(cast, other)).promiseDate).toBe(await inDays(cast, 42))
  await cast.rows('update stock set on_hand = on_hand + 1 where product_id = ?', [productId])
  expect((await cast.read(desk, `{ order(id: "${other}") { actions } }`)).order.actions).toContain('repromise')
  await cast.do(desk, 'repromiseOrder', { id: other })
  expect([(await orderOf(cast, other)).promiseDate, (await told(other)).length]).toEqual([await inDays(cast, 2), 1])
  await agree(cast)
})

test('what was too much for one go is done by the job, once, whole or not at all', async () => {
  const supplyId = await announce(cast, productId, 6, 5), system = await poolOf(server.database.databases.system)
  const orders = [await confirmed(cast, [{ productId, quantity: 2 }]), await confirmed(cast, [{ productId, quantity: 2 }]), await confirmed(cast, [{ productId, quantity: 2 }])]
  // as a slip leaves it that concerns more orders than are locked at once
  await cast.rows('update supply set expected_date = ?::date where id = ?', [await inDays(cast, 12), supplyId])
  await cast.rows('update reservation set due = true where supply_id = ?', [supplyId])
  const client = await system.connect()
  await client.query('begin')
  await client.query('select 1 from sales_order where id = $1 for update', [orders[1]])
  expect(await repromiseOrders(system)).toBe(2)
  await client.query('rollback')
  client.release()
  expect((await heldFor(cast, orders[1]!))[0].due).toBe(true)
  const both = await Promise.all([repromiseOrders(system), repromiseOrders(system)])
  expect(both.reduce((sum, told) => sum + told)).toBe(1)
  expect(await repromiseOrders(system)).toBe(0)
  for (const id of orders) expect([(await orderOf(cast, id)).promiseDate, (await told(id)).length]).toEqual([await inDays(cast, 14), 1])
  expect((await lettersTo())[desk]).toHaveLength(3)
  await agree(cast)
})

test('refused: a day that is over, fewer than are here, an older look, another system\'s number twice, and whoever may not', async () => {
  const id = await announce(cast, productId, 5, 5)
  await cast.do(desk, 'receiveSupply', { id, quantity: 2 })
  const { supply: { revision } } = await cast.read(desk, `{ supply(id: "${id}") { revision } }`)
  const refused = async (who: string, name: string, input: object) => (await cast.try(who, name, input as any)).data?.answer.errors.map(({ code, path }) => [code, path])
  expect(await refused(desk, 'editSupply', { id, expectedDate: '2020-01-01' })).toEqual([['PAST', ['expectedDate']]])
  expect(await refused(desk, 'editSupply', { id, quantity: 2 })).toEqual([['OUT_OF_RANGE', ['quantity']]])
  expect(await refused(desk, 'editSupply', { id, quantity: 9, revision: revision - 1 })).toEqual([['STALE', ['revision']]])
  const announced = { productId, quantity: 1, expectedDate: await inDays(cast, 3), externalId: 'ERP-1' }
  await cast.do(desk, 'announceSupply', announced)
  expect(await refused(desk, 'announceSupply', announced)).toEqual([['TAKEN', ['externalId']]])
  expect(await refused(desk, 'announceSupply', { ...announced, externalId: null, expectedDate: '2020-01-01' })).toEqual([['PAST', ['expectedDate']]])
  expect(await cast.refusal('rep@guanxi.example', 'cancelSupply', { id })).toBe('FORBIDDEN')
  expect((await cast.ask(owner, '{ supplies { nodes { id } } }')).errors?.[0]?.message).toContain('Cannot query field')
  expect((await cast.ask('rep@guanxi.example', '{ supplies(filter: { late: true }) { nodes { id late orderCount product { sku } } } }')).errors).toBeUndefined()
})
