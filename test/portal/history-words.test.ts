import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { auditedOf } from '../../server/access/audited.ts'
import { auditedPolicies, shownOf, typeOf } from '../../server/audit/changes.ts'
import { policies } from '../../server/records.ts'
import { schemaFor } from '../../server/schema.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

// Whatever the history of a record may tell has a name there, whoever adds a column.
const words = JSON.parse(readFileSync(join(import.meta.dirname, '../../portal/locales/en/crm.json'), 'utf8')) as { field: Record<string, string>; history: { fields: Record<string, string>; parts: Record<string, string>; acts: Record<string, unknown> } }
const everything = { audience: 'crm' as const, userId: '', partnerId: null, locale: 'en', scope: () => 'all', reach: () => null }

let columns: Map<string, string[]>
beforeAll(async () => {
  schemaFor('crm')
  const database: TestDatabase = await cloneDatabase()
  const rows = await database.databases.system.em.getConnection().execute(`select attrelid::regclass::text as name, array_agg(attname::text) as columns from pg_attribute where attnum > 0 and attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace) group by 1`)
  columns = new Map(rows.map(({ name, columns: found }: any) => [name as string, found as string[]]))
  await database.close()
})

it('every field that a history shows has a label', () => {
  const shown = auditedPolicies().flatMap((policy) => shownOf(policy, everything).filter(({ column }) => columns.get(policy.table)?.includes(column)).map(({ field }) => field))
  expect(shown.length).toBeGreaterThan(100)
  expect([...new Set(shown)].filter((field) => !words.history.fields[field] && !words.field[field])).toEqual([])
})

it('every part of a record has a name', () => {
  const parts = policies.filter((policy) => auditedOf(policy)).map((policy) => { const type = typeOf(policy); return type?.table === policy.table ? type.name : policy.table })
  expect(parts.filter((part) => !words.history.parts[part])).toEqual([])
})
