import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { auditedOf } from '../../server/access/audited.ts'
import { exposedNamed } from '../../server/kit/read/registry.ts'
import { policies } from '../../server/records.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

// What the files declare of the trail, against the tables that there are.
let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await cloneDatabase()
  client = await database.connect()
})
afterAll(() => database.close())

const audited = policies.flatMap((policy) => { const found = auditedOf(policy); return found ? [[policy.table, found] as const] : [] })

it('every table says what the trail keeps of it, or why nothing', () => {
  expect(policies.filter((policy) => !auditedOf(policy) && !('none' in (policy.audit ?? {}) && (policy.audit as { none: string }).none.length > 10)).map(({ table }) => table)).toEqual([])
})

it('what is said names columns, records and types that there are', async () => {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select attrelid::regclass::text as name, array_agg(attname::text) as columns from pg_attribute where attnum > 0 and not attisdropped and attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace) group by 1`)
  const records = audited.filter(([, { id }]) => !id).map(([, { record }]) => record).concat('installation')
  const wrong = audited.flatMap(([table, { record, type, columns = {}, personal = [], secret = [], skip = [], person }]) => {
    const own = rows.find(({ name }) => name === table)?.columns ?? []
    return [
      ...[...personal, ...secret, ...skip, ...Object.keys(columns)].filter((column) => !own.includes(column)),
      ...(records.includes(record) ? [] : [record]), ...(type && !exposedNamed(type) ? [type] : []), ...(personal.length && !person ? ['person'] : []),
    ].map((word) => `${table}: ${word}`)
  })
  expect(wrong).toEqual([])
})

it('the key of an audited row holds no secret, for the trail tells it', async () => {
  const { rows } = await client.query<{ name: string; key: string }>(
    `select i.indrelid::regclass::text as name, a.attname as key from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey) where i.indisprimary and i.indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`)
  expect(rows.filter(({ name, key }) => audited.some(([table, { secret = [], personal = [], key: told }]) => table === name && !told && ([...secret, ...personal].includes(key) || /hash|token|secret/.test(key)))))
    .toEqual([])
})

it('the triggers are those of the tables that are kept, and all fire', async () => {
  const { rows } = await client.query<{ name: string; events: string[] }>(
    `select tgrelid::regclass::text as name, array_agg(tgname::text order by tgname) as events from pg_trigger where tgname ~ '^audit_' and tgenabled = 'O' group by 1 order by 1`)
  expect(rows).toEqual(audited.map(([name]) => ({ name, events: ['audit_delete', 'audit_insert', 'audit_update'] })).sort((one, other) => (one.name < other.name ? -1 : 1)))
})

it("the trail's own functions are out of the apps' reach and pin their search path", async () => {
  expect((await client.query(`select r from unnest(array['guanxi_staff', 'guanxi_partner', 'guanxi_customer', 'guanxi_system']) r where has_schema_privilege(r, 'trail', 'usage') or has_schema_privilege(r, 'trail', 'create')`)).rows).toEqual([])
  expect((await client.query(
    `select proname from pg_proc p where pronamespace = 'trail'::regnamespace and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e') and not exists (select 1 from unnest(proconfig) c where c like 'search_path=%pg_temp')`)).rows).toEqual([])
})
