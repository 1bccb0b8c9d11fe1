import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { classify } from '../../server/kit/graphql-errors.ts'
import { poolOf } from '../../server/orm.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { Cast, codeOf, mutation, newId } from './acting.ts'
import { expectSentence, languages, post } from './posting.ts'

const dealer = 'owner@northstar.example', rep = 'rep@guanxi.example'

let server: TestServer, cast: Cast, other: pg.Client, watch: pg.Client
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  // what is seen of other connections stands still within a transaction: whoever holds a lock can't watch for who waits for it
  const [first, second] = [1, 2].map(() => new pg.Client({ connectionString: server.database.adminUrl, application_name: 'guanxi test' }))
  other = first!
  watch = second!
  for (const client of [other, watch]) {
    client.on('error', () => {})
    await client.connect()
  }
  for (const email of [dealer, rep]) await cast.cookie(email)
})
afterAll(async () => {
  for (const client of [other, watch]) await client.end().catch(() => {})
  await server.close()
})

/** Holds a row as another program might, while something is tried. */
async function holding<T>(sql: string, values: unknown[], work: () => Promise<T>): Promise<T> {
  await other.query('begin')
  await other.query(sql, values)
  try {
    return await work()
  } finally {
    await other.query('rollback')
  }
}

test('who waits too long for a record is told that somebody else is at it, within the lock timeout', { timeout: 30_000 }, async () => {
  const id = await cast.quote('Draft')
  const before = await cast.everything()
  await holding('select 1 from quote where id = $1 for update', [id], async () => {
    for (const [locale, accepted] of languages) {
      const started = performance.now()
      const answer = await post(server, 'crm', { query: mutation('crm', 'cancelQuote'), variables: { input: { clientMutationId: newId(), id } } }, { cookie: await cast.cookie(rep), 'accept-language': accepted })
      expect(performance.now() - started).toBeLessThan(4_000)
      const error = answer.body.errors[0]
      expect(error.extensions).toEqual({ code: 'CONFLICT' })
      expectSentence(error.message, 'CONFLICT', locale)
    }
    // readers wait for nobody
    expect((await cast.read(rep, `{ quote(id: "${id}") { state } }`)).quote.state).toBe('Draft')
  })
  expect(await cast.everything()).toEqual(before)
  await cast.do(rep, 'cancelQuote', { id })
})

test('a statement that runs too long is stopped', { timeout: 20_000 }, async () => {
  const started = performance.now()
  const error = await (await poolOf(server.database.databases.partner)).query('select pg_sleep(20)').then(() => null, (caught: unknown) => caught)
  expect(classify(error).code).toBe('TIMEOUT')
  expect(performance.now() - started).toBeLessThan(8_000)
})

const terminate = (where: string) => watch.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name <> 'guanxi test' and ${where}`)

test('a connection that is lost in the middle of a change: unavailable, nothing written, and the next request works', { timeout: 20_000 }, async () => {
  const id = await cast.quote('Presented')
  const before = await cast.everything()
  const answer = await holding('select 1 from quote where id = $1 for update', [id], async () => {
    const waiting = cast.try(dealer, 'acceptQuote', { id })
    await expect.poll(async () => (await terminate(`application_name = 'guanxi partner' and wait_event_type = 'Lock'`)).rowCount, { timeout: 1_500 }).toBe(1)
    return waiting
  })
  expect(codeOf(answer)).toBe('UNAVAILABLE')
  expect(await cast.everything()).toEqual(before)
  expect((await cast.do(dealer, 'acceptQuote', { id }, 'order { state }')).order.state).toBe('Placed')
})

test('more connections are lost in the middle of changes than a pool has, and none of them is missed', { timeout: 30_000 }, async () => {
  const id = await cast.quote('Presented')
  const pool = await poolOf(server.database.databases.partner)
  await holding('select 1 from quote where id = $1 for update', [id], async () => {
    for (let round = 0; round < 5; round++) {
      const waiting = cast.try(dealer, 'acceptQuote', { id })
      await expect.poll(async () => (await terminate(`application_name = 'guanxi partner' and wait_event_type = 'Lock'`)).rowCount, { timeout: 1_800 }).toBe(1)
      expect(codeOf(await waiting)).toBe('UNAVAILABLE')
    }
  })
  await expect.poll(() => pool.totalCount - pool.idleCount, { timeout: 5_000 }).toBe(0)
  await cast.do(dealer, 'acceptQuote', { id })
})

test('a connection that is lost in the middle of reading', { timeout: 20_000 }, async () => {
  const answer = await holding('lock table quote in access exclusive mode', [], async () => {
    const waiting = cast.ask(dealer, '{ quotes { nodes { id } } }')
    await expect.poll(async () => (await terminate(`application_name = 'guanxi partner' and wait_event_type = 'Lock'`)).rowCount, { timeout: 1_500 }).toBe(1)
    return waiting
  })
  expect(answer.errors![0]!.extensions.code).toBe('UNAVAILABLE')
  expect((await cast.read(dealer, '{ quotes(first: 1) { nodes { id } } }')).quotes.nodes).toHaveLength(1)
})

test('a database that drops every connection at once', { timeout: 20_000 }, async () => {
  await terminate('true')
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect((await cast.read(dealer, '{ viewer { email } quotes(first: 1) { nodes { id } } }')).viewer.email).toBe(dealer)
  await cast.quote('Presented')
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

test('more requests than connections wait their turn', { timeout: 20_000 }, async () => {
  const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => cast.ask(index % 2 ? dealer : rep, '{ orders(first: 5) { nodes { id total lines { id } } } quotes(first: 5) { nodes { id } } }')))
  expect(answers.filter(({ errors }) => errors)).toEqual([])
})
