import { afterAll, beforeAll, expect, test } from 'vitest'
import { Cast } from '../api/acting.ts'
import { type TestServer, appOf, startServer } from '../support/server.ts'
import { announce, bare, confirmed, inDays, owner, product, rival } from './trading.ts'

let server: TestServer, cast: Cast
beforeAll(async () => { server = await startServer(); cast = new Cast(server) })
afterAll(() => server.close())

interface Heard { type: string; subjectId: string; subjectType: string }

/** What somebody's app hears, until it is stopped. */
async function listen(email: string): Promise<{ heard: Heard[]; raw: string[]; stop(): void }> {
  const stop = new AbortController(), heard: Heard[] = [], raw: string[] = []
  const response = await fetch(`${server.url}/graphql/${appOf(email)}`, {
    method: 'POST', signal: stop.signal, headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-csrf': '1', cookie: await cast.cookie(email) },
    body: JSON.stringify({ query: 'subscription { recordChanged { eventId type subjectId subjectType at } }' }),
  })
  void (async () => {
    for await (const text of response.body!.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>)
      for (const [, data] of text.matchAll(/event: next\ndata: (.*)\n/g)) { raw.push(data!); heard.push(JSON.parse(data!).data.recordChanged) }
  })().catch(() => {})
  await new Promise((resolve) => setTimeout(resolve, 200))
  return { heard, raw, stop: () => stop.abort() }
}

const asked = (productId: string) => `{ promise(lines: [{ productId: "${productId}", quantity: 4 }]) { date parts { date quantity } lines { quantityFromStock } } }`

test('when somebody reserves, another dealer hears that there is less of it, and nothing of who; asking again gives the later day', async () => {
  const productId = await bare(cast, 6), ear = await listen(rival)
  expect((await cast.read(rival, asked(productId))).promise).toMatchObject({ date: await inDays(cast, 2), lines: [{ quantityFromStock: 4 }] })
  const orderId = await confirmed(cast, [{ productId, quantity: 5 }])
  await expect.poll(() => ear.heard.filter(({ subjectId }) => subjectId === productId), { timeout: 3_000 }).toMatchObject([{ type: 'stock.changed', subjectType: 'stock' }])
  expect((await cast.read(rival, asked(productId))).promise).toEqual({ date: await inDays(cast, 42), parts: [{ date: await inDays(cast, 2), quantity: 1 }, { date: await inDays(cast, 42), quantity: 3 }], lines: [{ quantityFromStock: 1 }] })
  expect(ear.raw.join()).not.toContain(orderId)
  expect(ear.heard.every(({ subjectType }) => subjectType === 'stock')).toBe(true)
  ear.stop()
})

test('what is announced and what slips is heard, too; of what is not for sale yet, only by staff', async () => {
  const productId = await bare(cast, 0), ears = [await listen(owner), await listen(product)]
  const supplyId = await announce(cast, productId, 5, 6)
  await expect.poll(() => ears.map(({ heard }) => heard.filter(({ subjectId }) => subjectId === productId).length), { timeout: 3_000 }).toEqual([1, 1])
  await cast.rows(`update product set lifecycle = 'PLANNED' where id = ?`, [productId])
  await cast.do(product, 'editSupply', { id: supplyId, expectedDate: await inDays(cast, 9) })
  await expect.poll(() => ears[1]!.heard.filter(({ subjectId }) => subjectId === productId).length, { timeout: 3_000 }).toBe(2)
  expect(ears[0]!.heard.filter(({ subjectId }) => subjectId === productId)).toHaveLength(1)
  expect((await cast.ask(owner, asked(productId))).errors?.[0]).toMatchObject({ extensions: { code: 'NOT_FOUND' } })
  for (const ear of ears) ear.stop()
})

test('many lines are promised with one statement, and refused each in its place', async () => {
  const productId = await bare(cast, 3), lines = (await cast.products(40, 0)).map(({ id }) => ({ productId: id, quantity: 2 }))
  const ask = (given: object[]) => cast.ask(owner, 'query ($lines: [PromiseLineInput!]!) { promise(lines: $lines) { date lines { productId quantity date } } }', { lines: given })
  expect((await ask(lines)).data.promise.lines.map(({ productId: id }: any) => id)).toEqual(lines.map((line) => line.productId))
  expect((await ask([{ productId, quantity: 1 }, { productId, quantity: 0 }])).errors?.[0]?.extensions.code).toBe('QUANTITY')
  expect((await ask([{ productId: crypto.randomUUID(), quantity: 1 }])).errors?.[0]?.extensions.code).toBe('NOT_FOUND')
  expect((await ask(Array.from({ length: 2000 }, () => ({ productId, quantity: 1 })))).errors?.[0]?.extensions.code).toMatch('TOO')
  expect((await ask([])).data.promise.lines).toEqual([])
})

test('of nothing, too, what could leave is told by the day that it is where the company is', async () => {
  const [zone] = await cast.rows(`select value from installation where key = 'time_zone'`), set = (value: unknown) => cast.rows(`update installation set value = ?::jsonb where key = 'time_zone'`, [JSON.stringify(value)])
  try {
    // of these two, one has another day than Greenwich at any time
    for (const name of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      await set(name)
      const [{ day }] = await cast.rows('select (app.today() + 2)::text as day')
      expect((await cast.read(owner, '{ promise(lines: []) { date } }')).promise.date).toBe(day)
    }
  } finally { await set(zone.value) }
})
