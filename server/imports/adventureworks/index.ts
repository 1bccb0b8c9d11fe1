import { createHash } from 'node:crypto'
import pg from 'pg'
import { SetupError } from '../../boot/setup-error.ts'
import { Checkpoint, nothingYet } from '../core/checkpoint.ts'
import { ProgressLine } from '../core/progress.ts'
import { Rejects } from '../core/rejects.ts'
import { fingerprint } from '../core/source.ts'
import { Work } from '../core/work.ts'
import { accountSteps } from './accounts.ts'
import { countArrived } from './arrived.ts'
import { catalogSteps } from './catalog.ts'
import { setDemoPassword } from './demo-password.ts'
import { orderBatch, orderPreparation } from './orders.ts'
import { owners, places, storeSteps } from './partners.ts'
import { notePassedOver } from './passed-over.ts'
import { type Totals, publishedTotals, reconcile } from './reconcile.ts'
import { type FileResult, describe, fileResults } from './report.ts'
import { staffSteps } from './staff.ts'
import { mappings, stage } from './staging.ts'
import type { Step } from './step.ts'

const name = 'adventureworks'

interface Options {
  folder: string
  adminUrl: string
  dryRun: boolean
  /** Where the rows that were not imported are listed, with their reasons. */
  errorFile: string
  /** Lets staff and dealers of the sample sign in with a password that everyone knows. */
  demoPassword?: boolean
  log: (line: string) => void
  /** What must be arrived at. */
  totals?: Totals
  ordersPerBatch?: number
}

/**
 * Imports Microsoft's sample company. May be killed and started again at any point, and repeated: what is there stays as it is.
 * Prints what became of every file's rows, and throws a SetupError when a total is missed.
 */
export async function importAdventureWorks(options: Options): Promise<FileResult[]> {
  const client = new pg.Client({ connectionString: options.adminUrl, application_name: 'guanxi import' })
  // a connection that breaks is reported by the statement that was under way
  client.on('error', () => {})
  await client.connect()
  try {
    const work = await Work.begin(client, options.dryRun)
    try {
      return await run(work, options)
    } finally {
      await work.end()
    }
  } finally {
    await client.end()
  }
}

async function run(work: Work, { folder, errorFile, demoPassword, log, totals = publishedTotals, ordersPerBatch = 2000 }: Options): Promise<FileResult[]> {
  const { client } = work
  log('Reading the files …')
  await client.query('create temp table aw_reject (like import_reject)')
  const rejects = new Rejects(client, 'aw_reject')
  const staged = await stage(work, folder, rejects, name, log)
  await runStep(work, places)
  const before = await countArrived(client)

  log(work.dryRun ? 'Trying the records, without keeping them …' : 'Writing the records …')
  for (const step of [...staffSteps, owners, ...storeSteps, ...accountSteps, ...catalogSteps, orderPreparation]) await runStep(work, step, log)
  await writeOrders(work, await fingerprintOf(folder), ordersPerBatch, log)
  if (demoPassword) await work.transaction(() => setDemoPassword(client))

  await notePassedOver(client, rejects.table, name)
  const files = await fileResults(staged, before, await countArrived(client), rejects, name)
  // so that the first pages are planned for what is there now, not for empty tables
  if (!work.dryRun && files.some(({ written }) => written > 0)) await client.query('analyze')
  const reconciliation = await reconcile(client, totals)
  for (const line of describe(files, reconciliation)) log(line)
  const count = await rejects.write(name, errorFile)
  log(`${count.toLocaleString('en')} rows were not imported; ${errorFile} says which and why.`)
  if (work.dryRun) log('This was a dry run: nothing was written to the database.')
  const missed = reconciliation.checks.filter(({ met }) => !met)
  if (missed.length) throw new SetupError(`The import does not arrive at what it must: ${missed.map(({ what, expected, found }) => `${what} ${found} instead of ${expected}`).join('; ')}.`)
  return files
}

async function runStep(work: Work, step: Step, log?: (line: string) => void): Promise<void> {
  const line = log && new ProgressLine(step.name, log)
  const written = await work.transaction(async () => {
    let rows = 0
    for (const sql of step.sql) rows += (await work.client.query(sql)).rowCount ?? 0
    return rows
  })
  line?.end(written)
}

/** Orders in batches, each with all that belongs to it and the checkpoint in one transaction. */
async function writeOrders(work: Work, source: string, ordersPerBatch: number, log: (line: string) => void): Promise<void> {
  const { client } = work, line = new ProgressLine('orders', log)
  const checkpoint = new Checkpoint(client, { import: name, step: 'orders' }, source)
  let done = await checkpoint.load()
  // the orders of a database that was emptied since are not there, whatever its book-keeping says
  const { rows: [kept] } = await client.query<{ there: boolean }>('select exists (select from aw_ready r join sales_order o on o.external_id = r.id::text) as there')
  if (!kept!.there) done = nothingYet()
  while (!done.finished) {
    const next = await work.transaction(async () => {
      const { rows: [until] } = await client.query<{ id: number | null; count: number }>(
        'select max(id) as id, count(*)::int as count from (select id from aw_ready where id > $1 order by id limit $2) r', [done.position, ordersPerBatch])
      const finished = until!.count < ordersPerBatch
      const progress = { ...done, position: until!.id ?? done.position, read: done.read + until!.count, finished }
      for (const sql of orderBatch) {
        const { rowCount } = await client.query(sql, [done.position, progress.position])
        if (sql === orderBatch[0]) progress.written += rowCount ?? 0
      }
      await checkpoint.save(progress)
      return progress
    })
    done = next
    line.at(done.read)
  }
  line.end(done.read)
}

/** All files together: an order is made of many of them. */
async function fingerprintOf(folder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const { file } of mappings) hash.update(await fingerprint(folder, file))
  return hash.digest('hex')
}
