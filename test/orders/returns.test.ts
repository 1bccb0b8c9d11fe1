import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'
import { Cast, nobodysId, tally } from '../api/acting.ts'
import { agree, bare, confirmed, heldFor } from '../stock/trading.ts'

const owner = 'owner@northstar.example', desk = 'desk@guanxi.example', rep = 'rep@guanxi.example'

let server: TestServer, cast: Cast, productId: string
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  productId = (await cast.plenty())[0]!.id
})
afterAll(() => server.close())

/** An order of which so many have arrived. */
async function delivered(quantity = 4): Promise<{ id: string; line: string }> {
  const id = await cast.order([{ productId, quantity }])
  for (const [verb, input] of [['confirmOrder', {}], ['shipOrder', {}], ['deliverOrder', {}]] as const) await cast.do(desk, verb, { id, ...input })
  return { id, line: (await cast.rows('select id from order_line where order_id = ?', [id]))[0].id }
}
const asking = ({ id, line }: { id: string; line: string }, quantity: number) => ({ orderId: id, reason: 'DEFECTIVE', note: 'It rattles', lines: [{ orderLineId: line, quantity, condition: 'DEFECTIVE' }] })
const request = async (of: { id: string; line: string }, quantity: number) => (await cast.do(owner, 'requestReturn', asking(of, quantity), 'return { id number state lines { id quantity } }')).return
const onHand = async (): Promise<number> => (await cast.rows('select on_hand from stock where product_id = ?', [productId]))[0].on_hand

test('asked for, approved, received: what can be sold again is in stock, the rest is scrapped', async () => {
  const of = await delivered(), found = await request(of, 3)
  expect(found).toMatchObject({ number: expect.stringMatching(/^R-NST-\d{4}$/), state: 'Requested', lines: [{ quantity: 3 }] })
  expect(await cast.refusal(desk, 'receiveReturn', { id: found.id, lines: [{ returnLineId: found.lines[0].id, quantity: 3, restock: 3 }] })).toBe('ILLEGAL_MOVE')
  await cast.do(desk, 'approveReturn', { id: found.id, note: 'To the warehouse in Taichung' })
  const before = await onHand()
  await cast.do(desk, 'receiveReturn', { id: found.id, lines: [{ returnLineId: found.lines[0].id, quantity: 2, restock: 1 }] })
  expect(await onHand()).toBe(before + 1)
  const { order } = await cast.read(owner, `{ order(id: "${of.id}") { lines { returnedQuantity } returns { state decisionNote lines { receivedQuantity restockedQuantity } } timeline(first: 3) { nodes { type } } } }`)
  expect(order).toMatchObject({ lines: [{ returnedQuantity: 2 }], returns: [{ state: 'Received', decisionNote: 'To the warehouse in Taichung', lines: [{ receivedQuantity: 2, restockedQuantity: 1 }] }] })
  expect(order.timeline.nodes[0].type).toBe('return.received')
  await cast.do(desk, 'closeReturn', { id: found.id })
})

test('never more than has arrived and was not sent back', async () => {
  const of = await delivered()
  await request(of, 3)
  const { data } = await cast.try(owner, 'requestReturn', asking(of, 2))
  expect(data!.answer.errors).toMatchObject([{ code: 'OUT_OF_RANGE', path: ['lines', '0', 'quantity'] }])
  expect(await cast.refusal(owner, 'requestReturn', { ...asking(of, 1), lines: [] })).toBe('REQUIRED')
  expect(await cast.refusal(owner, 'requestReturn', { ...asking(of, 1), lines: [{ orderLineId: nobodysId, quantity: 1, condition: 'USED' }] })).toBe('NOT_FOUND')
  const rejected = await request(of, 1)
  await cast.do(desk, 'rejectReturn', { id: rejected.id, reason: 'Worn, not broken' })
  // what was rejected may be asked for again
  await request(of, 1)
  const open = await cast.order([{ productId, quantity: 1 }])
  const [line] = await cast.rows('select id from order_line where order_id = ?', [open])
  expect(await cast.refusal(owner, 'requestReturn', asking({ id: open, line: line.id }, 1))).toBe('OUT_OF_RANGE')
})

test('five ask at once for what is there once', async () => {
  const of = await delivered(2)
  expect(tally(await Promise.all([1, 2, 3, 4, 5].map(() => cast.try(owner, 'requestReturn', asking(of, 2)))))).toEqual({ done: 1, OUT_OF_RANGE: 4 })
})

test('more came than was announced, or more is to be sold than came: refused with its path; received twice: once', async () => {
  const found = await request(await delivered(), 2), [line] = found.lines
  await cast.do(desk, 'approveReturn', { id: found.id })
  const refused = async (quantity: number, restock: number) => (await cast.try(desk, 'receiveReturn', { id: found.id, lines: [{ returnLineId: line.id, quantity, restock }] })).data!.answer.errors.map(({ code, path }) => [code, path.join('.')])
  expect(await refused(3, 1)).toEqual([['OUT_OF_RANGE', 'lines.0.quantity']])
  expect(await refused(1, 2)).toEqual([['OUT_OF_RANGE', 'lines.0.restock']])
  expect(await refused(0, 0)).toEqual([['EMPTY', 'lines']])
  const before = await onHand()
  expect(tally(await Promise.all([1, 2, 3].map(() => cast.try(desk, 'receiveReturn', { id: found.id, lines: [{ returnLineId: line.id, quantity: 2, restock: 2 }] }))))).toEqual({ done: 1, ILLEGAL_MOVE: 2 })
  expect(await onHand()).toBe(before + 2)
})

test("nobody else's: rivals, parents and sub-dealers find nothing, a dealer decides nothing", async () => {
  const found = await request(await delivered(), 1)
  for (const email of ['owner@rival.example', 'owner@substar.example']) {
    expect(await cast.refusal(email, 'cancelReturn', { id: found.id })).toBe('NOT_FOUND')
    expect((await cast.read(email, `{ return(id: "${found.id}") { id } }`)).return).toBeNull()
  }
  expect(await cast.refusal(rep, 'approveReturn', { id: found.id })).toBe('FORBIDDEN')
  await cast.do(owner, 'cancelReturn', { id: found.id })
  const other = await request(await delivered(), 1)
  await cast.do(desk, 'approveReturn', { id: other.id })
  expect(await cast.refusal(owner, 'cancelReturn', { id: other.id })).toBe('ILLEGAL_MOVE')
})

test('what comes back is first for who waits for theirs to be made', async () => {
  const scarce = await bare(cast, 2), id = await confirmed(cast, [{ productId: scarce, quantity: 2 }])
  for (const verb of ['shipOrder', 'deliverOrder']) await cast.do(desk, verb, { id })
  const [line] = await cast.rows('select id from order_line where order_id = ?', [id]), waiting = await confirmed(cast, [{ productId: scarce, quantity: 1 }])
  expect(await heldFor(cast, waiting)).toMatchObject([{ source: 'Make', quantity: 1 }])
  const found = await request({ id, line: line.id }, 2)
  await cast.do(desk, 'approveReturn', { id: found.id })
  await cast.do(desk, 'receiveReturn', { id: found.id, lines: [{ returnLineId: found.lines[0].id, quantity: 2, restock: 1 }] })
  expect(await heldFor(cast, waiting)).toMatchObject([{ source: 'Stock', quantity: 1 }])
  await agree(cast)
})

test('of what was built, all that went into it comes back', async () => {
  const [first, second] = (await cast.products(2, 15)).map(({ id }) => id), id = await cast.order([{ productId: first, quantity: 2 }])
  await cast.rows('update order_line set parts = ?::jsonb where order_id = ?', [JSON.stringify([{ productId: first, quantity: 1 }, { productId: second, quantity: 3 }]), id])
  const [line] = await cast.rows('select id from order_line where order_id = ?', [id]), lying = async () => (await cast.rows('select on_hand from stock where product_id in (?, ?) order by product_id = ? desc', [first, second, first])).map((row) => row.on_hand as number)
  const [before, beforeSecond] = (await lying()) as [number, number]
  for (const verb of ['confirmOrder', 'shipOrder', 'deliverOrder']) await cast.do(desk, verb, { id })
  expect(await lying()).toEqual([before - 2, beforeSecond - 6])
  const found = await request({ id, line: line.id }, 2)
  await cast.do(desk, 'approveReturn', { id: found.id })
  await cast.do(desk, 'receiveReturn', { id: found.id, lines: [{ returnLineId: found.lines[0].id, quantity: 2, restock: 1 }] })
  expect(await lying()).toEqual([before - 1, beforeSecond - 3])
})
