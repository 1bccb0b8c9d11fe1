import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Checkpoint, type Progress } from '../../server/imports/core/checkpoint.ts'
import { importFile } from '../../server/imports/core/import-file.ts'
import { type Mapping, readMappings } from '../../server/imports/core/mapping.ts'
import { Rejects } from '../../server/imports/core/rejects.ts'
import { fingerprint } from '../../server/imports/core/source.ts'
import { Work } from '../../server/imports/core/work.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

const where = { import: 'test', step: 'things' }
const folder = mkdtempSync(path.join(os.tmpdir(), 'guanxi-import-'))
let database: TestDatabase, client: pg.Client

beforeAll(async () => {
  database = await cloneDatabase()
  client = await database.connect()
  await client.query(`create table place (code text primary key, id uuid not null unique default gen_random_uuid());
    insert into place (code) values ('north'), ('south');
    create table thing (id uuid primary key, external_id text not null unique, amount numeric(19,6) check (amount <> 13), made date, place_id uuid references place (id))`)
})
beforeEach(() => client.query('truncate thing, import_step, import_reject'))
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const mapping = (existing: Mapping['existing'] = 'keep'): Mapping => readMappings([{
  file: 'things.csv', table: 'thing', key: ['external_id'], existing, columns: {
    id: { generate: 'id' }, external_id: { from: 'Id', required: true }, amount: { from: 'Amount', as: 'decimal' }, made: { from: 'Made', as: 'date' },
    place_id: { from: 'Place', lookUp: { table: 'place', by: 'code', take: 'id', takeAs: 'uuid' } },
  },
}])[0]!

const write = (...lines: string[]) => writeFileSync(path.join(folder, 'things.csv'), `Id,Amount,Made,Place\n${lines.map((line) => `${line}\n`).join('')}`)
const many = (count: number) => Array.from({ length: count }, (_, index) => `${index},${index}.5,2014-06-30,${index % 2 ? 'north' : 'south'}`)

async function run({ existing, dryRun = false, onBatch }: { existing?: Mapping['existing']; dryRun?: boolean; onBatch?: (progress: Progress) => void } = {}): Promise<Progress> {
  const work = await Work.begin(client, dryRun)
  const checkpoint = new Checkpoint(client, where, await fingerprint(folder, 'things.csv'))
  return importFile({ work, mapping: mapping(existing), folder, where, rejects: new Rejects(client), checkpoint, batchSize: 10, onBatch }).finally(() => work.end())
}
const rows = async (sql: string) => (await client.query(sql)).rows as Record<string, unknown>[]
const count = async (table: string) => Number((await rows(`select count(*) from ${table}`))[0]!.count)
const rejects = () => rows('select line, column_name as column, code from import_reject order by line, column_name')

const faulty = ['1,1.5,2014-06-30,north', '2,much,2014-02-30,north', '3,3,,nowhere', '4,"4', '5,13,,', '6,6', '1,7,,south', '7,0.000001,,']
const faults = [
  { line: 3, column: 'Amount', code: 'NOT_A_NUMBER' }, { line: 3, column: 'Made', code: 'NOT_A_DATE' }, { line: 4, column: 'Place', code: 'UNKNOWN_REFERENCE' },
  { line: 5, column: null, code: 'BROKEN_QUOTES' }, { line: 6, column: null, code: 'REFUSED' }, { line: 7, column: null, code: 'COLUMN_COUNT' }, { line: 8, column: 'Id', code: 'DUPLICATE' },
]

test('broken rows are refused, each with its reason, and the others arrive unchanged', async () => {
  write(...faulty)
  expect(await run()).toMatchObject({ read: 8, written: 2, rejected: 6, finished: true })
  expect(await rejects()).toEqual(faults)
  expect(await rows('select external_id, amount, made::text, p.code from thing t left join place p on p.id = t.place_id order by 1')).toEqual([
    { external_id: '1', amount: '1.500000', made: '2014-06-30', code: 'north' }, { external_id: '7', amount: '0.000001', made: null, code: null },
  ])
})

test('a dry run finds the same faults, those of the database included, and writes nothing', async () => {
  write(...faulty)
  const work = await Work.begin(client, true)
  await importFile({ work, mapping: mapping(), folder, where, rejects: new Rejects(client) })
  const seen = await rejects()
  await work.end()
  expect(seen).toEqual(faults)
  for (const table of ['thing', 'import_reject', 'import_step']) expect([table, await count(table)]).toEqual([table, 0])
})

test('the error file names file, line, column, value and reason, and no spreadsheet runs what is in it', async () => {
  write('1,=cmd()|x,,', '2,2,,')
  await run()
  const file = path.join(folder, 'errors.csv')
  expect(await new Rejects(client).write('test', file)).toBe(1)
  expect(readFileSync(file, 'utf8')).toBe(`file,line,column,value,code,sentence\nthings.csv,2,Amount,'=cmd()|x,NOT_A_NUMBER,This is not a number.\n`)
})

test('goes on behind the last committed batch after being stopped between two', async () => {
  write(...many(35), 'broken')
  let batches = 0
  await expect(run({ onBatch: () => { if (++batches === 2) throw new Error('stopped') } })).rejects.toThrow('stopped')
  expect(await count('thing')).toBe(20)
  const again: number[] = []
  expect(await run({ onBatch: ({ read }) => again.push(read) })).toMatchObject({ read: 36, written: 35, unchanged: 0, rejected: 1 })
  // the first two batches were not tried again
  expect(again[0]).toBe(30)
  expect(await count('thing')).toBe(35)
  expect(await count('import_reject')).toBe(1)
})

test('a batch that fails in its middle leaves nothing of itself, and is repeated as a whole', async () => {
  write(...many(12), 'broken,x,,', ...many(30).slice(12))
  await client.query(`create function pg_temp.fail() returns trigger language plpgsql as $$ begin if new.external_id = '17' then raise exception 'power cut' using errcode = '57P01'; end if; return new; end $$;
    create trigger fail before insert on thing for each row execute function pg_temp.fail()`)
  await expect(run()).rejects.toThrow('power cut')
  await client.query('drop trigger fail on thing')
  expect(await rows('select position, read, written from import_step')).toEqual([{ position: '11', read: '10', written: '10' }])
  expect([await count('thing'), await count('import_reject')]).toEqual([10, 0])
  expect(await run()).toMatchObject({ read: 31, written: 30, rejected: 1 })
  expect([await count('thing'), await count('import_reject')]).toEqual([30, 1])
})

test('a finished import is not made again, but a changed file is, without duplicates', async () => {
  write(...many(15))
  await run()
  const before = await rows('select id, xmin from thing order by id')
  expect(await run()).toMatchObject({ written: 15, finished: true })
  write(...many(16))
  expect(await run()).toMatchObject({ read: 16, written: 1, unchanged: 15 })
  expect((await rows('select id, xmin from thing order by id')).filter(({ id }) => before.some((one) => one.id === id))).toEqual(before)
  expect(await count('thing')).toBe(16)
})

test('brings rows up to date where the mapping says so, and touches no other', async () => {
  write('1,1,,', '2,2,,')
  await run()
  const [, second] = await rows('select id, xmin from thing order by external_id')
  write('1,1.25,,north', '2,2,,')
  expect(await run({ existing: 'update' })).toMatchObject({ written: 1, unchanged: 1 })
  expect(await rows('select amount from thing order by external_id')).toEqual([{ amount: '1.250000' }, { amount: '2.000000' }])
  expect((await rows('select id, xmin from thing order by external_id'))[1]).toEqual(second)
})

test('refuses a mapping that does not fit, before anything is written', async () => {
  write('1,1,,')
  writeFileSync(path.join(folder, 'things.csv'), 'Id,Sum\n1,1\n')
  await expect(run()).rejects.toThrow('things.csv has no column Amount, Made, Place; it has Id, Sum.')
  expect(() => readMappings([{ file: 'a', table: 'b', key: ['c'], columns: { c: { as: 'text' } } }])).toThrow('needs one of')
})
