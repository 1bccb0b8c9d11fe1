import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dealer, id, openPromotions } from './world.ts'

let world: Awaited<ReturnType<typeof openPromotions>>
beforeAll(async () => { world = await openPromotions() }, 120_000)
afterAll(() => world.close())

describe('a budget', () => {
  it('of five pieces is had by five of forty who order at once; the others are told the new total, and may order at that', { timeout: 60_000 }, async () => {
    const productId = await world.product(7), full = await world.priceFor(dealer, productId)
    const promotion = await world.started({ items: [{ productId }], budgetQuantity: 5, percent: '25' }), less = await world.priceFor(dealer, productId)
    expect(less).not.toBe(full)
    await world.server.signIn('seller@northstar.example')
    const answers = await Promise.all(Array.from({ length: 40 }, (_, nth) => world.order(nth % 2 ? dealer : 'seller@northstar.example', [{ productId, quantity: 1 }], less)))
    const placed = answers.filter(({ order: made }) => made), refused = answers.filter(({ errors }) => errors.length)
    expect(placed.map(({ order: { total } }) => total)).toEqual(Array(5).fill(less))
    expect(refused.map(({ errors }) => errors)).toEqual(Array(35).fill([{ code: 'PRICE_CHANGED', path: ['expectedTotal'], now: full }]))
    expect(await world.budgetOf(promotion)).toEqual({ exhausted: true, orderCount: 5, budget: { usedQuantity: 5, usedAmount: '0' } })
    expect((await world.admin.query(`select count(*)::int as n from event where subject_id = $1 and type = 'promotion.exhausted'`, [promotion])).rows).toEqual([{ n: 1 }])
    expect(await world.priceFor(dealer, productId)).toBe(full)
    expect((await world.order(dealer, [{ productId, quantity: 1 }], full)).order.total).toBe(full)
    // what is called off is there for the next
    expect((await world.ask(dealer, 'mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { errors { code } } }', { input: { clientMutationId: id(), id: placed[0]!.order.id, reason: 'x' } })).data.cancelOrder.errors).toEqual([])
    expect(await world.budgetOf(promotion)).toMatchObject({ exhausted: false, orderCount: 4, budget: { usedQuantity: 4 } })
    expect(await world.priceFor(dealer, productId)).toBe(less)
    await world.verb('end', promotion)
  })

  it('that is too small for an order is left to smaller ones', async () => {
    const productId = await world.product(8), full = await world.priceFor(dealer, productId)
    const promotion = await world.started({ items: [{ productId }], budgetQuantity: 3, percent: '50' }), less = await world.priceFor(dealer, productId)
    const refused = await world.order(dealer, [{ productId, quantity: 4 }])
    expect(refused.errors).toMatchObject([{ code: 'PRICE_CHANGED' }])
    expect(Number(refused.errors[0].now)).toBeCloseTo(Number(full) * 4, 2)
    expect((await world.order(dealer, [{ productId, quantity: 4 }], refused.errors[0].now)).order.total).toBe(refused.errors[0].now)
    expect((await world.order(dealer, [{ productId, quantity: 3 }])).order.lines[0].netPrice).toBe(less)
    expect(await world.budgetOf(promotion)).toMatchObject({ exhausted: true, budget: { usedQuantity: 3 } })
    await world.verb('end', promotion)
  })

  it.each([['pieces', { budgetQuantity: 3 }, 'Test: Holds for at most 3 at present, over all lines'], ['money', { budgetAmount: '10000', budgetCurrency: 'USD' }, 'Test: Too little of its budget is left for this quantity']])('in %s that is too small for what lies in the cart, or is asked about, is not shown as if it held', async (_, budget, note) => {
    const productId = await world.product(14), full = await world.priceFor(dealer, productId)
    const promotion = await world.started({ items: [{ productId }], percent: '50', ...budget }), less = await world.priceFor(dealer, productId)
    await world.admin.query('update promotion_budget set amount = $2::numeric * 3.5 where promotion_id = $1 and amount is not null', [promotion, less])
    const cart = async (quantity: number) => (await world.ask(dealer, 'mutation ($input: SetCartLineInput!) { setCartLine(input: $input) { cart { subtotal lines { netPrice priceNotes } } } }', { input: { clientMutationId: id(), productId, quantity } })).data.setCartLine.cart
    const asked = async (quantity: number) => (await world.ask(dealer, 'query ($id: ID!, $quantity: Int!) { explainPrice(productId: $id, quantity: $quantity) { netPrice steps { name applied reason } } }', { id: productId, quantity })).data.explainPrice
    expect([await cart(3), (await asked(3)).netPrice]).toMatchObject([{ lines: [{ netPrice: less, priceNotes: [] }] }, less])
    const { subtotal, lines } = await cart(4)
    expect(lines).toEqual([{ netPrice: full, priceNotes: [note] }])
    const { netPrice, steps } = await asked(4)
    expect(netPrice).toBe(full)
    expect(steps.map(({ name, applied, reason }: { name: string; applied: boolean; reason: string }) => [applied, `${name}: ${reason}`])).toContainEqual([false, note])
    await cart(0)
    // what was shown is what is paid
    expect((await world.order(dealer, [{ productId, quantity: 4 }], subtotal)).order.total).toBe(subtotal)
    expect((await world.ask(dealer, '{ runningPromotions { id limited } }')).data.runningPromotions).toContainEqual({ id: promotion, limited: true })
    await world.verb('end', promotion)
  })

  it('in money counts what was given; free pieces and bundles too', async () => {
    const [a, b] = [await world.product(9), await world.product(10)]
    const free = await world.started({ kind: 'BUY_GET', percent: null, buyQuantity: 2, getQuantity: 1, items: [{ productId: a }], budgetAmount: '1000000', budgetCurrency: 'USD' })
    const unit = await world.priceFor(dealer, a), made = (await world.order(dealer, [{ productId: a, quantity: 3 }])).order
    expect(Number(made.total)).toBeCloseTo(Number(unit) * 2, 2)
    expect(Number((await world.budgetOf(free)).budget.usedAmount)).toBeCloseTo(Number(unit), 2)
    await world.verb('end', free)
    const pair = await world.started({ kind: 'BUNDLE', percent: '10', items: [{ productId: a, quantity: 1 }, { productId: b, quantity: 2 }], budgetQuantity: 100 })
    expect(await world.priceFor(dealer, a)).toBe(unit)
    const bundle = (await world.order(dealer, [{ productId: a, quantity: 1 }, { productId: b, quantity: 2 }])).order
    expect(Number(bundle.total)).toBeCloseTo((Number(unit) + 2 * Number(await world.priceFor(dealer, b))) * 0.9, 1)
    expect((await world.budgetOf(pair)).budget.usedQuantity).toBe(3)
    await world.verb('end', pair)
  })

  it('a total that the buyer did not see is refused', async () => {
    const productId = await world.product(11), now = await world.priceFor(dealer, productId)
    expect((await world.order(dealer, [{ productId, quantity: 1 }], '1')).errors).toEqual([{ code: 'PRICE_CHANGED', path: ['expectedTotal'], now }])
  })
})

it('what is called off or sent back in part gives its share of the budget back', async () => {
  const productId = await world.product(12), promotion = await world.started({ items: [{ productId }], budgetQuantity: 10 })
  const { lines: [line] } = (await world.order(dealer, [{ productId, quantity: 10 }])).order
  expect(await world.budgetOf(promotion)).toMatchObject({ exhausted: true, budget: { usedQuantity: 10 } })
  await world.admin.query('update order_line set canceled_quantity = 4 where id = $1', [line.id])
  expect(await world.budgetOf(promotion)).toMatchObject({ exhausted: false, budget: { usedQuantity: 6 } })
  await world.admin.query(`update order_line set shipped_quantity = 6, delivered_quantity = 6 where id = $1`, [line.id])
  const returned = id()
  await world.admin.query(`insert into return_authorization (id, number, order_id, state, partner_id, reason, created_at) select $1::uuid, 'RMA-T', o.id, 'Approved', o.partner_id, 'OTHER', now() from sales_order o join order_line l on l.order_id = o.id where l.id = $2`, [returned, line.id])
  await world.admin.query('insert into return_line (id, return_id, position, order_line_id, quantity, condition) values ($1, $2, 1, $3, 2, $4)', [id(), returned, line.id, 'UNOPENED'])
  await world.admin.query('update return_line set received_quantity = 2 where return_id = $1', [returned])
  expect(await world.budgetOf(promotion)).toMatchObject({ orderCount: 1, budget: { usedQuantity: 4 } })
  await world.verb('end', promotion)
})
