import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'guanxi-memory-'))
let database: TestDatabase
beforeAll(async () => { database = await cloneDatabase() })
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

/** 80,000 rows of 1,500 characters are 120 MB as text; the process that imports them may use 80 for everything. */
const rows = 80_000, characters = 1500, megabytes = 80
const program = `
  import pg from '${import.meta.resolve('pg')}'
  import { importFile } from '${path.resolve('server/imports/core/import-file.ts')}'
  import { readMappings } from '${path.resolve('server/imports/core/mapping.ts')}'
  import { Rejects } from '${path.resolve('server/imports/core/rejects.ts')}'
  import { Work } from '${path.resolve('server/imports/core/work.ts')}'
  const client = new pg.Client(process.argv[2])
  await client.connect()
  const work = await Work.begin(client, false)
  const [mapping] = readMappings([{ file: 'long.csv', table: 'long', key: ['id'], columns: { id: { from: 'Id', as: 'integer' } } }])
  const done = await importFile({ work, mapping, folder: '${folder}', where: { import: 'long', step: 'long' }, rejects: new Rejects(client) })
  console.log(JSON.stringify(done))
  await client.end()`

test('a file that is larger than the memory is imported', { timeout: 60_000 }, async () => {
  const lines = function* () {
    yield 'Id,Text\n'
    const text = 'x'.repeat(characters)
    for (let first = 0; first < rows; first += 500) yield Array.from({ length: 500 }, (_, index) => `${first + index},${text}\n`).join('')
  }
  await pipeline(Readable.from(lines()), createGzip({ level: 1 }), createWriteStream(path.join(folder, 'long.csv.gz')))
  const client = new pg.Client(database.adminUrl)
  await client.connect()
  await client.query('create table long (id int primary key)')
  const script = path.join(folder, 'import.mts')
  writeFileSync(script, program)
  try {
    const { stdout, stderr, status } = spawnSync(process.execPath, [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=4', '--import', 'tsx', script, database.adminUrl], { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({ read: rows, written: rows })
  } finally {
    await client.end()
  }
})
