import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { importAdventureWorks } from '../../server/imports/adventureworks/index.ts'
import type { FileResult } from '../../server/imports/adventureworks/report.ts'
import type { Totals } from '../../server/imports/adventureworks/reconcile.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'
import { writeSample } from './fixture/sample.ts'

export type Row = Record<string, any>

/** A database of its own and the small sample company, to be imported as often as a test likes. */
export interface World {
  client: pg.Client
  totals: Totals
  log: string[]
  errorFile: string
  import(options?: { dryRun?: boolean; demoPassword?: boolean; totals?: Totals }): Promise<Map<string, FileResult>>
  rows(sql: string, values?: unknown[]): Promise<Row[]>
  /** One line per row of every table: which version of it is where. Equal before and after means that nothing was written. */
  versions(): Promise<Row[]>
  close(): Promise<void>
}

export async function sampleWorld(options: { broken?: boolean } = {}): Promise<World> {
  const database: TestDatabase = await cloneDatabase()
  const client = await database.connect()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'guanxi-sample-'))
  const totals = writeSample(folder, options), log: string[] = [], errorFile = path.join(folder, 'errors', 'errors.csv')
  const rows = async (sql: string, values?: unknown[]) => (await client.query(sql, values)).rows as Row[]
  return {
    client, totals, log, errorFile, rows,
    async import({ dryRun = false, ...more } = {}) {
      const files = await importAdventureWorks({ folder, adminUrl: database.adminUrl, errorFile, dryRun, totals, ordersPerBatch: 30, log: (line) => log.push(line), ...more })
      return new Map(files.map((file) => [file.file, file]))
    },
    async versions() {
      const tables = await rows(`select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`)
      return rows(tables.map(({ relname }) => `select '${relname}' as table, count(*)::int as rows, sum(hashtext(ctid::text || xmin::text)::bigint)::text as versions from ${relname}`).join(' union all '))
    },
    async close() {
      await database.close()
      rmSync(folder, { recursive: true })
    },
  }
}
