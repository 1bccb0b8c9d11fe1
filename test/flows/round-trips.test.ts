import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../server/orm.ts'
import { Cast } from '../api/acting.ts'
import { type TestServer, startServer } from '../support/server.ts'

// How often a verb asks the database, and how often it waits for an answer before it goes on: an await too many, or one in a loop, is seen here.
const dealer = 'owner@northstar.example', rep = 'rep@guanxi.example'
let server: TestServer, cast: Cast, pools: Record<string, pg.Pool>, lines: { productId: string; quantity: number }[], partnerId: string
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  const { staff, partner } = server.database.databases
  pools = { [rep]: await poolOf(staff), [dealer]: await poolOf(partner), 'desk@guanxi.example': await poolOf(staff) }
  lines = (await cast.products(10)).map(({ id }, index) => ({ productId: id, quantity: 1 + index }))
  partnerId = (await cast.rows(`select id from partner where code = 'NST'`))[0].id
  await cast.rows(`update partner_terms set credit_limit = 1000000000`)
})
afterAll(() => server.close())

/** What a person's connections are asked while something is done. */
async function counted(email: string, work: () => Promise<unknown>): Promise<{ statements: number; roundTrips: number }> {
  const counts = { statements: 0, roundTrips: 0 }, watched = new Map<pg.PoolClient, pg.PoolClient['query']>()
  const watch = (client: pg.PoolClient) => {
    if (watched.has(client)) return
    const query = client.query
    let waiting = 0
    watched.set(client, query)
    client.query = (async (...args: unknown[]) => {
      counts.statements++
      if (waiting++ === 0) counts.roundTrips++
      return (query as any).apply(client, args).finally(() => { waiting-- })
    }) as any
  }
  pools[email]!.on('acquire', watch)
  await work()
  pools[email]!.off('acquire', watch)
  for (const [client, query] of watched) client.query = query
  return counts
}

const quoteOf = async (state: 'Draft' | 'Approved' | 'Presented') => {
  const { quote: { id } } = await cast.do(rep, 'createQuote', { partnerId, lines: lines.map((line) => ({ ...line, discountPercent: '1' })) }, 'quote { id }')
  if (state === 'Draft') return id
  const { quote } = await cast.do(rep, 'submitQuote', { id }, 'quote { state }')
  if (quote.state === 'PendingApproval') await cast.do('manager@guanxi.example', 'approveQuote', { id })
  if (state === 'Presented') await cast.do(rep, 'presentQuote', { id })
  return id
}
const quote = 'quote { id number state version { lines { id product { name } } } }', order = 'order { id number state lines { id product { name } } }'

test.each<[verb: string, who: string, input: () => Promise<Record<string, unknown>>, selection: string, expected: { statements: number; roundTrips: number }]>([
  ['requestQuote', dealer, async () => ({ lines }), quote, { statements: 11, roundTrips: 2 }],
  ['requestQuote', dealer, async () => { await cast.do(dealer, 'addCartLines', { lines: await cast.products(5).then((all) => all.map(({ sku }) => ({ sku, quantity: 2 }))) }); return {} }, quote, { statements: 14, roundTrips: 3 }],
  ['placeOrder', dealer, async () => ({ lines }), order, { statements: 11, roundTrips: 2 }],
  ['acceptQuote', dealer, async () => ({ id: await quoteOf('Presented') }), `${quote} ${order}`, { statements: 16, roundTrips: 2 }],
  ['createQuote', rep, async () => ({ partnerId, lines }), quote, { statements: 14, roundTrips: 2 }],
  ['submitQuote', rep, async () => ({ id: await quoteOf('Draft') }), quote, { statements: 17, roundTrips: 4 }],
  ['presentQuote', rep, async () => ({ id: await quoteOf('Approved') }), quote, { statements: 10, roundTrips: 5 }],
  ['confirmOrder', 'desk@guanxi.example', async () => ({ id: await cast.order(lines) }), order, { statements: 13, roundTrips: 7 }],
])('%s', async (verb, who, input, selection, expected) => {
  // whoever asks a second time is known, and statements of the first time have their names
  for (let turn = 0; turn < 2; turn++) await cast.do(who, verb, await input(), selection)
  const given = await input()
  expect(await counted(who, () => cast.do(who, verb, given, selection))).toEqual(expected)
})
