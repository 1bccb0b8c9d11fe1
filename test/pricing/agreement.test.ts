import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sum } from '../../server/kit/money.ts'
import { Cast } from '../api/acting.ts'
import { pdfText } from '../leak/pdf.ts'
import { type TestServer, startServer } from '../support/server.ts'

const dealer = 'owner@northstar.example'
let server: TestServer, client: pg.Client
beforeAll(async () => {
  server = await startServer()
  client = new pg.Client(server.database.adminUrl)
  await client.connect()
}, 120_000)
afterAll(async () => {
  await client.end()
  await server.close()
})

const ask = async (query: string, variables?: Record<string, unknown>) => {
  const { data, errors } = await server.gql('partner', await server.signIn(dealer), query, variables)
  expect(errors).toBeUndefined()
  return data
}
const send = async (name: string, payload: string, input: Record<string, unknown> = {}) => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
  const data = await ask(`mutation ($input: ${type === 'ClearCartInput' ? 'CommandInput' : type}!) { ${name}(input: $input) { errors { code path } ${payload} } }`, { input: { clientMutationId: crypto.randomUUID(), ...input } })
  expect(data[name].errors).toEqual([])
  return data[name]
}
/** What a line says that it costs, wherever it stands. */
const price = ({ netPrice, amount }: { netPrice: string; amount: string }) => [netPrice, amount]

it('catalogue, cart, quote, PDF, order and explanation agree on free pieces and bundles; a product alone is told what is missing', { timeout: 60_000 }, async () => {
  const { products: { nodes } } = await ask(`{ products(first: 3, filter: { search: "insert" }) { nodes { id sku name netPrice(quantity: 8) } } }`)
  const [a, b, c] = nodes as { id: string; sku: string; name: string; netPrice: string }[]
  await client.query(`insert into promotion (id, name, kind, buy_quantity, get_quantity, valid_from, rank, stackable) values ('00000000-0000-7000-8000-0000000000aa', 'Three and one', 'BUY_GET', 3, 1, '2020-01-01', 1, true)`)
  await client.query(`insert into promotion (id, name, kind, amount, currency, valid_from, rank) values ('00000000-0000-7000-8000-0000000000bb', 'Set', 'BUNDLE', 3.33, 'USD', '2020-01-01', 500)`)
  await client.query(`insert into promotion_product (promotion_id, product_id, quantity) values ('00000000-0000-7000-8000-0000000000aa', $1, 1), ('00000000-0000-7000-8000-0000000000bb', $2, 2), ('00000000-0000-7000-8000-0000000000bb', $3, 1)`, [a!.id, b!.id, c!.id])

  await send('clearCart', 'cart { id }')
  await send('addCartLines', 'cart { id }', { lines: [a, b, c].map((product) => ({ sku: product!.sku, quantity: 8 })) })
  const { cart } = await ask('{ cart { subtotal lines { product { id } quantity netPrice discount amount priceExplanation { netPrice discount amount steps { name kind applied reason discount priceAfter } } } } }')
  // what the catalogue says of one piece; two of eight are free; four sets are complete
  expect(cart.lines.map(({ netPrice }: any) => netPrice)).toEqual([a, b, c].map((product) => product!.netPrice))
  expect(cart.lines[0].discount).toBe(sum([cart.lines[0].netPrice, cart.lines[0].netPrice]).toFixed())
  expect(sum([cart.lines[1].discount, cart.lines[2].discount]).toFixed()).toBe('13.32')
  for (const { netPrice, quantity, discount, amount, priceExplanation } of cart.lines) {
    expect(amount).toBe(sum(Array.from({ length: quantity }, () => netPrice)).minus(discount).toFixed())
    expect([priceExplanation.netPrice, priceExplanation.discount, priceExplanation.amount]).toEqual([netPrice, discount, amount])
  }
  expect(cart.subtotal).toBe(sum(cart.lines.map(({ amount }: any) => amount)).toFixed())

  const alone = (await ask(`query ($id: ID!) { explainPrice(productId: $id, quantity: 8) { discount steps { name applied reason } } }`, { id: b!.id })).explainPrice
  expect(alone.discount).toBe('0')
  expect(alone.steps.find(({ name }: any) => name === 'Set')).toEqual({ name: 'Set', applied: false, reason: `Only together with 1 × ${c!.name}` })

  const lines = '{ product { id } netPrice promotionDiscount amount }'
  const { quote } = await send('requestQuote', `quote { id versions { lines ${lines} } }`, { lines: [a, b, c].map((product) => ({ productId: product!.id, quantity: 8 })) })
  const written = (await client.query('select trim_scale(net_price)::text as "netPrice", trim_scale(amount)::text as amount from quote_line l join quote_version v on v.id = l.version_id where v.quote_id = $1 order by position', [quote.id])).rows
  expect(written.map(price as any)).toEqual(cart.lines.map(price))
  const { order } = await send('placeOrder', `order { id total lines ${lines} }`)
  expect(order.lines.map(price)).toEqual(cart.lines.map(price))
  expect(order.lines.map(({ promotionDiscount }: any) => promotionDiscount)).toEqual(cart.lines.map(({ discount }: any) => discount))
  expect(order.total).toBe(cart.subtotal)

  // what staff offer, on paper, and what becomes of it
  const cast = new Cast(server), id = await cast.quote('Presented', '0', [a, b, c].map((product) => ({ productId: product!.id, quantity: 8 })))
  const paper = pdfText(Buffer.from(await (await fetch(`${server.url}/partner/files/quotes/${id}.pdf?locale=en`, { headers: { cookie: await server.signIn(dealer) } })).arrayBuffer()))
  const printed = (amount: string) => new Intl.NumberFormat('en', { minimumFractionDigits: 2 }).format(Number(amount))
  for (const amount of [...cart.lines.flatMap(({ netPrice, amount: of }: any) => [netPrice, of]), cart.subtotal]) expect(paper).toContain(printed(amount))
  const { order: accepted } = await cast.do(dealer, 'acceptQuote', { id }, `order { total lines ${lines} }`)
  expect([accepted.lines.map(price), accepted.total]).toEqual([cart.lines.map(price), cart.subtotal])
})
