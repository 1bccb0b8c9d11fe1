import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'

let server: TestServer
const lines: any[] = []
beforeAll(async () => {
  const sink = new Writable({ write(chunk: Buffer, _encoding, done) { lines.push(...chunk.toString().trim().split('\n').map((line) => JSON.parse(line))); done() } })
  // everything is slow
  server = await startServer(undefined, { logLevel: 'warn', slowMs: 0 }, sink)
})
afterAll(() => server.close())

const metrics = async (): Promise<Map<string, number>> =>
  new Map((await (await fetch(`${server.url}/metrics`)).text()).split('\n').filter((line) => line && !line.startsWith('#')).map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]))

test('a slow statement is logged with the operation and the person that asked it, and without its values', async () => {
  const cookie = await server.signIn('rep@guanxi.example'), word = 'Zinnober'
  // twice: the second time the statements are known and travel as one
  for (let n = 0; n < 3; n++) await server.gql('crm', cookie, `query Looked { orders(first: 3, filter: { search: "${word}", state: [Placed], total: { gte: "123454321" } }) { nodes { id } } }`)
  const { data } = await server.gql('crm', cookie, '{ viewer { id } }')
  const said = lines.filter((line) => line.operation === 'Looked')
  expect(said.length).toBeGreaterThan(1)
  const reading = said.find(({ statement }) => statement.includes('sales_order'))
  expect(reading).toMatchObject({ level: 40, msg: 'slow statement', user: data.viewer.id, ms: expect.any(Number), rows: expect.any(Number) })
  for (const value of [word.toLowerCase(), '123454321', 'rep@guanxi.example', data.viewer.id]) expect(said.map(({ statement }) => statement).join().toLowerCase()).not.toContain(value)
})

test('one that failed is told, too, also where it travels with others', async () => {
  const cookie = await server.signIn('rep@guanxi.example'), after = Buffer.from('["no day", "01900000-0000-7000-8000-000000000000"]').toString('base64')
  const told = () => lines.filter((line) => line.operation === 'Failed').length
  for (let n = 0; n < 4; n++) {
    const before = told()
    const { errors } = await server.gql('crm', cookie, 'query Failed($after: String) { orders(first: 3, after: $after) { nodes { id } } }', { after })
    expect([errors![0]!.extensions.code, told() > before]).toEqual(['BAD_USER_INPUT', true])
  }
})

test('totals are told per operation, of as many names as the apps have operations', async () => {
  const cookie = await server.signIn('rep@guanxi.example')
  const before = (await metrics()).get('guanxi_statements_total{operation="Looked"}')!
  expect(before).toBeGreaterThan(0)
  await server.gql('crm', cookie, 'query Looked { orders(first: 1) { nodes { id } } }')
  const after = await metrics()
  expect(after.get('guanxi_statements_total{operation="Looked"}')).toBeGreaterThan(before)
  expect(after.get('guanxi_statement_seconds_total{operation="Looked"}')).toBeGreaterThan(0)
  for (let n = 0; n < 320; n++) await server.gql('crm', cookie, `query Name${n} { orders(first: 1) { nodes { id } } }`)
  const names = [...(await metrics()).keys()].filter((name) => name.startsWith('guanxi_statements_total'))
  expect(names.length).toBeLessThanOrEqual(301)
  expect(names).toContain('guanxi_statements_total{operation="other"}')
}, 60_000)
