import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'
import { Cast, codeOf, tally } from './acting.ts'

const rep = 'rep@guanxi.example', manager = 'manager@guanxi.example', desk = 'desk@guanxi.example'

let server: TestServer, cast: Cast
beforeAll(async () => { server = await startServer(); cast = new Cast(server) })
afterAll(() => server.close())

const revisionOf = async (id: string): Promise<number> => (await cast.read(rep, `{ quote(id: "${id}") { version { revision } } }`)).quote.version.revision

test.each([
  ['the discount', () => ({ discountPercent: '5' }), () => ({ discountPercent: '7' })],
  ['the note', () => ({ note: 'one' }), () => ({ note: 'other' })],
  ['the internal note', () => ({ internalNote: 'one' }), () => ({ internalNote: 'other' })],
  ['the validity', () => ({ validUntil: '2030-01-01' }), () => ({ validUntil: '2031-01-01' })],
  ['a description, with the same total', (productId: string) => ({ lines: [{ productId, quantity: 2, description: 'one' }] }), (productId: string) => ({ lines: [{ productId, quantity: 2, description: 'other' }] })],
] as const)('two people edit %s of the same draft: one of them is told', async (_what, one, other) => {
  const [product] = await cast.products(1)
  const id = await cast.quote('Draft', '0', [{ productId: product!.id, quantity: 2 }])
  const revision = await revisionOf(id)
  const answers = await Promise.all([cast.try(rep, 'editQuote', { id, revision, ...one(product!.id) }), cast.try(manager, 'editQuote', { id, revision, ...other(product!.id) })])
  expect(tally(answers)).toEqual({ done: 1, STALE: 1 })
  expect(answers.find((answer) => codeOf(answer) === 'STALE')!.data!.answer.errors[0]!.path).toEqual(['revision'])
  expect(await revisionOf(id)).toBeGreaterThan(revision)
  expect(await cast.rows(`select count(*)::int as n from event where subject_id = ? and type = 'quote.edited'`, [id])).toEqual([{ n: 2 }])
})

test('approve and cancel at the same moment: whatever comes first, the end is one that the flow allows', async () => {
  for (let round = 0; round < 4; round++) {
    const id = await cast.quote('PendingApproval')
    const [approved, canceled] = await Promise.all([cast.try(manager, 'approveQuote', { id }), cast.try(rep, 'cancelQuote', { id })])
    expect(codeOf(canceled)).toBeNull()
    expect([null, 'ILLEGAL_MOVE']).toContain(codeOf(approved))
    const [row] = await cast.rows(`select v.state, (select array_agg(type order by id) from event where subject_id = v.quote_id and type in ('quote.approved', 'quote.canceled')) as events, (select a.state from quote_approval a where a.version_id = v.id) as approval from quote_version v where v.quote_id = ? order by number desc limit 1`, [id])
    expect(row.state).toBe('Canceled')
    expect(row.events).toEqual(codeOf(approved) === null ? ['quote.approved', 'quote.canceled'] : ['quote.canceled'])
    expect(row.approval).toBe(codeOf(approved) === null ? 'Approved' : 'Withdrawn')
  }
})

test('two revisions at once leave one open version', async () => {
  const id = await cast.quote('Presented')
  const answers = await Promise.all([rep, manager, rep, manager].map((email) => cast.try(email, 'reviseQuote', { id })))
  expect(tally(answers)).toEqual({ done: 1, ILLEGAL_MOVE: 3 })
  const versions = await cast.rows('select number, state, superseded from quote_version where quote_id = ? order by number', [id])
  expect(versions.filter(({ superseded }) => !superseded)).toEqual([{ number: 2, state: 'Draft', superseded: false }])
})

test('put into the cart from six windows at once, a product lies in it six times', async () => {
  const [product] = await cast.products(1), dealer = 'owner@northstar.example'
  await cast.do(dealer, 'clearCart', {})
  await Promise.all(Array.from({ length: 6 }, () => cast.do(dealer, 'addCartLines', { lines: [{ sku: product!.sku, quantity: 1 }] })))
  expect((await cast.read(dealer, '{ cart { lines { quantity } } }')).cart.lines).toEqual([{ quantity: 6 }])
  await cast.do(dealer, 'clearCart', {})
})

test('accepting and revising at once: an order of the offer that was seen, or none', async () => {
  for (let round = 0; round < 3; round++) {
    const id = await cast.quote('Presented')
    const [accepted, revised] = await Promise.all([cast.try('owner@northstar.example', 'acceptQuote', { id }), cast.try(rep, 'reviseQuote', { id })])
    expect(tally([accepted, revised])).toEqual({ done: 1, ILLEGAL_MOVE: 1 })
    const [{ orders }] = await cast.rows('select count(*)::int as orders from sales_order where quote_id = ?', [id])
    expect(orders).toBe(codeOf(accepted) === null ? 1 : 0)
  }
})

test('thirty confirmations of a scarce product: stock is shared out once, never below nothing', { timeout: 60_000 }, async () => {
  const [product] = await cast.products(1, 5)
  const productId = product!.id
  const orders: string[] = []
  for (let index = 0; index < 30; index++) orders.push(await cast.order([{ productId, quantity: 3 }, { productId, quantity: 1 }]))
  await cast.rows('update partner_terms set credit_limit = 100000000 where partner_id = (select id from partner where code = ?)', ['NST'])
  await cast.rows('update stock set on_hand = reserved + 50 where product_id = ?', [productId])

  let waiting = orders
  // whoever waited too long for the stock's lock is told to try again, and does
  for (let round = 0; waiting.length && round < 5; round++) {
    const answers = await Promise.all(waiting.map((id) => cast.try(desk, 'confirmOrder', { id })))
    expect(Object.keys(tally(answers)).filter((code) => !['done', 'CONFLICT'].includes(code))).toEqual([])
    waiting = waiting.filter((_, index) => codeOf(answers[index]!) === 'CONFLICT')
  }
  expect(waiting).toEqual([])
  const [stock] = await cast.rows('select on_hand, reserved, available, (select sum(reserved_quantity)::int from order_line where product_id = s.product_id) as held from stock s where product_id = ?', [productId])
  expect(stock.available).toBe(0)
  expect(stock.reserved).toBe(stock.held)
  const marks = orders.map(() => '?').join(', ')
  const [given] = await cast.rows(`select sum(reserved_quantity)::int as pieces, max(reserved_quantity) as most from order_line where order_id in (${marks})`, orders)
  expect(given).toEqual({ pieces: 50, most: 3 })

  await Promise.all(orders.map((id) => cast.try(desk, 'cancelOrder', { id })))
  for (const id of orders) await cast.try(desk, 'cancelOrder', { id })
  const [after] = await cast.rows('select available, reserved, (select sum(reserved_quantity)::int from order_line where product_id = s.product_id) as held from stock s where product_id = ?', [productId])
  expect(after).toMatchObject({ available: 50, reserved: after.held })
})
