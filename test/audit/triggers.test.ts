import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditedOf } from '../../server/access/audited.ts'
import { policies } from '../../server/records.ts'
import { type Row, castTables, inserting, writeCast } from '../support/cast.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

// What the database writes by itself, over every table that the trail keeps: a row of the cast deleted, written again and changed.
let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await cloneDatabase()
  await writeCast(database.adminUrl)
  client = await database.connect()
})
afterAll(() => database.close())

const ask = async (sql: string, values: unknown[] = []) => (await client.query<Row>(sql, values)).rows
/** What the trail says since the last look, with the personal values in the clear. */
async function told(): Promise<Row[]> {
  const entries = await ask(`select e.*, e.changes || coalesce(trail.decrypt(e.personal, k.key)::jsonb, '{}') as whole, e.record_id::text, trail.decrypt(e.personal, k.key)::jsonb as private
    from audit_entry e left join person_key k on k.person_id = e.person_id where e.number > (select coalesce(max(number), 0) from seen) order by number`)
  await ask('insert into seen select max(number) from audit_entry')
  return entries.map((entry) => ({ ...entry, whole: entry.whole ?? entry.private ?? {} }))
}
const columnsOf = async (table: string) => (await ask(`select attname::text as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`, [table])).map(({ name }) => name as string)

const tables = castTables()
const all = policies.flatMap((policy) => { const audited = auditedOf(policy); return audited ? [[policy.table, audited] as const] : [] })
// made by writeCast itself
const written = ['credential']
/** Links, of which nothing changes but what they link. */
const allKey = ['promotion_product', 'promotion_category', 'promotion_partner', 'promotion_level', 'promotion_country']
const audited = all.filter(([table]) => tables[table]?.length || written.includes(table))

it('has a row of nearly every table that the trail keeps', () => {
  // what proves who somebody is has tests of its own
  const without = ['second_factor', 'user_identity', 'consent']
  expect(all.map(([table]) => table).filter((table) => !audited.some(([one]) => one === table) && !without.includes(table))).toEqual([])
  expect(audited.length).toBeGreaterThan(25)
})

describe.each(audited)('%s', (table, { record, id, secret = [], personal = [], person, skip = [], needs = null }) => {
  it('tells of a row that goes, of one that comes and of each column that changes', async () => {
    await client.query('begin')
    try {
      await client.query(`create temp table seen as select coalesce(max(number), 0) as number from audit_entry; alter table ${table} disable trigger all`)
      for (const event of ['insert', 'update', 'delete']) await client.query(`alter table ${table} enable trigger audit_${event}`)
      const [{ row, where }] = await ask(`select to_jsonb(t) as row, ctid::text as where from ${table} t limit 1`) as [Row]
      const of = id === undefined ? row.id as string : /^r\.\w+$/.test(id) ? row[id.slice(2)] as string : undefined
      const columns = (await columnsOf(table)).filter((column) => !skip.includes(column) && !['updated_at', 'revision'].includes(column))
      const [{ whose }] = (person ? await ask(`select (${person})::text as whose from ${table} r where ctid = $1::tid`, [where]) : [{ whose: null }]) as [Row]
      const kept = (column: string, value: unknown) => (secret.includes(column) ? null : value)
      const common = (entry: Row | undefined, action: string) => {
        expect(entry).toMatchObject({ action, table_name: table, record_type: record, needs, channel: 'database', actor_id: null, ...(of ? { record_id: of } : {}) })
        const names = Object.keys(entry!.whole as Row)
        expect(Object.keys(entry!.private as Row ?? {}).sort(), 'encrypted').toEqual(whose ? names.filter((name) => personal.includes(name)).sort() : [])
      }
      const filled = columns.filter((column) => row[column] !== null)

      await client.query(`delete from ${table} where ctid = $1::tid`, [where])
      const [gone, none] = await told()
      expect(none).toBeUndefined()
      common(gone, 'delete')
      expect(gone!.whole).toEqual(Object.fromEntries(filled.map((column) => [column, [kept(column, row[column]), null]])))

      await client.query(...inserting(table, [Object.fromEntries((await columnsOf(table)).map((column) => [column, row[column]]))]))
      const [made] = await told()
      common(made, 'insert')
      expect(made!.whole).toEqual(Object.fromEntries(filled.map((column) => [column, [null, kept(column, row[column])]])))

      await client.query(`update ${table} t set ${columns[0]} = t.${columns[0]}`)
      expect(await told(), 'nothing changed').toEqual([])
      expect(await changeEach(table, columns.filter((column) => id !== `r.${column}`), row, (entry, column, before, after) => {
        common(entry, 'update')
        expect(entry.whole).toEqual({ [column]: [kept(column, before), kept(column, after)] })
      })).toBeGreaterThan(allKey.includes(table) ? -1 : 0)
    } finally {
      await client.query('rollback')
    }
  })
})

/** Changes one column after the other to something that it takes, where one of a few guesses is such; returns how many changed. */
async function changeEach(table: string, columns: string[], row: Row, check: (entry: Row, column: string, before: unknown, after: unknown) => void): Promise<number> {
  const key = (await ask(`select a.attname::text as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey) where i.indrelid = $1::regclass and i.indisprimary`, [table])).map(({ name }) => name as string)
  const same = key.map((name, index) => `t.${name}::text = $${index + 1}`).join(' and ')
  let changed = 0
  for (const column of columns.filter((name) => !key.includes(name))) {
    for (const guess of ['null', `'[1]'`, `'changed'`, 't.' + column + ' + 1', 'not t.' + column, `'XY'`, `'0000000${changed % 9}-0000-7000-8000-000000000000'`, `'{changed}'`]) {
      await client.query('savepoint guess')
      try {
        const [after] = await ask(`update ${table} t set ${column} = ${guess} where ${same} returning to_jsonb(t.${column}) as value`, key.map((name) => String(row[name])))
        const [entry, ...more] = await told()
        if (!entry) continue
        expect(more).toEqual([])
        check(entry, column, row[column], after!.value)
        changed++
        break
      } catch (error) {
        if (!(error instanceof pg.DatabaseError)) throw error
      } finally {
        await client.query('rollback to guess')
      }
    }
  }
  return changed
}

describe('what a file or the seed brings', () => {
  it('is told record by record without its values, and its parts by their number', async () => {
    await client.query('begin')
    try {
      await client.query(`create temp table seen as select coalesce(max(number), 0) as number from audit_entry; set local app.channel = 'import'`)
      const account = tables.account![0]!, address = tables.address![0]!
      const made = (row: Row, id: string): Row => ({ ...row, id, ...(row.number ? { number: id } : {}) })
      const ids = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']
      await client.query(...inserting('account', ids.map((id) => made(account, id))))
      await client.query(...inserting('address', ids.map((id) => made(address, id))))
      await client.query(`insert into territory (id, name, country) select id, name, country from territory where false`)
      const entries = await told()
      expect(entries.map(({ action, table_name, record_id, channel, changes, data }) => ({ action, table_name, record_id, channel, changes, data }))).toEqual([
        ...ids.map((id) => ({ action: 'insert', table_name: 'account', record_id: id, channel: 'import', changes: null, data: null })),
        { action: 'insert', table_name: 'address', record_id: null, channel: 'import', changes: null, data: { rows: 2 } },
      ])
      // what an import changes is told in full
      await client.query(`update account set industry = 'Steel' where id = $1`, [ids[0]])
      expect((await told())[0]).toMatchObject({ action: 'update', changes: { industry: [null, 'Steel'] } })
    } finally {
      await client.query('rollback')
    }
  })
})
