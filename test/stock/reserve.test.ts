import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Cast, codeOf } from '../api/acting.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { agree, announce, bare, confirmed, desk, heldFor, inDays, orderOf, owner } from './trading.ts'

let server: TestServer, cast: Cast, productId: string
beforeAll(async () => { server = await startServer(); cast = new Cast(server) })
afterAll(() => server.close())
beforeEach(async () => { productId = await bare(cast, 5) })

/** Whoever waited too long for a lock, or came when too many were asking, is told to try again, and does. */
async function all(ids: string[], input: object): Promise<(string | null)[]> {
  const codes = new Map<string, string | null>()
  for (let waiting = ids, round = 0; waiting.length && round < 20; round++) {
    const answers = await Promise.all(waiting.map((id) => cast.try(desk, 'confirmOrder', { id, ...input })))
    waiting.forEach((id, index) => codes.set(id, codeOf(answers[index]!)))
    waiting = waiting.filter((id) => ['CONFLICT', 'OVERLOADED', 'TIMEOUT'].includes(codes.get(id) ?? ''))
  }
  return ids.map((id) => codes.get(id) ?? null)
}
const many = async (count: number, quantity = 1): Promise<string[]> => {
  const ids: string[] = []
  for (let index = 0; index < count; index++) ids.push(await cast.order([{ productId, quantity }]))
  return ids
}

test('forty buyers for five pieces, all at once: five get them, and the others are told that there are none', { timeout: 60_000 }, async () => {
  const orders = await many(40), codes = await all(orders, { onlyFromStock: true })
  const tally = (code: string | null) => codes.filter((one) => one === code).length
  expect({ done: tally(null), none: tally('OUT_OF_STOCK'), others: [...new Set(codes)].filter((code) => code !== null && code !== 'OUT_OF_STOCK') }).toEqual({ done: 5, none: 35, others: [] })
  const [stock] = await cast.rows('select available, on_hand - reserved as free from stock where product_id = ?', [productId])
  expect(stock).toEqual({ available: 0, free: 0 })
  const states = await cast.rows(`select state, count(*)::int as n from sales_order where id = any (?) group by 1 order by 1`, [`{${orders.join()}}`])
  expect(states).toEqual([{ state: 'Confirmed', n: 5 }, { state: 'Placed', n: 35 }])
  await agree(cast)
})

test('without that wish all are confirmed: five for now, eight for what comes, the rest for what is made', { timeout: 60_000 }, async () => {
  await announce(cast, productId, 8, 9)
  const orders = await many(20)
  expect(new Set(await all(orders, {}))).toEqual(new Set([null]))
  const days = await cast.rows(`select promise_date::text as day, count(*)::int as n from sales_order where id = any (?) group by 1 order by 1`, [`{${orders.join()}}`])
  expect(days).toEqual([{ day: await inDays(cast, 2), n: 5 }, { day: await inDays(cast, 11), n: 8 }, { day: await inDays(cast, 42), n: 7 }])
  await agree(cast)
})

test('orders with products in common, each in another order, do not wait for each other in a circle', { timeout: 60_000 }, async () => {
  const [other] = (await cast.products(2)).filter(({ id }) => id !== productId)
  const orders: string[] = []
  for (let index = 0; index < 12; index++) {
    const lines = [{ productId, quantity: 1 }, { productId: other!.id, quantity: 1 }]
    orders.push(await cast.order(index % 2 ? lines : lines.reverse()))
  }
  expect(new Set(await all(orders, {}))).toEqual(new Set([null]))
  await agree(cast)
})

test('a line is split over the shelf, what comes and what is made, and its buyer sees the parts', async () => {
  await announce(cast, productId, 4, 9)
  const id = await confirmed(cast, [{ productId, quantity: 12 }])
  const parts = [{ date: await inDays(cast, 2), quantity: 5 }, { date: await inDays(cast, 11), quantity: 4 }, { date: await inDays(cast, 42), quantity: 3 }]
  expect(await orderOf(cast, id)).toMatchObject({ state: 'Confirmed', promiseDate: parts[2]!.date, lines: [{ reservedQuantity: 5, promiseDate: parts[2]!.date, promiseParts: parts }] })
  expect((await heldFor(cast, id)).map(({ source }) => source)).toEqual(['Stock', 'Supply', 'Make'])
  const { product } = await cast.read(owner, `{ product(id: "${productId}") { available inboundQuantity inboundDate } }`)
  expect(product).toEqual({ available: 0, inboundQuantity: null, inboundDate: null })
  await agree(cast)
})

test('shipping takes first what lies there for the line; what is free goes too, and is then waited for no more', async () => {
  await announce(cast, productId, 4, 9)
  const id = await confirmed(cast, [{ productId, quantity: 9 }]), [line] = await cast.rows('select id from order_line where order_id = ?', [id])
  expect(codeOf(await cast.try(desk, 'shipOrder', { id, lines: [{ orderLineId: line.id, quantity: 6 }] }))).toBe('OUT_OF_STOCK')
  await cast.do(desk, 'shipOrder', { id, lines: [{ orderLineId: line.id, quantity: 2 }, { orderLineId: line.id, quantity: 1 }] })
  expect(await heldFor(cast, id)).toMatchObject([{ source: 'Stock', quantity: 2 }, { source: 'Supply', quantity: 4 }])
  await cast.rows('update stock set on_hand = on_hand + 3 where product_id = ?', [productId])
  await cast.do(desk, 'shipOrder', { id, lines: [{ orderLineId: line.id, quantity: 4 }] })
  expect(await heldFor(cast, id)).toMatchObject([{ source: 'Supply', quantity: 2 }])
  expect(await cast.rows(`select sum(quantity)::int as gone from reservation where order_line_id = ? and state = 'Consumed'`, [line.id])).toEqual([{ gone: 5 }])
  await agree(cast)
})

test('what a canceled order held can be had again, also of what is on its way', async () => {
  const supplyId = await announce(cast, productId, 4, 9), id = await confirmed(cast, [{ productId, quantity: 9 }])
  await cast.do(desk, 'cancelOrder', { id })
  expect(await heldFor(cast, id)).toEqual([])
  expect(await cast.rows('select (select available from stock where product_id = u.product_id) as free, reserved from supply u where id = ?', [supplyId])).toEqual([{ free: 5, reserved: 0 }])
  await agree(cast)
})

test('an order that is only placed holds nothing', async () => {
  const id = await cast.order([{ productId, quantity: 3 }])
  expect([await heldFor(cast, id), (await cast.rows('select available from stock where product_id = ?', [productId]))[0].available]).toEqual([[], 5])
})

test('complete delivery is the buyer\'s wish and the desk\'s decision', async () => {
  const { order } = await cast.do(owner, 'placeOrder', { lines: [{ productId, quantity: 7 }], deliverComplete: true }, 'order { id deliverComplete }')
  expect(order.deliverComplete).toBe(true)
  await cast.do(desk, 'confirmOrder', { id: order.id })
  expect(await orderOf(cast, order.id)).toMatchObject({ deliverComplete: true, promiseDate: await inDays(cast, 42) })
  const other = await cast.order([{ productId, quantity: 1 }])
  await cast.do(desk, 'confirmOrder', { id: other, deliverComplete: true })
  expect((await orderOf(cast, other)).deliverComplete).toBe(true)
})

test('the promise is that of what is still open: without its slowest line it is earlier, and its people learn of it', async () => {
  const told = (id: string) => cast.rows(`select data ->> 'from' as from, data ->> 'to' as to from event where subject_id = ? and type = 'order.repromised' order by at`, [id])
  const soon = await inDays(cast, 2), late = await inDays(cast, 42), lines = [{ productId, quantity: 2 }, { productId, quantity: 7 }]
  const without = async (id: string, position: number, quantity: number) => {
    const [line] = await cast.rows('select id from order_line where order_id = ? and position = ?', [id, position])
    const { orderChange } = await cast.do(desk, 'requestOrderChange', { orderId: id, submit: true, lines: [{ orderLineId: line.id, quantity }] }, 'orderChange { id }')
    await cast.do(desk, 'applyOrderChange', { id: orderChange.id })
    return (await orderOf(cast, id)).promiseDate
  }
  const id = await confirmed(cast, lines)
  expect([(await orderOf(cast, id)).promiseDate, await without(id, 2, 6), await told(id)]).toEqual([late, late, []])
  expect([await without(id, 2, 0), await told(id)]).toEqual([soon, [{ from: late, to: soon }]])
  const chosen = await cast.order(lines), day = await inDays(cast, 50)
  await cast.do(desk, 'confirmOrder', { id: chosen, promiseDate: day })
  expect([await without(chosen, 2, 0), await told(chosen)]).toEqual([day, []])
  await cast.do(desk, 'cancelOrder', { id: chosen })
  const parted = await confirmed(cast, lines), [first] = await cast.rows('select id from order_line where order_id = ? and position = 1', [parted])
  await cast.do(desk, 'shipOrder', { id: parted, lines: [{ orderLineId: first.id, quantity: 2 }] })
  await cast.do(desk, 'cancelOrder', { id: parted })
  expect(await orderOf(cast, parted)).toMatchObject({ state: 'Shipped', promiseDate: await inDays(cast, 0) })
  await agree(cast)
})
