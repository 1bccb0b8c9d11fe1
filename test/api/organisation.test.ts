import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'
import { Cast } from './acting.ts'

const parent = 'owner@northstar.example', sub = 'owner@substar.example', buyer = 'buyer@northstar.example', seller = 'seller@northstar.example', rep = 'rep@guanxi.example', desk = 'desk@guanxi.example'

let server: TestServer, cast: Cast
beforeAll(async () => { server = await startServer(); cast = new Cast(server) })
afterAll(() => server.close())

describe('a parent partner and its sub-dealer', () => {
  let quoteId: string, orderId: string
  beforeAll(async () => {
    const [product] = await cast.products(1)
    quoteId = (await cast.do(sub, 'requestQuote', { lines: [{ productId: product!.id, quantity: 3 }] }, 'quote { id }')).quote.id
    await cast.do(rep, 'draftQuote', { id: quoteId })
    await cast.do(rep, 'submitQuote', { id: quoteId })
    await cast.do(rep, 'presentQuote', { id: quoteId })
    orderId = (await cast.do(sub, 'placeOrder', { lines: [{ productId: product!.id, quantity: 2 }] }, 'order { id }')).order.id
  })

  test('the parent sees that there is a quote and an order, and how they stand, never a price', async () => {
    const { quote, order } = await cast.read(parent, `{ quote(id: "${quoteId}") { number state partner { code } total version { id } versions { id } actions }
      order(id: "${orderId}") { number state partner { code } total subtotal lines { id } shipments { id } actions } }`)
    expect(quote).toMatchObject({ state: 'Presented', partner: { code: 'SUB' }, total: null, version: null, versions: [], actions: [] })
    expect(order).toMatchObject({ state: 'Placed', partner: { code: 'SUB' }, total: null, subtotal: null, lines: [], shipments: [], actions: [] })
  })

  test('a price cannot be found by filtering or sorting either', async () => {
    const found = async (filter: string) => (await cast.read(parent, `{ orders(first: 100, filter: ${filter}) { nodes { id } } quotes(first: 100, filter: ${filter}) { nodes { id } } }`))
    const { orders, quotes } = await found('{ total: { gte: "0" } }')
    expect([...orders.nodes, ...quotes.nodes].map(({ id }: any) => id)).not.toEqual(expect.arrayContaining([orderId]))
    expect([...orders.nodes, ...quotes.nodes].map(({ id }: any) => id)).not.toEqual(expect.arrayContaining([quoteId]))
    const { orders: sorted } = await cast.read(parent, `{ orders(first: 100, sort: { by: TOTAL, direction: ASC }) { nodes { id total } } }`)
    const unpriced = sorted.nodes.filter(({ total }: any) => total === null).map(({ id }: any) => id)
    expect(unpriced).toEqual([...unpriced].sort())
    const { partner } = await cast.read(parent, `{ partner: partners(first: 100) { nodes { code balance creditLeft } } }`)
    expect(partner.nodes.find(({ code }: any) => code === 'SUB')).toMatchObject({ balance: null, creditLeft: null })
  })

  test('the parent cannot act for it, nor print its offer', async () => {
    for (const name of ['acceptQuote', 'declineQuote']) expect(await cast.refusal(parent, name, { id: quoteId })).toBe('NOT_FOUND')
    expect(await cast.refusal(parent, 'cancelOrder', { id: orderId })).toBe('NOT_FOUND')
    const file = await fetch(`${server.url}/partner/files/quotes/${quoteId}.pdf`, { headers: { cookie: await cast.cookie(parent) } })
    expect(file.status).toBe(404)
  })

  test('the sub-dealer sees nothing of its parent', async () => {
    const { quotes, orders, accounts, partners, users } = await cast.read(sub, `{ quotes(first: 100) { nodes { partner { code } } } orders(first: 100) { nodes { partner { code } } } accounts(first: 100) { nodes { partner { code } } }
      partners(first: 100) { nodes { code } } users(first: 100) { nodes { email } } }`)
    for (const list of [quotes, orders, accounts]) expect(new Set(list.nodes.map((row: any) => row.partner.code))).toEqual(new Set(['SUB']))
    expect(partners.nodes).toEqual([{ code: 'SUB' }])
    expect(users.nodes.filter(({ email }: any) => !email.endsWith('@substar.example'))).toEqual([])
  })
})

describe('people of one partner', () => {
  test('a seller works on their own quotes alone; the owner sees them all', async () => {
    const id = await cast.quote('Presented')
    expect((await cast.read(seller, `{ quote(id: "${id}") { id } }`)).quote).toBeNull()
    expect(await cast.refusal(seller, 'acceptQuote', { id })).toBe('NOT_FOUND')
    expect((await cast.read(parent, `{ quote(id: "${id}") { id } }`)).quote).toEqual({ id })
  })

  test("a buyer's order above the limit waits until somebody of the partner approves it", async () => {
    const [product] = await cast.products(1, 20)
    const { cart } = await cast.do(buyer, 'setCartLine', { productId: product!.id, quantity: 500 }, 'cart { subtotal overSpendingLimit }')
    expect(Number(cart.subtotal)).toBeGreaterThan(5000)
    expect(cart.overSpendingLimit).toBe(true)
    const { order } = await cast.do(buyer, 'placeOrder', {}, 'order { id state total }')
    expect(order.state).toBe('PendingPartnerApproval')
    expect(order.total).toBe(cart.subtotal)
    expect(await cast.refusal(buyer, 'approveOrder', { id: order.id })).toBe('FORBIDDEN')
    expect(await cast.refusal(seller, 'approveOrder', { id: order.id })).toBe('FORBIDDEN')
    expect(await cast.refusal('owner@rival.example', 'approveOrder', { id: order.id })).toBe('NOT_FOUND')
    expect(await cast.refusal(desk, 'confirmOrder', { id: order.id })).toBe('ILLEGAL_MOVE')
    const { home } = await cast.read(parent, '{ home { needsYou { id verb } } }')
    expect(home.needsYou).toContainEqual({ id: order.id, verb: 'approve' })
    expect((await cast.do('manager@northstar.example', 'approveOrder', { id: order.id }, 'order { state }')).order.state).toBe('Placed')
  })

  test('two orders at once are both counted against the limit', async () => {
    const id = (await cast.rows(`select id from app_user where email = ?`, [buyer]))[0].id
    const [product] = await cast.products(1, 20)
    const [row] = await cast.rows('select coalesce(sum(a.total), 0)::float as spent from sales_order o join order_amount a on a.order_id = o.id where o.created_by_id = ? and o.state <> ? and o.placed_at >= date_trunc(?, now())', [id, 'Canceled', 'month'])
    const { product: priced } = await cast.read(buyer, `{ product(id: "${product!.id}") { netPrice(quantity: 2) } }`)
    // room for one of them and not for two
    await cast.rows('update app_user set spending_limit = ? where id = ?', [row.spent + Number(priced.netPrice) * 3, id])
    const states = await Promise.all([1, 2].map(() => cast.do(buyer, 'placeOrder', { lines: [{ productId: product!.id, quantity: 2 }] }, 'order { state }')))
    expect(states.map(({ order }) => order.state).sort()).toEqual(['PendingPartnerApproval', 'Placed'])
  })
})

test("an account's people go with it to whoever looks after it", async () => {
  const [{ id: sellerId }] = await cast.rows(`select id from app_user where email = 'seller@northstar.example'`), [{ id: ownerId }] = await cast.rows(`select id from app_user where email = 'owner@northstar.example'`)
  const owner = 'owner@northstar.example', seller = 'seller@northstar.example'
  const { account: { id: accountId } } = await cast.do(owner, 'createAccount', { name: 'Handed Over Ltd', sellerId }, 'account { id }')
  const { contact: { id } } = await cast.do(owner, 'createContact', { accountId, firstName: 'Ann', lastName: 'Moved' }, 'contact { id }')
  const seen = async () => (await cast.read(seller, `{ contact(id: "${id}") { id } }`)).contact !== null
  expect(await seen()).toBe(true)
  await cast.do(owner, 'updateAccount', { id: accountId, sellerId: ownerId })
  expect(await seen()).toBe(false)
  await cast.do(owner, 'updateAccount', { id: accountId, sellerId })
  expect(await seen()).toBe(true)
})

test('nobody of a partner is put in charge on our side, and what a rule of the database refuses is refused with a code', async () => {
  const [{ id: dealer }] = await cast.rows(`select id from app_user where email = 'owner@rival.example'`), [{ id: partner }] = await cast.rows(`select id from partner where code = 'NST'`)
  expect(await cast.refusal('admin@guanxi.example', 'updatePartner', { id: partner, representativeId: dealer })).toBe('NOT_FOUND')
  expect(await cast.refusal('admin@guanxi.example', 'updatePartner', { id: partner, creditLimit: '-1' })).toBe('BAD_USER_INPUT')
  const [{ id: account }] = await cast.rows(`select a.id from account a join app_user u on u.id = a.seller_id where u.email = 'seller@northstar.example' limit 1`), [{ id: colleague }] = await cast.rows(`select id from app_user where email = 'owner@northstar.example'`)
  expect(await cast.refusal('seller@northstar.example', 'updateAccount', { id: account, sellerId: colleague })).toBe('FORBIDDEN')
})
