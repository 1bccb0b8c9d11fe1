import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'
import { Cast, codeOf, nobodysId, tally } from '../api/acting.ts'

const owner = 'owner@northstar.example', buyer = 'buyer@northstar.example', desk = 'desk@guanxi.example', manager = 'manager@guanxi.example'

let server: TestServer, cast: Cast, products: { id: string }[]
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  products = await cast.plenty(3)
})
afterAll(() => server.close())

interface Line { id: string; quantity: number; canceled_quantity: number; shipped_quantity: number; reserved_quantity: number; unit_price: string; amount: string; product_id: string }
const linesOf = (id: string) => cast.rows<Line>('select * from order_line where order_id = ? order by position', [id])
const stateOf = async (id: string): Promise<string> => (await cast.rows('select state from sales_order where id = ?', [id]))[0].state
const totals = async (id: string) => (await cast.rows('select a.total::float as total, (select sum(amount)::float from order_line l where l.order_id = a.order_id) as lines from order_amount a where order_id = ?', [id]))[0]
async function order(confirmed = false): Promise<{ id: string; lines: Line[] }> {
  const id = await cast.order(products.slice(0, 2).map((product) => ({ productId: product.id, quantity: 4 })))
  if (confirmed) await cast.do(desk, 'confirmOrder', { id })
  return { id, lines: await linesOf(id) }
}
const request = (email: string, input: Record<string, unknown>, submit = true) => cast.do(email, 'requestOrderChange', { submit, ...input }, 'orderChange { id state totalBefore totalAfter lines { quantityBefore quantityAfter } actions }')

test('a dealer asks, the desk applies: quantities, reservations and totals follow, and how it was stays', async () => {
  const { id, lines: [first, second] } = await order(true)
  const { orderChange } = await request(owner, { orderId: id, reason: 'The customer wants less', lines: [{ orderLineId: first!.id, quantity: 2 }, { orderLineId: second!.id, quantity: 0 }], added: [{ productId: products[2]!.id, quantity: 3 }], requestedDate: '2099-01-31' })
  expect(orderChange).toMatchObject({ state: 'Submitted', lines: [{ quantityBefore: 4, quantityAfter: 2 }, { quantityBefore: 4, quantityAfter: 0 }, { quantityBefore: 0, quantityAfter: 3 }] })
  expect(await linesOf(id)).toMatchObject([{ quantity: 4 }, { quantity: 4 }])
  await cast.do(desk, 'applyOrderChange', { id: orderChange.id })
  expect(await linesOf(id)).toMatchObject([{ quantity: 2, canceled_quantity: 0, reserved_quantity: 2 }, { quantity: 4, canceled_quantity: 4, reserved_quantity: 0 }, { quantity: 3, reserved_quantity: 3, product_id: products[2]!.id }])
  const { total, lines } = await totals(id)
  expect(total).toBe(lines)
  expect(total).toBe(Number(orderChange.totalAfter))
  const { order: seen } = await cast.read(owner, `{ order(id: "${id}") { requestedDate changes { state totalBefore decidedAt } timeline(first: 3) { nodes { type summary } } } }`)
  expect(seen).toMatchObject({ requestedDate: '2099-01-31', changes: [{ state: 'Applied', totalBefore: orderChange.totalBefore }] })
  expect(seen.timeline.nodes.map(({ type }: { type: string }) => type)).toContain('orderChange.applied')
})

test('what was agreed keeps its price, what is added has that of today', async () => {
  const { id, lines: [first] } = await order()
  await cast.rows('update order_line set unit_price = 7, amount = 28 where id = ?', [first!.id])
  await cast.rows('update order_amount set total = (select sum(amount) from order_line where order_id = ?), subtotal = (select sum(amount) from order_line where order_id = ?) where order_id = ?', [id, id, id])
  const { orderChange } = await cast.do(owner, 'requestOrderChange', { orderId: id, lines: [{ orderLineId: first!.id, quantity: 5 }], added: [{ productId: products[0]!.id, quantity: 1 }] }, 'orderChange { lines { unitPrice amountAfter } }')
  const [changed, added] = orderChange.lines
  expect(changed).toEqual({ unitPrice: '7', amountAfter: '35' })
  const { product } = await cast.read(owner, `{ product(id: "${products[0]!.id}") { netPrice } }`)
  expect(added.unitPrice).toBe(product.netPrice)
})

test('every fault with its path', async () => {
  const { id, lines: [first, second] } = await order(true)
  await cast.do(desk, 'shipOrder', { id, lines: [{ orderLineId: first!.id, quantity: 3 }] })
  const refusals = async (input: Record<string, unknown>) => (await cast.try(owner, 'requestOrderChange', { orderId: id, ...input })).data!.answer.errors.map(({ code, path }) => [code, path.join('.')])
  expect(await refusals({ lines: [{ orderLineId: second!.id, quantity: 1 }, { orderLineId: first!.id, quantity: 2 }, { orderLineId: nobodysId, quantity: 1 }] })).toEqual([['OUT_OF_RANGE', 'lines.1.quantity'], ['NOT_FOUND', 'lines.2.orderLineId']])
  expect(await refusals({ lines: [{ orderLineId: second!.id, quantity: 1 }, { orderLineId: second!.id, quantity: 2 }] })).toEqual([['NOT_FOUND', 'lines.1.orderLineId']])
  expect(await refusals({ added: [{ productId: nobodysId, quantity: 1 }] })).toEqual([['NOT_FOUND', 'added.0.productId']])
  expect(await refusals({ lines: [{ orderLineId: second!.id, quantity: 4 }] })).toEqual([['REQUIRED', 'lines']])
  expect(await refusals({ requestedDate: '2020-01-01' })).toEqual([['PAST', 'requestedDate']])
  const [address] = await cast.rows(`select d.id from address d join account a on a.id = d.account_id join partner p on p.id = a.partner_id where p.code = 'RVL' limit 1`)
  expect(await refusals({ shipToId: address.id })).toEqual([['NOT_FOUND', 'shipToId']])
  const placed = await order()
  expect((await cast.try(owner, 'requestOrderChange', { orderId: placed.id, lines: placed.lines.map((line) => ({ orderLineId: line.id, quantity: 0 })) })).data!.answer.errors).toMatchObject([{ code: 'EMPTY', path: ['lines'] }])
})

test('one change waits at a time; two at once leave one', async () => {
  const { id, lines: [first] } = await order()
  const drafts = await Promise.all([1, 2].map((quantity) => request(owner, { orderId: id, lines: [{ orderLineId: first!.id, quantity }] }, false)))
  const answers = await Promise.all(drafts.map(({ orderChange }) => cast.try(owner, 'submitOrderChange', { id: orderChange.id })))
  expect(tally(answers)).toEqual({ done: 1, CHANGE_WAITS: 1 })
  expect(await cast.rows(`select state, count(*)::int as n from order_change where order_id = ? group by 1 order by 1`, [id])).toEqual([{ state: 'Draft', n: 1 }, { state: 'Submitted', n: 1 }])
})

test('the same change applied twice at once happens once', async () => {
  const { id, lines: [first] } = await order(true)
  const { orderChange } = await request(owner, { orderId: id, lines: [{ orderLineId: first!.id, quantity: 6 }] })
  expect(tally(await Promise.all([1, 2, 3].map(() => cast.try(desk, 'applyOrderChange', { id: orderChange.id }))))).toEqual({ done: 1, ILLEGAL_MOVE: 2 })
  expect((await linesOf(id))[0]).toMatchObject({ quantity: 6, reserved_quantity: 6 })
})

test('a change against a shipment at the same moment: never less than was shipped, and nothing is held for nobody', async () => {
  for (let round = 0; round < 4; round++) {
    const { id, lines: [first] } = await order(true)
    const { orderChange } = await request(owner, { orderId: id, lines: [{ orderLineId: first!.id, quantity: 1 }] })
    const [applied, shipped] = await Promise.all([cast.try(desk, 'applyOrderChange', { id: orderChange.id }), cast.try(desk, 'shipOrder', { id, lines: [{ orderLineId: first!.id, quantity: 3 }] })])
    expect(tally([applied, shipped])).toEqual({ done: 1, OUT_OF_RANGE: 1 })
    const [line] = await linesOf(id)
    expect(line!.shipped_quantity).toBeLessThanOrEqual(line!.quantity - line!.canceled_quantity)
    expect(line).toMatchObject(codeOf(applied) === null ? { quantity: 1, shipped_quantity: 0 } : { quantity: 4, shipped_quantity: 3 })
  }
  expect(await cast.rows('select s.product_id from stock s where s.reserved <> coalesce((select sum(reserved_quantity) from order_line l where l.product_id = s.product_id), 0) and s.product_id = any (?)', [`{${products.map(({ id }) => id).join()}}`])).toEqual([])
})

test('an order that changed meanwhile is not changed by what was drawn up before', async () => {
  const { id, lines: [first] } = await order()
  const [stale, sent] = [await request(owner, { orderId: id, lines: [{ orderLineId: first!.id, quantity: 1 }] }, false), await request(owner, { orderId: id, lines: [{ orderLineId: first!.id, quantity: 3 }] })]
  await cast.do(desk, 'applyOrderChange', { id: sent.orderChange.id })
  expect(await cast.refusal(owner, 'submitOrderChange', { id: stale.orderChange.id })).toBe('STALE')
  const again = await cast.do(owner, 'editOrderChange', { id: stale.orderChange.id, lines: [{ orderLineId: first!.id, quantity: 1 }] }, 'orderChange { lines { quantityBefore } }')
  expect(again.orderChange.lines).toEqual([{ quantityBefore: 3 }])
  await cast.do(owner, 'submitOrderChange', { id: stale.orderChange.id })
})

test('a day that was agreed meanwhile is not taken back by what was drawn up before', async () => {
  const { id, lines: [first] } = await order()
  const { orderChange: stale } = await request(owner, { orderId: id, lines: [{ orderLineId: first!.id, quantity: 1 }] }, false)
  const { orderChange: sent } = await request(owner, { orderId: id, requestedDate: '2099-01-31' })
  await cast.do(desk, 'applyOrderChange', { id: sent.id })
  expect(await cast.refusal(owner, 'submitOrderChange', { id: stale.id })).toBe('STALE')
})

test("above a buyer's limit the partner agrees first", async () => {
  await cast.rows(`update app_user set spending_limit = (select app.spent(id)) + 2000000 where email = ?`, [buyer])
  const { order: { id } } = await cast.do(buyer, 'placeOrder', { lines: [{ productId: products[0]!.id, quantity: 1 }] }, 'order { id }')
  await cast.rows(`update app_user set spending_limit = 1 where email = ?`, [buyer])
  const [line] = await linesOf(id)
  const { orderChange } = await request(buyer, { orderId: id, lines: [{ orderLineId: line!.id, quantity: 5 }] })
  expect(orderChange.state).toBe('PendingPartnerApproval')
  expect(await cast.refusal(desk, 'applyOrderChange', { id: orderChange.id })).toBe('ILLEGAL_MOVE')
  expect(await cast.refusal(buyer, 'approveOrderChange', { id: orderChange.id })).toBe('FORBIDDEN')
  expect(await cast.refusal(manager, 'approveOrderChange', { id: orderChange.id })).toBe('ILLEGAL_MOVE')
  await cast.do(owner, 'approveOrderChange', { id: orderChange.id })
  await cast.do(desk, 'applyOrderChange', { id: orderChange.id })
  expect((await linesOf(id))[0]!.quantity).toBe(5)
})

test('where the rules of quotes ask, a manager agrees first, and its dealer learns nothing of that', async () => {
  const quoteId = await cast.quote('Presented', '9', [{ productId: products[0]!.id, quantity: 2 }])
  const { order: { id } } = await cast.do(owner, 'acceptQuote', { id: quoteId }, 'order { id }')
  await cast.rows('update order_line set unit_price = round(net_price / 100, 2), amount = round(net_price / 100, 2) * quantity where order_id = ?', [id])
  await cast.rows('update order_amount set subtotal = (select sum(amount) from order_line where order_id = ?), total = (select sum(amount) from order_line where order_id = ?) where order_id = ?', [id, id, id])
  const [line] = await linesOf(id)
  // dearer by what has its usual price, then by what has next to none
  const { orderChange } = await request(owner, { orderId: id, lines: [{ orderLineId: line!.id, quantity: 9 }], added: [{ productId: products[1]!.id, quantity: 1 }] })
  await cast.rows(`update product_cost set cost = 1000000 where product_id = ?`, [products[1]!.id])
  await cast.do(desk, 'applyOrderChange', { id: orderChange.id })
  const { orderChange: waiting } = await cast.read(manager, `{ orderChange(id: "${orderChange.id}") { state approvalReasons actions } }`)
  expect(waiting).toMatchObject({ state: 'PendingApproval', actions: expect.arrayContaining(['approve', 'reject']) })
  expect(waiting.approvalReasons.length).toBeGreaterThan(0)
  expect((await cast.read(owner, `{ orderChange(id: "${orderChange.id}") { state } }`)).orderChange).toEqual({ state: 'Submitted' })
  expect((await cast.ask(owner, `{ orderChange(id: "${orderChange.id}") { approvalReasons } }`)).errors).toHaveLength(1)
  expect(await cast.refusal(desk, 'applyOrderChange', { id: orderChange.id })).toBe('ILLEGAL_MOVE')
  await cast.do(manager, 'approveOrderChange', { id: orderChange.id })
  await cast.do(desk, 'applyOrderChange', { id: orderChange.id })
  expect((await linesOf(id))[0]!.quantity).toBe(9)
})

test('each side has its own drafts; nobody takes back what is not theirs', async () => {
  const { id, lines: [first] } = await order()
  const theirs = await request(owner, { orderId: id, lines: [{ orderLineId: first!.id, quantity: 1 }] }, false), ours = await request(desk, { orderId: id, lines: [{ orderLineId: first!.id, quantity: 2 }] }, false)
  expect((await cast.read(desk, `{ order(id: "${id}") { changes { id } } }`)).order.changes).toEqual([{ id: ours.orderChange.id }])
  expect((await cast.read(owner, `{ order(id: "${id}") { changes { id } } }`)).order.changes).toEqual([{ id: theirs.orderChange.id }])
  expect(await cast.refusal(desk, 'withdrawOrderChange', { id: theirs.orderChange.id })).toBe('NOT_FOUND')
  await cast.do(owner, 'submitOrderChange', { id: theirs.orderChange.id })
  expect(await cast.refusal(desk, 'withdrawOrderChange', { id: theirs.orderChange.id })).toBe('FORBIDDEN')
  await cast.do(desk, 'rejectOrderChange', { id: theirs.orderChange.id, reason: 'Already packed' })
  expect((await cast.read(owner, `{ order(id: "${id}") { changes { state decisionNote } } }`)).order.changes).toEqual([{ state: 'Rejected', decisionNote: 'Already packed' }])
  for (const email of ['owner@rival.example', 'owner@substar.example']) expect(await cast.refusal(email, 'withdrawOrderChange', { id: theirs.orderChange.id })).toBe('NOT_FOUND')
})

test('what is added beyond the credit of a confirmed order is refused whole', async () => {
  const { id, lines: [first] } = await order(true)
  const { orderChange } = await request(owner, { orderId: id, lines: [{ orderLineId: first!.id, quantity: 12 }] })
  await cast.rows(`update partner_terms set credit_limit = 1 where partner_id = (select id from partner where code = 'NST')`)
  const before = await linesOf(id)
  expect(await cast.refusal(desk, 'applyOrderChange', { id: orderChange.id })).toBe('CREDIT_EXCEEDED')
  expect(await linesOf(id)).toEqual(before)
  await cast.rows('update partner_terms set credit_limit = null')
})

test('what is still open is called off: the order goes on with what was shipped, at its money', async () => {
  const { id, lines: [first, second] } = await order(true)
  const { orderChange } = await request(owner, { orderId: id, lines: [{ orderLineId: second!.id, quantity: 6 }] })
  await cast.do(desk, 'shipOrder', { id, lines: [{ orderLineId: first!.id, quantity: 3 }] })
  await cast.do(desk, 'cancelOrder', { id, code: 'NOT_NEEDED', reason: 'The rest is not needed' })
  expect(await linesOf(id)).toMatchObject([{ quantity: 4, canceled_quantity: 1, reserved_quantity: 0 }, { quantity: 4, canceled_quantity: 4, reserved_quantity: 0, amount: expect.stringMatching(/^0/) }])
  const { total, lines } = await totals(id)
  expect(total).toBe(lines)
  expect(total).toBeCloseTo(3 * Number(first!.unit_price), 2)
  expect(await stateOf(id)).toBe('Shipped')
  expect(await cast.rows('select state from order_change where id = ?', [orderChange.id])).toEqual([{ state: 'Withdrawn' }])
  await cast.do(desk, 'deliverOrder', { id })
  expect(await stateOf(id)).toBe('Delivered')
  const placed = await order()
  await cast.do(owner, 'cancelOrder', { id: placed.id, code: 'DUPLICATE' })
  expect((await cast.read(desk, `{ order(id: "${placed.id}") { state cancelReason } }`)).order).toEqual({ state: 'Canceled', cancelReason: 'DUPLICATE' })
})
