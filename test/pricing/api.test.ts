import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'

const dealer = 'owner@northstar.example', staff = 'rep@guanxi.example'
let server: TestServer
beforeAll(async () => { server = await startServer() }, 120_000)
afterAll(() => server.close())

const ask = async (who: string, query: string, variables?: Record<string, unknown>) =>
  server.gql(who === staff ? 'crm' : 'partner', await server.signIn(who), query, variables)

interface Node { id: string; listPrice: string | null; netPrice: string | null; twenty: string | null; currency: string; priceBreaks: { minQuantity: number; netPrice: string }[]; explained: { netPrice: string | null } }

it('catalogue, breaks and explanation give the same price', async () => {
  const { data, errors } = await ask(dealer, `{ products(first: 100) { nodes {
    id currency listPrice netPrice twenty: netPrice(quantity: 20) priceBreaks { minQuantity netPrice } explained: priceExplanation(quantity: 20) { netPrice } } } }`)
  expect(errors).toBeUndefined()
  const nodes = data.products.nodes as Node[]
  expect(nodes.length).toBe(100)
  expect(nodes.filter((node) => node.twenty !== node.explained.netPrice)).toEqual([])
  expect(nodes.filter((node) => node.twenty !== (node.priceBreaks.findLast(({ minQuantity }) => minQuantity <= 20)?.netPrice ?? null))).toEqual([])
  expect(nodes.filter((node) => node.priceBreaks[0]?.minQuantity === 1 && node.priceBreaks[0].netPrice !== node.netPrice)).toEqual([])
  expect(nodes.some((node) => node.priceBreaks.length > 1)).toBe(true)
})

it('sorts by the net price, page by page', async () => {
  const page = 'query ($after: String) { products(first: 100, after: $after, sort: { by: NET_PRICE, direction: ASC }) { nodes { netPrice } pageInfo { hasNextPage endCursor } } }'
  const prices: number[] = []
  for (let after: string | null = null, more = true; more;) {
    const { data } = await ask(dealer, page, { after })
    prices.push(...data.products.nodes.map(({ netPrice }: Node) => (netPrice === null ? Number.POSITIVE_INFINITY : Number(netPrice))))
    more = data.products.pageInfo.hasNextPage
    after = data.products.pageInfo.endCursor
  }
  expect(prices).toEqual(prices.toSorted((a, b) => a - b))
})

it('staff ask for any buyer and day; they have no net price of their own', async () => {
  const { data } = await ask(staff, '{ products(first: 1, sort: { by: NET_PRICE }) { nodes { id listPrice netPrice priceBreaks { netPrice } cost } } partners(first: 1, filter: { search: "Northstar" }) { nodes { id } } }')
  const [product] = data.products.nodes
  expect(product).toMatchObject({ netPrice: null, priceBreaks: [], listPrice: expect.any(String), cost: expect.any(String) })
  const own = await ask(dealer, 'query ($id: ID!) { explainPrice(productId: $id, quantity: 3) { netPrice currency steps { kind applied reason priceAfter } } }', { id: product.id })
  const asked = await ask(staff, 'query ($id: ID!, $partner: ID!) { productPrice(productId: $id, quantity: 3, partnerId: $partner) { netPrice currency steps { kind applied reason priceAfter } } }', { id: product.id, partner: data.partners.nodes[0].id })
  // staff are told of lists, too, that a dealer is not shown because they are of another currency
  const decisive = ({ steps, ...price }: { steps: { applied: boolean }[] }) => ({ ...price, steps: steps.filter(({ applied }) => applied) })
  expect(decisive(asked.data.productPrice)).toEqual(decisive(own.data.explainPrice))
  expect(decisive(own.data.explainPrice).steps.length).toBeGreaterThan(0)
})

it.each(['{ priceLists { nodes { id } } }', '{ promotions { nodes { id } } }', '{ productPrice(productId: "x") { netPrice } }', '{ products { nodes { cost } } }', '{ explainPrice(productId: "x", partnerId: "x") { netPrice } }'])(
  'for a dealer there is no such thing as %s', async (query) => {
    const { errors } = await ask(dealer, query)
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })

it.each([0, -1, 2_147_483_647])('no price of %i pieces', async (quantity) => {
  const { errors } = await ask(dealer, 'query ($quantity: Int!) { products(first: 1) { nodes { netPrice(quantity: $quantity) } } }', { quantity })
  expect(errors?.[0]?.extensions.code).toBe('OUT_OF_RANGE')
})
