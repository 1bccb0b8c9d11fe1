import { afterAll, beforeAll, expect, test } from 'vitest'
import { Cast } from '../api/acting.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { eventually } from '../webhooks/telling.ts'

const admin = 'admin@guanxi.example', dealer = 'owner@northstar.example', rep = 'rep@guanxi.example'
let server: TestServer, cast: Cast
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
}, 120_000)
afterAll(() => server.close())

const today = () => cast.rows<{ day: string }>('select app.today()::text as day').then(([row]) => row!.day)
const estimate = async (id: string, input: object = {}) => {
  const { priceEffect } = await cast.do(admin, 'estimatePriceChange', { id, ...input }, 'priceEffect { id state fromDay toDay }')
  await eventually(async () => (await cast.read(admin, 'query ($id: ID!) { priceEffect(id: $id) { state } }', { id: priceEffect.id })).priceEffect.state).toBe('Done')
  const found = (await cast.read(admin, `query ($id: ID!) { priceEffect(id: $id) { fromDay toDay onDay orderCount lineCount buyerCount before after currency
    buyers(first: 50) { nodes { id partner { id code } account { id } orderCount lineCount quantity before after difference cost marginBefore marginAfter } } } }`, { id: priceEffect.id })).priceEffect
  for (const buyer of found.buyers.nodes) {
    const lines = 'orderNumber product { id sku } quantity priceBefore priceAfter before after difference unitCost'
    Object.assign(buyer, (await cast.read(admin, `query ($id: ID!) { priceEffectBuyer(id: $id) { lines(first: 100) { nodes { ${lines} } } } }`, { id: buyer.id })).priceEffectBuyer)
  }
  return found
}

test('two orders of one dealer, computed by hand', async () => {
  const [one, two, other] = await cast.products(3), partner = (await cast.read(dealer, '{ viewer { partner { id } } }')).viewer.partner.id as string
  const { priceList } = await cast.do(admin, 'createPriceList', { name: 'Northstar now', kind: 'PARTNER', currency: 'USD', partnerId: partner, validFrom: await today() }, 'priceList { id }')
  await cast.do(admin, 'setPriceListEntries', { id: priceList.id, revision: 1, rows: [{ sku: one!.sku, value: '100' }, { sku: one!.sku, minQuantity: 5, value: '90' }, { sku: two!.sku, value: '50' }, { sku: other!.sku, value: '7' }] })
  for (const [sku, quantity, price] of [[one, 3, '100'], [one, 5, '90'], [two, 2, '50']] as const) expect((await cast.read(admin, 'query ($p: ID!, $b: ID!, $q: Int!) { productPrice(productId: $p, partnerId: $b, quantity: $q) { netPrice } }', { p: sku!.id, b: partner, q: quantity })).productPrice.netPrice).toBe(price)
  await cast.order([{ productId: one!.id, quantity: 3 }, { productId: two!.id, quantity: 2 }])
  await cast.order([{ productId: one!.id, quantity: 5 }, { productId: other!.id, quantity: 1 }])
  // 100 → 110 and 90 → 99 and 50 → 55; what costs 7 is not chosen
  const { priceChange } = await cast.do(admin, 'preparePriceChange', { priceListId: priceList.id, percent: '10', productIds: [one!.id, two!.id] }, 'priceChange { id }')
  const day = await today(), found = await estimate(priceChange.id, { fromDay: day, toDay: day })
  const costs = Object.fromEntries((await cast.rows(`select product_id as id, cost::float8 as cost from product_cost where currency = 'USD' and product_id in (?, ?) and valid_to is null`, [one!.id, two!.id])).map(({ id, cost }) => [id, cost]))
  expect(found).toMatchObject({ orderCount: 2, lineCount: 3, buyerCount: 1, before: '850', after: '935', currency: 'USD' })
  const [buyer] = found.buyers.nodes
  expect(buyer).toMatchObject({ partner: { code: 'NST' }, orderCount: 2, lineCount: 3, quantity: 10, before: '850', after: '935', difference: '85' })
  expect(buyer.lines.nodes.map(({ product, quantity, priceBefore, priceAfter, before, after }: any) => [product.sku, quantity, priceBefore, priceAfter, before, after]).sort()).toEqual([[one!.sku, 3, '100', '110', '300', '330'], [one!.sku, 5, '90', '99', '450', '495'], [two!.sku, 2, '50', '55', '100', '110']].sort())
  const cost = 8 * costs[one!.id] + 2 * costs[two!.id]
  expect([Number(buyer.cost), Number(buyer.marginBefore), Number(buyer.marginAfter)]).toEqual([cost, expect.closeTo((850 - cost) / 8.5, 0), expect.closeTo((935 - cost) / 9.35, 0)])
})

test('what was estimated is what it costs once the change is applied, in lists that derive from this one, too', async () => {
  const { priceLists } = await cast.read(admin, '{ priceLists(first: 1, filter: { search: "Channel base USD" }) { nodes { id derivedCount } } }'), [list] = priceLists.nodes
  expect(list.derivedCount).toBeGreaterThan(0)
  const { priceChange } = await cast.do(admin, 'preparePriceChange', { priceListId: list.id, percent: '7' }, 'priceChange { id changeCount }'), day = await today()
  const found = await estimate(priceChange.id, { fromDay: new Date(Date.parse(day) - 380 * 86_400_000).toISOString().slice(0, 10), toDay: day })
  expect(found.lineCount).toBeGreaterThan(5)
  await cast.do(admin, 'applyPriceChange', { id: priceChange.id })
  const price = async (productId: string, quantity: number, partnerId: string) => (await cast.read(admin, 'query ($productId: ID!, $quantity: Int!, $partnerId: ID) { productPrice(productId: $productId, quantity: $quantity, partnerId: $partnerId) { netPrice } }', { productId, quantity, partnerId })).productPrice.netPrice
  for (const { partner, lines } of found.buyers.nodes) for (const line of lines.nodes.slice(0, 5)) expect([line.orderNumber, line.product.sku, line.priceAfter]).toEqual([line.orderNumber, line.product.sku, await price(line.product.id, line.quantity, partner.id)])
})

test('without days it is the last full quarter; too long a time, what was applied, and others are refused', async () => {
  const { priceLists } = await cast.read(admin, '{ priceLists(first: 1, filter: { search: "Gold USD" }) { nodes { id } } }'), [list] = priceLists.nodes
  const { priceChange: { id } } = await cast.do(admin, 'preparePriceChange', { priceListId: list.id, percent: '2' }, 'priceChange { id }')
  const { fromDay, toDay } = await estimate(id), begin = new Date(`${fromDay}T00:00:00Z`)
  expect([begin.getUTCDate(), begin.getUTCMonth() % 3, new Date(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + 3, 0)).toISOString().slice(0, 10)]).toEqual([1, 0, toDay])
  expect(await cast.refusal(admin, 'estimatePriceChange', { id, fromDay: '2020-01-01', toDay: '2024-01-01' })).toBe('OUT_OF_RANGE')
  expect(await cast.refusal(rep, 'estimatePriceChange', { id })).toBe('FORBIDDEN')
  await cast.do(admin, 'discardPriceChange', { id })
  expect(await cast.refusal(admin, 'estimatePriceChange', { id })).toBe('ILLEGAL_MOVE')
})
