import { finished } from 'node:stream/promises'
import pg from 'pg'
import { type CopyStreamQuery, from } from 'pg-copy-streams'
import { SetupError } from '../setup-error.ts'
import { type Manifest, type Summary, type Table, checkArchive, readArchive } from './archive.ts'
import type { BackupOrder } from './backup.ts'
import { Digests } from './digests.ts'
import { copyIn, copyOut, fingerprintOf, plainly, quoted, schemas, tablesOf } from './tables.ts'

export interface RestoreOrder extends Omit<BackupOrder, 'head'> {
  /** Every migration that this version knows, in order. */
  known: string[]
  /** Makes roles and tables: up to one migration without policies, or, without a name, everything there is. */
  migrate(upTo?: string): Promise<void>
}

/** Fills an empty database from a backup, or leaves it empty. Returns what was remembered of the audit trail outside it. */
export async function restore(order: RestoreOrder): Promise<{ head: unknown }> {
  const { adminUrl, secret, file, known, migrate, log } = order
  const started = performance.now()
  log('Checking the backup …')
  const { manifest, summary } = await checkArchive(file)
  refuseUnfit(manifest, known, secret)
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'guanxi restore' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(plainly)
    if ((await tablesOf(client)).length > 0) throw new SetupError('The database is not empty: a backup only goes into an empty one. Make a new database, or name another folder with GUANXI_DATA.')
    try {
      log(`Making the tables as they were on ${manifest.createdAt.slice(0, 16).replace('T', ' ')} UTC …`)
      await migrate(known[manifest.migrations.length - 1])
      await load(client, order, manifest, summary)
      await migrate()
    } catch (error) {
      await clear(adminUrl)
      throw error
    }
  } finally {
    await client.end()
  }
  const rows = Object.values(summary.tables).reduce((sum, content) => sum + content.rows, 0)
  log(`${rows} rows of ${manifest.tables.length} tables in ${((performance.now() - started) / 1000).toFixed(1)} s, each as it was.`)
  return { head: summary.head }
}

function refuseUnfit({ migrations, secret: fingerprint }: Manifest, known: string[], secret: string): void {
  // in whatever order they came to that database
  const first = known.slice(0, migrations.length)
  if (migrations.some((name) => !first.includes(name))) throw new SetupError('This backup was made by a newer Guanxi. Restore it with that version.')
  if (fingerprint !== fingerprintOf(secret)) {
    throw new SetupError('This backup was made under another GUANXI_SECRET: set it to that one, or put the file "secret" of the old data folder into the new one.')
  }
}

/** Everything in one transaction: who looks on sees nothing, then everything. */
async function load(client: pg.Client, { file, log }: RestoreOrder, manifest: Manifest, summary: Summary): Promise<void> {
  const there = await tablesOf(client), wanted = manifest.tables
  if (JSON.stringify(there) !== JSON.stringify(wanted)) throw new SetupError('The tables of this backup are not those of its migrations. It cannot be restored.')
  const names = wanted.map(({ name }) => quoted(name))
  log('Loading …')
  await client.query('begin')
  try {
    // only a superuser may switch foreign keys off; an owner may drop them, and making them again checks every row
    const { rows: links } = await client.query<{ table: string; name: string; definition: string }>(
      `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition from pg_constraint
       where contype = 'f' and conparentid = 0 and connamespace::regnamespace::text = any ($1)`, [schemas])
    const { rows: triggers } = await client.query<{ table: string; name: string; firing: string }>(
      `select tgrelid::regclass::text as table, quote_ident(tgname) as name, case tgenabled when 'A' then 'enable always' when 'R' then 'enable replica' else 'enable' end as firing
       from pg_trigger t join pg_class c on c.oid = t.tgrelid where not tgisinternal and tgenabled <> 'D' and tgparentid = 0 and c.relnamespace::regnamespace::text = any ($1)`, [schemas])
    for (const link of links) await client.query(`alter table ${link.table} drop constraint ${link.name}`)
    for (const trigger of triggers) await client.query(`alter table ${trigger.table} disable trigger ${trigger.name}`)
    // what the migrations themselves wrote
    await client.query(`truncate ${names.join(', ')}`)
    await copyAll(client, file, wanted)
    for (const trigger of triggers) await client.query(`alter table ${trigger.table} ${trigger.firing} trigger ${trigger.name}`)
    for (const link of links) await client.query(`alter table ${link.table} add constraint ${link.name} ${link.definition}`)
    for (const [name, { value, called }] of Object.entries(summary.sequences)) await client.query('select setval($1::regclass, $2, $3)', [quoted(name), value, called])
    await verify(client, wanted, summary)
    // says which policies are in force, and none is yet
    await client.query(`delete from installation where key = 'policies'`)
    await client.query('commit')
    await client.query('analyze')
  } catch (error) {
    await client.query('rollback').catch(() => { /* a lost connection has rolled back by itself */ })
    throw error
  }
}

async function copyAll(client: pg.Client, file: string, tables: Table[]): Promise<void> {
  let open: { table: string; stream: CopyStreamQuery; failed: Promise<never> } | undefined
  const close = async () => {
    if (!open) return
    const { stream, failed } = open
    // what has failed already must not be ended as well
    await Promise.race([failed, undefined])
    stream.end()
    await Promise.race([failed, finished(stream)])
    open = undefined
  }
  await readArchive(file, {
    manifest: async () => {},
    async piece(name, content) {
      if (open?.table !== name) {
        await close()
        const stream = client.query(from(copyIn(tables.find((table) => table.name === name)!)))
        // why it failed is told here; the write that it cut off only says that it was cut off
        const failed = new Promise<never>((_, reject) => { stream.on('error', reject) })
        failed.catch(() => {})
        open = { table: name, stream, failed }
      }
      const { stream, failed } = open
      await Promise.race([failed, new Promise<void>((resolve) => stream.write(content, (error) => { if (!error) resolve() }))])
    },
  })
  await close()
}

/** Reads everything back: what stands in the tables is what stood in the backup. */
async function verify(client: pg.Client, tables: Table[], summary: Summary): Promise<void> {
  const digests = new Digests()
  for (const table of tables) {
    const rows = await copyOut(client, table, (content) => digests.add(table.name, content)), expected = summary.tables[table.name]!
    if (rows !== expected.rows || digests.of(table.name) !== expected.sha256) throw new SetupError(`${table.name} did not come back as it was. Nothing was restored.`)
  }
}

/** Takes away what a failed restore has made, in a database that was empty before. */
async function clear(adminUrl: string): Promise<void> {
  // the connection of the restore may be what was lost
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    for (const { name } of await tablesOf(client)) await client.query(`drop table if exists ${quoted(name)} cascade`)
    for (const schema of schemas.slice(1)) await client.query(`drop schema if exists ${schema} cascade`)
  } finally {
    await client.end()
  }
}
