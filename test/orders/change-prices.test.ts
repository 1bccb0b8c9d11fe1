import { afterAll, beforeAll, expect, it } from 'vitest'
import { solution } from '../../server/demo/configurator/solutions.ts'
import { Cast } from '../api/acting.ts'
import { dealer, openSpecials } from '../specials/world.ts'

const desk = 'desk@guanxi.example'
let world: Awaited<ReturnType<typeof openSpecials>>, cast: Cast
beforeAll(async () => {
  world = await openSpecials()
  cast = new Cast(world.server)
  await cast.rows('update partner_terms set credit_limit = null')
  await cast.rows('update approval_rule set active = false')
}, 120_000)
afterAll(() => world.close())

const placed = async (productId: string, quantity = 1) => (await cast.do(dealer, 'placeOrder', { lines: [{ productId, quantity }] }, 'order { id lines { id } }')).order
const asked = (input: Record<string, unknown>) => cast.do(dealer, 'requestOrderChange', { submit: true, ...input }, 'orderChange { id totalAfter lines { unitPrice promotionDiscount amountAfter description parts { sku quantity } } }')
const apply = (id: string) => cast.try(desk, 'applyOrderChange', { id }, 'order { total lines { id quantity unitPrice promotionDiscount amount configurationId parts { sku quantity } } }')
const usesOf = (orderId: string) => cast.rows('select u.quantity::int, u.amount::float, u.released_quantity::int as released from promotion_use u join order_line l on l.id = u.order_line_id where u.order_id = ? order by l.position', [orderId])

it('what is added draws the promotion that holds, and notes it, each once', async () => {
  const plain = await world.product(3), promoted = await world.product(4)
  const promotion = await world.started({ items: [{ productId: promoted }], percent: '25', budgetQuantity: 10 }), less = await world.priceFor(dealer, promoted)
  const order = await placed(promoted, 2)
  const { orderChange } = await asked({ orderId: order.id, added: [{ productId: promoted, quantity: 3 }, { productId: plain, quantity: 1 }] })
  expect(orderChange.lines[0].unitPrice).toBe(less)
  expect((await apply(orderChange.id)).data!.answer.errors).toEqual([])
  expect(await usesOf(order.id)).toEqual([{ quantity: 2, amount: expect.any(Number), released: 0 }, { quantity: 3, amount: expect.any(Number), released: 0 }])
  expect(await world.budgetOf(promotion)).toMatchObject({ budget: { usedQuantity: 5 } })
  // more of a line that has it takes more of it, as far as there is; and gives it back
  const more = await asked({ orderId: order.id, lines: [{ orderLineId: order.lines[0].id, quantity: 6 }] })
  expect((await apply(more.orderChange.id)).data!.answer.errors).toEqual([])
  expect(await world.budgetOf(promotion)).toMatchObject({ budget: { usedQuantity: 9 } })
  const { data } = await cast.try(dealer, 'requestOrderChange', { orderId: order.id, submit: false, lines: [{ orderLineId: order.lines[0].id, quantity: 8 }] })
  expect(data!.answer.errors).toMatchObject([{ code: 'BUDGET_USED', path: ['lines', '0', 'quantity'] }])
  await cast.do(dealer, 'cancelOrder', { id: order.id })
  expect(await world.budgetOf(promotion)).toMatchObject({ orderCount: 0, budget: { usedQuantity: 0 } })
})

it('a special price is drawn by what is added and by more of the same, never beyond its quantity, whoever is first', async () => {
  const productId = await world.product(5), special = await world.granted(productId, 5, '1'), used = async () => (await world.read(dealer, special.id)).lines[0].usedQuantity
  const order = await placed(productId, 1), other = await placed(await world.product(6), 1)
  expect(await used()).toBe(1)
  const first = await asked({ orderId: order.id, lines: [{ orderLineId: order.lines[0].id, quantity: 4 }] }), second = await asked({ orderId: other.id, added: [{ productId, quantity: 3 }] })
  expect(second.orderChange.lines[0].unitPrice).toBe('1')
  expect((await apply(first.orderChange.id)).data!.answer.errors).toEqual([])
  expect(await used()).toBe(4)
  expect((await apply(second.orderChange.id)).data!.answer.errors).toMatchObject([{ code: 'BUDGET_USED', path: ['id'] }])
  expect(await used()).toBe(4)
  // asked for anew, it costs what it does without
  await cast.do(desk, 'rejectOrderChange', { id: second.orderChange.id, reason: 'used up' })
  expect((await asked({ orderId: other.id, added: [{ productId, quantity: 3 }] })).orderChange.lines[0].unitPrice).not.toBe('1')
  const fewer = await asked({ orderId: order.id, lines: [{ orderLineId: order.lines[0].id, quantity: 2 }] })
  await apply(fewer.orderChange.id)
  expect(await used()).toBe(2)
})

it('something configured can be added: its price, its parts, what it holds in stock', async () => {
  const [{ id: versionId }] = await cast.rows(`select id from model_version where state = 'Published' limit 1`)
  const answers = Object.entries(solution('moulds')).map(([option, choices]) => ({ option, choices }))
  const { configuration } = await cast.do(dealer, 'saveConfiguration', { versionId, name: 'For Meier', answers }, 'configuration { id offer { total lines { productId sku quantity } } }')
  const order = await placed(await world.product(3), 1)
  await cast.do(desk, 'confirmOrder', { id: order.id })
  const { orderChange } = await asked({ orderId: order.id, added: [{ productId: configuration.offer.lines[0].productId, configurationId: configuration.id, quantity: 1 }] })
  const bill = configuration.offer.lines.map(({ sku, quantity }: { sku: string; quantity: number }) => ({ sku, quantity }))
  expect(orderChange.lines[0]).toMatchObject({ unitPrice: configuration.offer.total, description: 'For Meier' })
  expect(orderChange.lines[0].parts.filter(({ sku }: { sku: string }) => sku)).toEqual(bill)
  const { errors, order: after } = (await apply(orderChange.id)).data!.answer
  expect(errors).toEqual([])
  expect(after.lines[1]).toMatchObject({ configurationId: configuration.id, unitPrice: configuration.offer.total })
  const held = await cast.rows('select count(distinct product_id)::int as n from reservation where order_line_id = ? and state = ?', [after.lines[1].id, 'Held'])
  expect(held).toEqual([{ n: new Set(bill.map(({ sku }: { sku: string }) => sku)).size }])
})

it('what the buyer wants all at once leaves in parts only with a reason, which stays', async () => {
  const [one, two] = await cast.products(2, 5), lines = [one!, two!].map(({ id }) => ({ productId: id, quantity: 2 }))
  const { order: { id, lines: [first, second] } } = await cast.do(dealer, 'placeOrder', { lines, deliverComplete: true }, 'order { id lines { id } }')
  await cast.do(desk, 'confirmOrder', { id })
  const some = { id, lines: [{ orderLineId: first.id, quantity: 2 }, { orderLineId: second.id, quantity: 1 }] }
  for (const partReason of [undefined, '  ']) expect((await cast.try(desk, 'shipOrder', { ...some, partReason })).data!.answer.errors).toMatchObject([{ code: 'DELIVER_COMPLETE', path: ['partReason'] }])
  expect(await cast.rows('select state from sales_order where id = ?', [id])).toEqual([{ state: 'Confirmed' }])
  await cast.do(desk, 'shipOrder', { ...some, partReason: 'They called: the machine stands still' })
  const { order } = await cast.read(desk, `{ order(id: "${id}") { state shipments { partReason } } }`)
  expect(order).toEqual({ state: 'PartiallyShipped', shipments: [{ partReason: 'They called: the machine stands still' }] })
  // a window that has not seen that shipment ships nothing, one that has ships the rest
  const rest = { id, lines: [{ orderLineId: second.id, quantity: 1 }] }
  expect((await cast.try(desk, 'shipOrder', { ...rest, afterShipments: 0 })).data!.answer.errors).toMatchObject([{ code: 'STALE', path: ['id'] }])
  await cast.do(desk, 'shipOrder', { ...rest, afterShipments: 1 })
  expect((await cast.read(desk, `{ order(id: "${id}") { state shipments { partReason } } }`)).order).toMatchObject({ state: 'Shipped', shipments: [{}, { partReason: null }] })
  expect((await cast.ask(dealer, `{ order(id: "${id}") { shipments { partReason } } }`)).errors).toHaveLength(1)
})

it('whether all of it leaves together can be changed after it was placed, by its dealer and by the desk', async () => {
  const [one, two] = await cast.products(2, 5), lines = [one!, two!].map(({ id }) => ({ productId: id, quantity: 2 }))
  const { order: { id, lines: [first] } } = await cast.do(dealer, 'placeOrder', { lines }, 'order { id lines { id } }')
  await cast.do(desk, 'confirmOrder', { id })
  const change = async (email: string, wish: object) => (await cast.do(email, 'requestOrderChange', { submit: true, orderId: id, ...wish }, 'orderChange { id deliverCompleteAfter totalBefore totalAfter lines { id } }')).orderChange
  const asked = await change(dealer, { deliverComplete: true }), part = { id, lines: [{ orderLineId: first.id, quantity: 1 }] }
  expect(asked).toMatchObject({ deliverCompleteAfter: true, totalAfter: asked.totalBefore, lines: [] })
  expect(await cast.rows('select deliver_complete as complete from sales_order where id = ?', [id])).toEqual([{ complete: false }])
  await cast.do(desk, 'applyOrderChange', { id: asked.id })
  expect(await cast.refusal(desk, 'shipOrder', part)).toBe('DELIVER_COMPLETE')
  expect(await cast.refusal(dealer, 'requestOrderChange', { orderId: id, deliverComplete: true })).toBe('REQUIRED')
  // a change of something else leaves it
  await cast.do(desk, 'applyOrderChange', { id: (await change(dealer, { requestedDate: '2099-01-31' })).id })
  expect(await cast.refusal(desk, 'shipOrder', part)).toBe('DELIVER_COMPLETE')
  await cast.do(desk, 'applyOrderChange', { id: (await change(desk, { deliverComplete: false })).id })
  expect(await cast.refusal(desk, 'shipOrder', part)).toBeNull()
})
