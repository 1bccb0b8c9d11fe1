import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'
import { seedDemo } from '../../server/demo/index.ts'

let server: TestServer, keys: Awaited<ReturnType<typeof seedDemo>>
beforeAll(async () => { server = await startServer(async ({ adminUrl, secret }) => { keys = await seedDemo({ adminUrl, secret, log: () => {} }) }) })
afterAll(() => server.close())

const run = promisify(execFile)

/** The README's block for integrators, as it stands there, with this server's address and key in its first line. */
function script(): string {
  const block = /## For integrators[\s\S]*?```sh\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))![1]!
  const [first, ...rest] = block.split('\n')
  expect(first).toBe('export URL=http://localhost:4000/graphql/partner KEY=gx_…')
  return [`export URL=${server.url}/graphql/partner KEY=${keys.partnerKey}`, ...rest].join('\n')
}

test("the README's curl examples do what they say", async () => {
  const { stdout } = await run('bash', ['-euc', script()])
  // an answer may break its lines between records
  const answers = stdout.trim().split(/\n(?=\{)/).map((answer) => JSON.parse(answer))
  expect(answers).toHaveLength(7)
  for (const answer of answers) {
    expect(answer.errors, JSON.stringify(answer.errors)).toBeUndefined()
    expect(Object.values<any>(answer.data).flatMap((payload) => payload?.errors ?? [])).toEqual([])
  }
  const [viewer, products, cart, quote, , order, lists] = answers.map(({ data }) => data)
  expect(viewer.viewer.partner.name).toBe('Northstar Machinery')
  expect(products.products.nodes).not.toHaveLength(0)
  for (const { netPrice, listPrice } of products.products.nodes) expect(Number(netPrice)).toBeLessThan(Number(listPrice))
  expect(cart.addCartLines.cart.itemCount).toBe(1)
  expect(quote.requestQuote.quote.state).toBe('Requested')
  expect(order.placeOrder.order.state).toBe('Placed')
  expect(lists.orders.nodes[0].number).toBe(order.placeOrder.order.number)
  expect(lists.quotes.nodes[0].number).toBe(quote.requestQuote.quote.number)
}, 60_000)

test('sent again, they change nothing and answer the same', async () => {
  const numbers = async () => {
    const { stdout } = await run('bash', ['-euc', script()])
    return [...stdout.matchAll(/"number":"([^"]+)"/g)].map(([, number]) => number)
  }
  expect(await numbers()).toEqual(await numbers())
}, 60_000)
