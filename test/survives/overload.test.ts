import { get } from 'node:http'
import { createConnection } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Serving, serve } from '../../server/http.ts'
import { openDatabases } from '../../server/orm.ts'
import { Cast } from '../api/acting.ts'
import { expectSentence, languages } from '../api/posting.ts'
import { type TestServer, startServer, testSettings } from '../support/server.ts'

const rep = 'rep@guanxi.example', manager = 'manager@guanxi.example', dealer = 'owner@northstar.example'
const token = 'a token for Prometheus'

let server: TestServer, small: Serving, url: string, cast: Cast, holder: pg.Client, close: () => Promise<void>
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  const { adminUrl, secret } = server.database
  // a server of two connections, beside the usual one: four requests in work, one of each person
  const databases = await openDatabases(adminUrl, secret, 2)
  small = await serve({ settings: { ...testSettings(server.database), poolSize: 2, metricsToken: token }, databases, adminUrl })
  url = `http://127.0.0.1:${small.port}`
  holder = new pg.Client(adminUrl)
  await holder.connect()
  close = async () => {
    await small.close()
    await databases.close()
  }
})
afterAll(async () => {
  await holder.end()
  await close()
  await server.close()
})

interface Told { status: number; retryAfter: string | null; code: string | undefined; message: string | undefined }
const quotes = '{ quotes(first: 1) { nodes { id } } }', healthy = () => fetch(`${url}/healthz`).then(({ status }) => status)
async function ask(email: string, app: 'crm' | 'partner', query = quotes, language = 'en', session?: string): Promise<Told> {
  const cookie = session ?? (await cast.cookie(email))
  const response = await fetch(`${url}/graphql/${app}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf': '1', cookie, 'accept-language': language }, body: JSON.stringify({ query }) })
  const body = (await response.json()) as any
  return { status: response.status, retryAfter: response.headers.get('retry-after'), code: body.errors?.[0].extensions.code, message: body.errors?.[0].message }
}
async function metrics(): Promise<Record<string, number>> {
  const text = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text()
  return Object.fromEntries(text.split('\n').filter((line) => line && !line.startsWith('#')).map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]))
}

/** Stops everything that reads quotes, while something is tried. */
async function holding<T>(work: () => Promise<T>): Promise<T> {
  await holder.query('begin; lock table quote in access exclusive mode')
  try {
    return await work()
  } finally {
    await holder.query('rollback')
  }
}

test('far more than can be served: a bounded number is let in, the others are refused at once and told when to come again', { timeout: 60_000 }, async () => {
  // known people have a share of their own
  for (const email of [rep, manager]) await ask(email, 'crm')
  const memory = process.memoryUsage.rss()
  const answers = await holding(async () => {
    const sent = Array.from({ length: 600 }, (_, index) => ask(index % 2 ? rep : manager, 'crm'))
    // most are refused while nothing at all moves
    const refused: Told[] = []
    for (const one of sent) void one.then((told) => { if (told.status === 503) refused.push(told) })
    await expect.poll(() => refused.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(300)
    const now = await metrics()
    expect(now['guanxi_requests_in_work{app="crm"}']).toBeLessThanOrEqual(4)
    expect(now['guanxi_requests_waiting{app="crm"}']).toBeLessThanOrEqual(200)
    // the health check and the other app are not in this line
    expect(await healthy()).toBe(200)
    expect((await ask(dealer, 'partner', '{ viewer { email } }')).status).toBe(200)
    return sent
  }).then((sent) => Promise.all(sent))
  const refused = answers.filter(({ code }) => code === 'OVERLOADED')
  expect(refused.length).toBeGreaterThanOrEqual(300)
  expect(refused.filter(({ status, retryAfter }) => status !== 503 || !Number(retryAfter))).toEqual([])
  // whoever was let in was answered, or told within the lock timeout that somebody is at it
  expect(answers.filter(({ code }) => code !== undefined && !['OVERLOADED', 'CONFLICT', 'UNAVAILABLE'].includes(code))).toEqual([])
  expect(process.memoryUsage.rss() - memory).toBeLessThan(300 * 2 ** 20)
  // afterwards all is as before
  await expect.poll(async () => (await metrics())['guanxi_requests_in_work{app="crm"}'], { timeout: 10_000 }).toBe(0)
  expect((await ask(rep, 'crm')).code).toBeUndefined()
  const after = await metrics()
  expect(after['guanxi_requests_shed_total{app="crm"}']).toBeGreaterThanOrEqual(refused.length)
  expect(after['guanxi_pool_waiting{pool="crm"}']).toBe(0)
})

test('one person does not occupy everything, with however many sessions', { timeout: 30_000 }, async () => {
  const sessions: string[] = []
  for (let n = 0; n < 3; n++) {
    cast.forget(rep)
    sessions.push(await cast.cookie(rep))
    await ask(rep, 'crm')
  }
  await ask(manager, 'crm')
  await holding(async () => {
    const greedy = Array.from({ length: 40 }, (_, n) => ask(rep, 'crm', quotes, 'en', sessions[n % 3]))
    await expect.poll(async () => (await metrics())['guanxi_requests_in_work{app="crm"}'], { timeout: 5_000 }).toBe(1)
    expect((await ask(manager, 'crm', '{ viewer { email } }')).status).toBe(200)
    return greedy
  }).then((greedy) => Promise.all(greedy))
})

test.each(languages)('the refusal is told in %s', { timeout: 20_000 }, async (locale, accepted) => {
  const told = await holding(async () => {
    const all = Array.from({ length: 150 }, () => ask(rep, 'crm', quotes, accepted))
    return Promise.race(all.map(async (one) => { const answer = await one; return answer.code === 'OVERLOADED' ? answer : new Promise<never>(() => {}) }))
  })
  expectSentence(told.message!, 'OVERLOADED', locale)
  await expect.poll(async () => (await metrics())['guanxi_requests_in_work{app="crm"}'], { timeout: 10_000 }).toBe(0)
})

test('who sends slowly holds up nobody', { timeout: 20_000 }, async () => {
  const slow = await Promise.all(Array.from({ length: 20 }, () => new Promise<ReturnType<typeof createConnection>>((resolve) => {
    const socket = createConnection(small.port, '127.0.0.1', () => resolve(socket))
    socket.on('error', () => {})
    socket.write('POST /graphql/crm HTTP/1.1\r\nhost: x\r\nx-csrf: 1\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{')
  })))
  expect((await ask(rep, 'crm')).code).toBeUndefined()
  expect((await metrics())['guanxi_requests_in_work{app="crm"}']).toBe(0)
  for (const socket of slow) socket.destroy()
})

test('headers beyond reason are refused', async () => {
  const answer = await new Promise<string>((resolve) => {
    const socket = createConnection(small.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.on('data', (chunk) => resolve(chunk.toString()))
    socket.write(`GET /healthz HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`)
  })
  expect(answer).toMatch(/^HTTP\/1.1 431 /)
})

test('a person has a bounded number of streams', { timeout: 20_000 }, async () => {
  const abort = new AbortController(), cookie = await cast.cookie(rep)
  const open = () => fetch(`${url}/graphql/crm`, { method: 'POST', signal: abort.signal, headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-csrf': '1', cookie }, body: JSON.stringify({ query: 'subscription { recordChanged { type } }' }) })
  const streams: Response[] = []
  for (let n = 0; n < 32; n++) streams.push(await open())
  expect(streams.map(({ status }) => status)).toEqual([...Array.from({ length: 30 }, () => 200), 503, 503])
  expect((await metrics()).guanxi_streams).toBeLessThanOrEqual(30)
  abort.abort()
  await expect.poll(async () => (await metrics()).guanxi_streams, { timeout: 5_000 }).toBe(0)
  const again = new AbortController()
  expect((await fetch(`${url}/graphql/crm`, { method: 'POST', signal: again.signal, headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-csrf': '1', cookie }, body: JSON.stringify({ query: 'subscription { recordChanged { type } }' }) })).status).toBe(200)
  again.abort()
})

test('metrics are for whoever shows the token', async () => {
  for (const authorization of ['', 'Bearer wrong', `Basic ${token}`]) expect((await fetch(`${url}/metrics`, { headers: authorization ? { authorization } : {} })).status).toBe(404)
  const told = await metrics()
  for (const name of ['guanxi_requests_total{outcome="ok"}', 'guanxi_request_seconds_bucket{le="+Inf"}', 'guanxi_event_loop_delay_seconds', 'guanxi_pool_connections{pool="crm",state="idle"}', 'guanxi_jobs{state="due"}', 'guanxi_database_up']) expect(told).toHaveProperty([name])
  expect(told.guanxi_request_seconds_count).toBeGreaterThan(0)
  // the usual server of the tests has no token and is served to this computer only
  expect((await fetch(`${server.url}/metrics`)).status).toBe(200)
  const asked = (headers: Record<string, string>) => new Promise<number>((resolve, reject) => get(`${server.url}/metrics`, { headers }, (response) => resolve(response.resume().statusCode!)).on('error', reject))
  expect(await Promise.all([asked({ host: 'crm.example.com' }), asked({ 'x-forwarded-for': '192.0.2.1' })])).toEqual([404, 404])
})
