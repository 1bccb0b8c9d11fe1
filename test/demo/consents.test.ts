import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'
import { demo } from '../support/server.ts'

let database: TestDatabase, client: pg.Client
beforeAll(async () => {
  database = await cloneDatabase()
  await demo(database)
  client = await database.connect()
})
afterAll(() => database?.close())

test('some contacts agreed to something, some withdrew, a few are to be left alone', async () => {
  const { rows: [found] } = await client.query(`select count(distinct contact_id)::int as agreed, count(*) filter (where decision = 'Withdrawn')::int as withdrawn, count(*) filter (where at > now())::int as early,
    (select count(*)::int from contact where do_not_contact_since is not null and do_not_contact_reason is not null) as alone, (select count(*)::int from contact) as all from consent`)
  expect(found.agreed).toBeGreaterThan(found.all / 3)
  expect(found.withdrawn).toBeGreaterThan(5)
  expect(found.alone).toBeGreaterThan(2)
  expect(found.alone).toBeLessThan(found.all / 10)
  expect(found.early).toBe(0)
})

test('nobody withdrew what they had not given', async () => {
  const { rows } = await client.query(`select 1 from consent w where w.decision = 'Withdrawn' and not exists (select 1 from consent g
    where (g.contact_id, g.channel, g.purpose, g.decision) = (w.contact_id, w.channel, w.purpose, 'Given') and g.at < w.at)`)
  expect(rows).toEqual([])
})
