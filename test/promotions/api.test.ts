import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endPromotions } from '../../server/pricing/end-promotions.ts'
import { type TestServer, appOf, startServer } from '../support/server.ts'

const marketer = 'marketing@guanxi.example', dealer = 'owner@northstar.example', rival = 'owner@rival.example', rep = 'rep@guanxi.example'
let server: TestServer, admin: pg.Client
beforeAll(async () => {
  server = await startServer()
  admin = new pg.Client(server.database.adminUrl)
  await admin.connect()
  // nothing but what a test makes
  await admin.query(`update promotion set valid_to = '2020-01-01', state = 'Ended'`)
}, 120_000)
afterAll(async () => { await admin.end(); await server.close() })

const ask = async (who: string, query: string, variables?: Record<string, unknown>) => server.gql(appOf(who), await server.signIn(who), query, variables)
const id = () => crypto.randomUUID()
const today = async (days = 0): Promise<string> => (await admin.query<{ day: string }>(`select (app.today() + $1::int)::text as day`, [days])).rows[0]!.day
const product = async (nth = 0): Promise<string> => (await admin.query<{ id: string }>(`select p.id from product p join list_price l on l.product_id = p.id and l.currency = 'USD' where p.orderable and p.lifecycle = 'ACTIVE' and l.valid_to is null order by p.sku offset $1 limit 1`, [nth])).rows[0]!.id

async function create(terms: Record<string, unknown>) {
  const { data, errors } = await ask(marketer, 'mutation ($input: CreatePromotionInput!) { createPromotion(input: $input) { errors { code path } promotion { id state revision actions } } }',
    { input: { clientMutationId: id(), terms: { name: 'Test', kind: 'PERCENT', percent: '10', validFrom: await today(), ...terms } } })
  expect(errors).toBeUndefined()
  return data.createPromotion
}
async function verb(name: string, promotion: string, who = marketer) {
  const { data, errors } = await ask(who, `mutation ($input: PromotionInput!) { ${name}Promotion(input: $input) { errors { code path } promotion { id state validTo actions } } }`, { input: { clientMutationId: id(), id: promotion } })
  return errors ? { errors: errors.map(({ extensions }) => ({ code: extensions.code })) } : data[`${name}Promotion`]
}
const started = async (terms: Record<string, unknown>): Promise<string> => {
  const { promotion } = await create(terms)
  expect((await verb('activate', promotion.id)).promotion.state).toBe('Active')
  return promotion.id
}
async function order(who: string, lines: { productId: string; quantity: number }[], expectedTotal?: string) {
  const input = { clientMutationId: id(), lines, expectedTotal }
  for (;;) {
    const { data, errors } = await ask(who, 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { errors { code path now } order { id total lines { id netPrice amount } } } }', { input })
    if (data) return data.placeOrder
    // a crowd is let in by and by
    if (!['OVERLOADED', 'TIMEOUT'].includes(errors![0]!.extensions.code)) throw new Error(JSON.stringify(errors))
  }
}
const priceFor = async (who: string, productId: string): Promise<string> => (await ask(who, 'query ($id: ID!) { explainPrice(productId: $id) { netPrice } }', { id: productId })).data.explainPrice.netPrice
const budgetOf = async (promotion: string) => (await ask(marketer, 'query ($id: ID!) { promotion(id: $id) { exhausted orderCount budget { usedQuantity usedAmount } } }', { id: promotion })).data.promotion

describe('what a promotion says', () => {
  it.each([
    [{ percent: null }, ['REQUIRED terms.percent']], [{ percent: '100' }, ['OUT_OF_RANGE terms.percent']], [{ kind: 'AMOUNT' }, ['REQUIRED terms.amount', 'REQUIRED terms.currency', 'CONFLICTING terms.percent']],
    [{ kind: 'BUNDLE' }, ['REQUIRED terms.items', 'CONFLICTING terms.allProducts']], [{ kind: 'BUY_GET', percent: null, buyQuantity: 3 }, ['REQUIRED terms.getQuantity']], [{ allProducts: false, items: [] }, ['EMPTY terms.items']],
    [{ items: [{ sku: 'NO-SUCH' }], allProducts: false }, ['UNKNOWN_SKU terms.items.0.sku']], [{ partnerIds: ['00000000-0000-7000-8000-000000000001'], countries: ['Taiwan'] }, ['BAD_USER_INPUT terms.countries.0', 'NOT_FOUND terms.partnerIds.0']],
    [{ validTo: '2020-01-01' }, ['OUT_OF_RANGE terms.validTo']], [{ budgetAmount: '100' }, ['REQUIRED terms.budgetCurrency']], [{ nameI18n: { fr: 'x' } }, ['BAD_USER_INPUT terms.nameI18n']],
  ])('%j is refused with %j', async (terms, faults) => {
    const { errors, promotion } = await create({ allProducts: true, ...terms })
    expect(errors.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join('.')}`)).toEqual(faults)
    expect(promotion).toBeNull()
  })

  it('is a draft, which nobody gets anything off for, until it is started', async () => {
    const productId = await product(1), before = await priceFor(dealer, productId)
    const { promotion } = await create({ items: [{ productId }] })
    expect(promotion).toMatchObject({ state: 'Draft', actions: ['edit', 'activate'] })
    expect(await priceFor(dealer, productId)).toBe(before)
    await verb('activate', promotion.id)
    expect(Number(await priceFor(dealer, productId))).toBeCloseTo(Number(before) * 0.9, 0)
    await verb('pause', promotion.id)
    expect(await priceFor(dealer, productId)).toBe(before)
    expect((await verb('resume', promotion.id)).promotion.actions).toEqual(['edit', 'pause', 'end'])
    expect(await priceFor(dealer, productId)).not.toBe(before)
    expect((await verb('end', promotion.id)).promotion).toMatchObject({ state: 'Ended', validTo: await today(), actions: [] })
    expect(await priceFor(dealer, productId)).toBe(before)
    expect((await verb('resume', promotion.id)).errors).toMatchObject([{ code: 'ILLEGAL_MOVE' }])
  })

  it('keeps what days before were told when it pauses or ends', async () => {
    const productId = await product(2), promotion = await started({ items: [{ productId }], validFrom: await today(-10) })
    const on = async (days: number) => (await ask(marketer, 'query ($id: ID!, $date: Date!) { productPrice(productId: $id, date: $date) { netPrice listPrice } }', { id: productId, date: await today(days) })).data.productPrice
    const off = async (days: number) => { const { netPrice, listPrice } = await on(days); return netPrice !== listPrice }
    // started ten days late: it did not hold before
    expect([await off(-5), await off(0)]).toEqual([false, true])
    await admin.query(`update promotion set off_days = '{}' where id = $1`, [promotion])
    expect([await off(-5), await off(0)]).toEqual([true, true])
    await verb('pause', promotion)
    expect([await off(-5), await off(0)]).toEqual([true, false])
    await verb('end', promotion)
    expect([await off(-5), await off(0), await off(5)]).toEqual([true, false, false])
  })

  it('of what has begun only texts, the last day and the budget change', async () => {
    const productId = await product(3), promotion = await started({ items: [{ productId }] })
    const edit = async (revision: number, terms: Record<string, unknown>) => (await ask(marketer, 'mutation ($input: EditPromotionInput!) { editPromotion(input: $input) { errors { code path } promotion { revision name validTo budget { quantity } } } }',
      { input: { clientMutationId: id(), id: promotion, revision, terms: { name: 'Test', kind: 'PERCENT', percent: '10.00', validFrom: await today(), items: [{ productId }], ...terms } } })).data.editPromotion
    const { data } = await ask(marketer, 'query ($id: ID!) { promotion(id: $id) { revision } }', { id: promotion })
    const { revision } = data.promotion
    expect((await edit(revision - 1, {})).errors).toEqual([{ code: 'STALE', path: ['revision'] }])
    expect((await edit(revision, { percent: '20', allProducts: true, items: [], countries: ['TW'] })).errors.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join('.')}`))
      .toEqual(['ILLEGAL_MOVE terms.percent', 'ILLEGAL_MOVE terms.allProducts', 'ILLEGAL_MOVE terms.items', 'ILLEGAL_MOVE terms.countries'])
    expect((await edit(revision, { validTo: await today(-1), validFrom: await today() })).errors.map(({ code }: { code: string }) => code)).toEqual(['OUT_OF_RANGE'])
    expect((await edit(revision, { name: 'Renamed', validTo: await today(3), budgetQuantity: 7 }))).toMatchObject({ errors: [], promotion: { name: 'Renamed', validTo: await today(3), budget: { quantity: 7 } } })
    await verb('end', promotion)
  })

  it('is ended by the job when its days are over, once', async () => {
    const promotion = await started({ allProducts: true, percent: '1' })
    await admin.query(`update promotion set valid_from = app.today() - 9, valid_to = app.today() - 1 where id = $1`, [promotion])
    const system = new pg.Pool({ connectionString: server.database.adminUrl })
    expect([await endPromotions(system), await endPromotions(system)]).toEqual([1, 0])
    await system.end()
    expect((await admin.query(`select count(*)::int as n from event where subject_id = $1 and type = 'promotion.ended'`, [promotion])).rows).toEqual([{ n: 1 }])
  })
})

describe('whom it is for', () => {
  const running = async (who: string): Promise<string[]> => (await ask(who, '{ runningPromotions { id } }')).data.runningPromotions.map(({ id: one }: { id: string }) => one)

  it('a dealer sees its own, and nothing of budgets or of others', async () => {
    const productId = await product(4), { rows: [own] } = await admin.query<{ id: string; country: string; level_id: string }>(`select id, country, level_id from partner where name like 'Northstar%'`)
    const byName = await started({ items: [{ productId }], partnerIds: [own!.id], budgetQuantity: 100 }), elsewhere = await started({ items: [{ productId }], countries: ['ZW'] })
    const level = await started({ items: [{ productId }], levelIds: [own!.level_id], countries: [own!.country] }), narrowed = await started({ items: [{ productId }], levelIds: [own!.level_id], countries: ['ZW'] })
    expect(await running(dealer)).toEqual(expect.arrayContaining([byName, level]))
    expect(await running(dealer)).not.toEqual(expect.arrayContaining([elsewhere]))
    expect(await running(dealer)).not.toEqual(expect.arrayContaining([narrowed]))
    expect(await running(rival)).not.toEqual(expect.arrayContaining([byName]))
    for (const field of ['budget { amount }', 'partners { id }', 'levels { id }', 'countries', 'state', 'uses { nodes { id } }', 'rank'])
      expect((await ask(dealer, `{ runningPromotions { ${field} } }`)).errors?.[0]?.extensions.code, field).toBe('BAD_USER_INPUT')
    const offered = await ask(dealer, 'query ($id: ID!) { product(id: $id) { promotions { id } } }', { id: productId })
    expect(offered.data.product.promotions.map(({ id: one }: { id: string }) => one).sort()).toEqual([byName, level].sort())
    for (const promotion of [byName, elsewhere, level, narrowed]) await verb('end', promotion)
    expect(await running(dealer)).toEqual([])
  })

  it('only who is trusted with it starts one', async () => {
    const { promotion } = await create({ allProducts: true })
    expect((await verb('activate', promotion.id, rep)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await verb('activate', '00000000-0000-7000-8000-000000000001')).errors).toMatchObject([{ code: 'NOT_FOUND' }])
  })

  it('tells which others are about the same', async () => {
    const productId = await product(5), other = await product(6)
    const first = await started({ items: [{ productId }], rank: 5 }), second = await started({ items: [{ productId }, { productId: other }], rank: 3 }), third = await started({ items: [{ productId: other }], countries: ['ZW'] })
    const { data } = await ask(marketer, 'query ($id: ID!) { promotion(id: $id) { conflicts { id } } }', { id: first })
    const met = data.promotion.conflicts.map(({ id: one }: { id: string }) => one)
    expect(met).toContain(second)
    expect(met).not.toContain(third)
    for (const promotion of [first, second, third]) await verb('end', promotion)
  })
})

describe('a budget', () => {
  it('of five pieces is had by five of forty who order at once; the others are told the new total, and may order at that', { timeout: 60_000 }, async () => {
    const productId = await product(7), full = await priceFor(dealer, productId)
    const promotion = await started({ items: [{ productId }], budgetQuantity: 5, percent: '25' }), less = await priceFor(dealer, productId)
    expect(less).not.toBe(full)
    await server.signIn('seller@northstar.example')
    const answers = await Promise.all(Array.from({ length: 40 }, (_, nth) => order(nth % 2 ? dealer : 'seller@northstar.example', [{ productId, quantity: 1 }], less)))
    const placed = answers.filter(({ order: made }) => made), refused = answers.filter(({ errors }) => errors.length)
    expect(placed.map(({ order: { total } }) => total)).toEqual(Array(5).fill(less))
    expect(refused.map(({ errors }) => errors)).toEqual(Array(35).fill([{ code: 'PRICE_CHANGED', path: ['expectedTotal'], now: full }]))
    expect(await budgetOf(promotion)).toEqual({ exhausted: true, orderCount: 5, budget: { usedQuantity: 5, usedAmount: '0' } })
    expect((await admin.query(`select count(*)::int as n from event where subject_id = $1 and type = 'promotion.exhausted'`, [promotion])).rows).toEqual([{ n: 1 }])
    expect(await priceFor(dealer, productId)).toBe(full)
    expect((await order(dealer, [{ productId, quantity: 1 }], full)).order.total).toBe(full)
    // what is called off is there for the next
    expect((await ask(dealer, 'mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { errors { code } } }', { input: { clientMutationId: id(), id: placed[0]!.order.id, reason: 'x' } })).data.cancelOrder.errors).toEqual([])
    expect(await budgetOf(promotion)).toMatchObject({ exhausted: false, orderCount: 4, budget: { usedQuantity: 4 } })
    expect(await priceFor(dealer, productId)).toBe(less)
    await verb('end', promotion)
  })

  it('that is too small for an order is left to smaller ones', async () => {
    const productId = await product(8), full = await priceFor(dealer, productId)
    const promotion = await started({ items: [{ productId }], budgetQuantity: 3, percent: '50' }), less = await priceFor(dealer, productId)
    const refused = await order(dealer, [{ productId, quantity: 4 }])
    expect(refused.errors).toMatchObject([{ code: 'PRICE_CHANGED' }])
    expect(Number(refused.errors[0].now)).toBeCloseTo(Number(full) * 4, 2)
    expect((await order(dealer, [{ productId, quantity: 4 }], refused.errors[0].now)).order.total).toBe(refused.errors[0].now)
    expect((await order(dealer, [{ productId, quantity: 3 }])).order.lines[0].netPrice).toBe(less)
    expect(await budgetOf(promotion)).toMatchObject({ exhausted: true, budget: { usedQuantity: 3 } })
    await verb('end', promotion)
  })

  it('in money counts what was given; free pieces and bundles too', async () => {
    const [a, b] = [await product(9), await product(10)]
    const free = await started({ kind: 'BUY_GET', percent: null, buyQuantity: 2, getQuantity: 1, items: [{ productId: a }], budgetAmount: '1000000', budgetCurrency: 'USD' })
    const unit = await priceFor(dealer, a), made = (await order(dealer, [{ productId: a, quantity: 3 }])).order
    expect(Number(made.total)).toBeCloseTo(Number(unit) * 2, 2)
    expect(Number((await budgetOf(free)).budget.usedAmount)).toBeCloseTo(Number(unit), 2)
    await verb('end', free)
    const pair = await started({ kind: 'BUNDLE', percent: '10', items: [{ productId: a, quantity: 1 }, { productId: b, quantity: 2 }], budgetQuantity: 100 })
    expect(await priceFor(dealer, a)).toBe(unit)
    const bundle = (await order(dealer, [{ productId: a, quantity: 1 }, { productId: b, quantity: 2 }])).order
    expect(Number(bundle.total)).toBeCloseTo((Number(unit) + 2 * Number(await priceFor(dealer, b))) * 0.9, 1)
    expect((await budgetOf(pair)).budget.usedQuantity).toBe(3)
    await verb('end', pair)
  })

  it('a total that the buyer did not see is refused', async () => {
    const productId = await product(11), now = await priceFor(dealer, productId)
    expect((await order(dealer, [{ productId, quantity: 1 }], '1')).errors).toEqual([{ code: 'PRICE_CHANGED', path: ['expectedTotal'], now }])
  })
})
