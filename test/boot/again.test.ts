import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate, migrationNames } from '../../server/orm.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

let database: TestDatabase, client: pg.Client
beforeAll(async () => {
  database = await cloneDatabase()
  client = await database.connect()
})
afterAll(() => database.close())

/** A policy, a function or a grant that is made anew is another row of the catalogue. */
const standing = async () => (await client.query(`
  select oid::text, xmin::text from pg_policy union all
  select oid::text, xmin::text from pg_proc where pronamespace = 'app'::regnamespace union all
  select permission || role, xmin::text from permission_grant union all
  select key, xmin::text from installation order by 1, 2`)).rows

/** Whoever runs migrations comes on a connection of their own. */
const sessions = async () => Number((await client.query('select sessions from pg_stat_database where datname = current_database()')).rows[0].sessions)

test('a start with nothing to do runs no migration and leaves policies, functions and the matrix as they stand', async () => {
  const before = await standing(), came = await sessions()
  expect(before.length).toBeGreaterThan(100)
  await migrate(database.adminUrl, database.secret)
  expect(await sessions()).toBe(came + 1)
  expect(await standing()).toEqual(before)
  // asked for by name, they are looked through
  await migrate(database.adminUrl, database.secret, migrationNames.at(-1)!)
  expect(await sessions()).toBeGreaterThan(came + 2)
  // what another version said is made anew
  await client.query(`update installation set value = '"another"' where key = 'policies'`)
  await migrate(database.adminUrl, database.secret)
  expect((await standing()).filter((row) => before.some((one) => one.oid === row.oid && one.xmin === row.xmin)).length).toBeLessThan(before.length / 2)
})
