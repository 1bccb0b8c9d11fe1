import { request } from 'node:http'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Serving, serve } from '../../server/http.ts'
import { openDatabases } from '../../server/orm.ts'
import { type TestServer, demoPassword, startServer, testSettings } from '../support/server.ts'
import { ask } from './databases.ts'

let server: TestServer, logging: Serving, url: string, close: () => Promise<void>
const lines: any[] = []
beforeAll(async () => {
  server = await startServer()
  const { adminUrl, secret } = server.database
  const databases = await openDatabases(adminUrl, secret, 2)
  const sink = new Writable({ write(chunk: Buffer, _encoding, done) { lines.push(...chunk.toString().trim().split('\n').map((line) => JSON.parse(line))); done() } })
  logging = await serve({ settings: { ...testSettings(server.database), logLevel: 'info', poolSize: 2 }, databases, adminUrl, sink })
  url = `http://127.0.0.1:${logging.port}`
  close = async () => {
    await logging.close()
    await databases.close()
  }
})
afterAll(async () => {
  await close()
  await server.close()
})

const post = (body: object, cookie = '') => fetch(`${url}/graphql/partner?trace=${cookie.slice(-6)}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf': '1', cookie }, body: JSON.stringify(body) })
const line = async (operation: string) => {
  await expect.poll(() => lines.some((one) => one.operation === operation), { timeout: 5_000 }).toBe(true)
  return lines.find((one) => one.operation === operation)
}

test('a request is one line: which operation, who, how it ended and how long it took', async () => {
  const cookie = await server.signIn('owner@northstar.example')
  const [{ id }] = await ask(server.database.adminUrl, `select id from app_user where email = 'owner@northstar.example'`)
  await post({ query: 'query MyOrders { orders(first: 1) { nodes { id } } }' }, cookie)
  expect(await line('MyOrders')).toMatchObject({ level: 30, msg: 'request', path: '/graphql/partner', user: id, status: 200, outcome: 'ok', ms: expect.any(Number) })
  await post({ query: 'query Hidden { orders(first: 1) { nodes { id } } }' })
  const refused = await line('Hidden')
  expect(refused).toMatchObject({ outcome: 'refused', code: 'UNAUTHENTICATED' })
  expect(refused.user).toBeUndefined()
})

test('no detour in the address leads past the gate and its log', async () => {
  for (const [index, path] of ['/x/../graphql/partner', '/./graphql/partner', '/graphql\\partner', `${url}/graphql/partner`].entries()) {
    const body = JSON.stringify({ query: `query Detour${index} { signInOptions { singleSignOn } }` })
    await new Promise<void>((resolve, reject) => request(url, { path, method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf': '1' } }, (response) => response.resume().on('end', resolve)).on('error', reject).end(body))
    expect(await line(`Detour${index}`)).toMatchObject({ path: '/graphql/partner', status: 200 })
  }
})

test('nothing secret is in any line', async () => {
  await post({ query: 'mutation In($input: SignInInput!) { signIn(input: $input) { errors { code } } }', variables: { input: { clientMutationId: crypto.randomUUID(), email: 'owner@northstar.example', password: demoPassword } } })
  await line('In')
  const cookie = await server.signIn('owner@northstar.example'), text = JSON.stringify(lines)
  for (const secret of [demoPassword, cookie.split('=')[1]!, cookie.slice(-6), 'owner@northstar', 'signIn(']) expect(text).not.toContain(secret)
})
