import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'
import { Cast } from './acting.ts'

const dealer = 'owner@northstar.example', rep = 'rep@guanxi.example'
let server: TestServer, cast: Cast
beforeAll(async () => { server = await startServer(); cast = new Cast(server) })
afterAll(() => server.close())

test('a special price for an end customer is the same in explanation, cart, request, draft and order, and nobody else has it', async () => {
  const [product] = await cast.products(1), productId = product!.id, lines = [{ productId, quantity: 1 }]
  const { account: { id: accountId } } = await cast.do(dealer, 'createAccount', { name: 'Special Ltd' }, 'account { id }')
  const [list] = await cast.rows(`insert into price_list (id, name, kind, currency, partner_id, account_id) select gen_random_uuid(), 'Special', 'SPECIAL', currency, id, ? from partner where code = 'NST' returning id`, [accountId])
  await cast.rows(`insert into price_list_entry (id, price_list_id, product_id, basis, value) values (gen_random_uuid(), ?, ?, 'FIXED', 7.77)`, [list.id, productId])

  const usual = (await cast.read(dealer, `{ product(id: "${productId}") { netPrice } }`)).product.netPrice
  await cast.do(dealer, 'setCartLine', { productId, quantity: 1 })
  const cart = async () => (await cast.read(dealer, '{ cart { subtotal lines { netPrice } } }')).cart
  expect(await cart()).toEqual({ subtotal: usual, lines: [{ netPrice: usual }] })
  await cast.do(dealer, 'setCartAccount', { accountId })
  expect(await cart()).toEqual({ subtotal: '7.77', lines: [{ netPrice: '7.77' }] })

  expect((await cast.read(dealer, `{ explainPrice(productId: "${productId}", accountId: "${accountId}") { netPrice } }`)).explainPrice.netPrice).toBe('7.77')
  const { quote } = await cast.do(dealer, 'requestQuote', { accountId, lines }, 'quote { id total }')
  expect(quote.total).toBe('7.77')
  expect((await cast.do(rep, 'draftQuote', { id: quote.id }, 'quote { total }')).quote.total).toBe('7.77')
  expect((await cast.do(dealer, 'placeOrder', {}, 'order { total account { id } }')).order).toEqual({ total: '7.77', account: { id: accountId } })
  expect((await cast.do(dealer, 'placeOrder', { lines }, 'order { total }')).order.total).toBe(usual)
})
