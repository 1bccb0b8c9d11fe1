import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => { server = await startServer() })
afterAll(() => server.close())

const receive = 'mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { errors { code path } product { id available inboundQuantity } } }'
const product = async (cookie: string) => (await server.gql('crm', cookie, '{ products(first: 1, filter: { search: "CH-305" }) { nodes { id available actions } } }')).data.products.nodes[0]
const ask = async (cookie: string, productId: string, quantity: number) =>
  server.gql('crm', cookie, receive, { input: { clientMutationId: crypto.randomUUID(), productId, quantity } })

test('what comes in can be promised, and a loss takes at most what is free', async () => {
  const desk = await server.signIn('desk@guanxi.example')
  const { id, available } = await product(desk)
  expect((await ask(desk, id, 7)).data.receiveStock).toMatchObject({ errors: [], product: { available: available + 7 } })
  expect((await ask(desk, id, -7)).data.receiveStock.product.available).toBe(available)
  expect((await ask(desk, id, -available - 1)).data.receiveStock.errors).toEqual([{ code: 'OUT_OF_STOCK', path: ['quantity'] }])
  expect((await product(desk)).available).toBe(available)
})

test('a representative neither is offered it nor may', async () => {
  const rep = await server.signIn('rep@guanxi.example')
  const { id, actions } = await product(rep)
  expect(actions).toEqual([])
  expect((await ask(rep, id, 1)).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
})
