import { existsSync } from 'node:fs'
import pg from 'pg'
import { SetupError } from '../setup-error.ts'
import { ArchiveWriter, type Content, type Summary } from './archive.ts'
import { Digests } from './digests.ts'
import { copyOut, fingerprintOf, plainly, sequencesOf, tablesOf } from './tables.ts'

export interface BackupOrder {
  adminUrl: string
  secret: string
  /** What is remembered of the audit trail outside the database; asked before the rows are read, so that it is never newer than they are. */
  head(): unknown
  file: string
  log(line: string): void
}

/** Writes the whole database as it is at one moment. The server goes on meanwhile; nobody waits. */
export async function backUp({ adminUrl, secret, head: headOf, file, log }: BackupOrder): Promise<void> {
  if (existsSync(file)) throw new SetupError(`${file} is there already. Name a new file, so that no backup is lost.`)
  const started = performance.now(), head = headOf()
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'guanxi backup' })
  // told by the query that was under way
  client.on('error', () => {})
  await client.connect()
  const archive = new ArchiveWriter(file)
  try {
    await client.query(`${plainly}; begin isolation level repeatable read read only`)
    const tables = await tablesOf(client)
    if (!tables.some(({ name }) => name === 'public.migration')) throw new SetupError('There is nothing to back up: this database holds no Guanxi.')
    await client.query(`lock table ${tables.map(({ name }) => name).join(', ')} in access share mode`)
    const { rows: migrations } = await client.query<{ name: string }>('select name from migration order by id')
    const { rows: [server] } = await client.query(`select current_setting('server_version') as version`)
    await archive.add('manifest.json', JSON.stringify({
      format: 1, createdAt: new Date().toISOString(), postgres: server.version, migrations: migrations.map(({ name }) => name), secret: fingerprintOf(secret), tables,
    }, null, 1))

    const digests = new Digests(), contents: Record<string, Content> = {}
    for (const table of tables) {
      let piece = 0
      const rows = await copyOut(client, table, async (content) => {
        digests.add(table.name, content)
        await archive.add(`tables/${table.name}/${String(++piece).padStart(6, '0')}`, content)
      })
      contents[table.name] = { rows, sha256: digests.of(table.name) }
    }
    const summary: Summary = { tables: contents, sequences: await sequencesOf(client), head }
    await archive.add('summary.json', JSON.stringify(summary, null, 1))
    await client.query('commit')
    await archive.finish()
    const rows = Object.values(contents).reduce((sum, content) => sum + content.rows, 0)
    log(`${rows} rows of ${tables.length} tables in ${((performance.now() - started) / 1000).toFixed(1)} s: ${file}`)
    log('It can only be restored with the same GUANXI_SECRET. Keep that safe too, in another place: with both, everything can be read.')
  } catch (error) {
    await archive.discard()
    throw error
  } finally {
    await client.end()
  }
}
