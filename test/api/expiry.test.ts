import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../server/orm.ts'
import { expireQuotes } from '../../server/quotes/expire-quotes.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { Cast } from './acting.ts'

const dealer = 'owner@northstar.example', rep = 'rep@guanxi.example'

let server: TestServer, cast: Cast
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  await run()
})
afterAll(() => server.close())

/** Presented quotes that end on days counted from today in the company's time zone. */
const endingOn = async (days: number, state: 'Approved' | 'Presented' = 'Presented') => {
  const id = await cast.quote(state)
  await cast.rows('update quote_version set valid_until = app.today() + ?::int where quote_id = ? and number = 1', [days, id])
  return id
}
const stateOf = async (email: string, id: string) => (await cast.read(email, `{ quote(id: "${id}") { state actions timeline { nodes { type } } } }`)).quote
const run = async () => expireQuotes(await poolOf(server.database.databases.system))

test('what ended yesterday expires, what ends today does not, and a second run finds nothing', async () => {
  const yesterday = await endingOn(-1), today = await endingOn(0), internal = await endingOn(-1, 'Approved')
  expect(await run()).toBe(2)
  expect(await stateOf(dealer, yesterday)).toMatchObject({ state: 'Expired', timeline: { nodes: expect.arrayContaining([{ type: 'quote.expired' }]) } })
  expect(await stateOf(rep, yesterday)).toMatchObject({ state: 'Expired', actions: expect.arrayContaining(['revise']) })
  expect((await stateOf(dealer, today)).state).toBe('Presented')
  // never shown to its buyer, so its end is not either
  expect(await stateOf(rep, internal)).toMatchObject({ state: 'Expired' })
  expect(await stateOf(dealer, internal)).toMatchObject({ state: 'Requested', timeline: { nodes: [{ type: 'quote.requested' }] } })
  expect(await run()).toBe(0)
  expect(await cast.rows(`select count(*)::int as n from event where type = 'quote.expired' and subject_id in (?, ?)`, [yesterday, internal])).toEqual([{ n: 2 }])
  await cast.do(dealer, 'acceptQuote', { id: today })
})

test('the day is that of the company, wherever the server stands', async () => {
  const id = await endingOn(0)
  const [zone] = await cast.rows(`select value from installation where key = 'time_zone'`)
  const [{ ahead }] = await cast.rows(`select (now() at time zone 'Pacific/Kiritimati')::date > (now() at time zone 'Pacific/Niue')::date as ahead`)
  expect(ahead).toBe(true)
  const setZone = (name: string) => cast.rows(`update installation set value = to_jsonb(?::text) where key = 'time_zone'`, [name])
  try {
    await setZone('Pacific/Niue')
    const [{ today: niue }] = await cast.rows('select app.today()::text as today')
    await cast.rows('update quote_version set valid_until = ?::date where quote_id = ? and number = 1', [niue, id])
    expect(await run()).toBe(0)
    await setZone('Pacific/Kiritimati')
    expect(await run()).toBeGreaterThanOrEqual(1)
    expect((await stateOf(dealer, id)).state).toBe('Expired')
  } finally {
    await setZone(zone.value)
  }
})

test('two runs at once and an acceptance in between: one end for each quote', async () => {
  const ids = [await endingOn(-1), await endingOn(-1), await endingOn(-1)]
  const [first, second, accepted] = await Promise.all([run(), run(), cast.refusal(dealer, 'acceptQuote', { id: ids[0] })])
  expect(['EXPIRED', 'ILLEGAL_MOVE', 'CONFLICT']).toContain(accepted)
  const third = await run()
  expect(first + second + third).toBe(3)
  for (const id of ids) expect(await cast.rows(`select count(*)::int as n from event where type = 'quote.expired' and subject_id = ?`, [id])).toEqual([{ n: 1 }])
})

test('an expired quote is neither accepted nor presented, and says so', async () => {
  const presented = await endingOn(-1), approved = await endingOn(-1, 'Approved')
  expect(await cast.refusal(dealer, 'acceptQuote', { id: presented })).toBe('EXPIRED')
  expect((await stateOf(dealer, presented)).actions).not.toContain('accept')
  expect(await cast.refusal(rep, 'presentQuote', { id: approved })).toBe('EXPIRED')
  await run()
  expect(await cast.refusal(dealer, 'acceptQuote', { id: presented })).toBe('ILLEGAL_MOVE')
})
