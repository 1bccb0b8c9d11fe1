import { dunDaily } from './payments/dunning-run.ts'
import { writeExport } from './backoffice/export.ts'
import { collectInvoices } from './billing/collect-invoices.ts'
import { Logger as WorkerLogger, run } from 'graphile-worker'
import pg from 'pg'
import type { Logger } from 'pino'
import { lookAfterContracts } from './contracts/look-after.ts'
import type { Mail } from './mail.ts'
import { type Databases, poolOf } from './orm.ts'
import { endPromotions } from './pricing/end-promotions.ts'
import { repromiseOrders } from './orders/repromise-orders.ts'
import { estimateEffects } from './effects/estimate-effects.ts'
import { workOnChanges } from './pricing/work-on-prices.ts'
import { expireSpecialPrices } from './specials/expire-special-prices.ts'
import { tellEnding } from './specials/tell-ending.ts'
import { expireQuotes } from './quotes/expire-quotes.ts'
import { remindApprovals } from './quotes/remind-approvals.ts'
import type { Webhooks } from './webhooks/sending.ts'

export interface Jobs {
  /** How much work there is: due, for later, or given up. */
  counts(): Promise<Record<string, number>>
  stop(): Promise<void>
}

/** What is done at which time, and how far back what was missed is made up for. */
const timetable = `
  */5 * * * * expire_quotes ?fill=1h&max=5
  */10 * * * * expire_special_prices ?fill=1d&max=3
  11 * * * * remind_approvals
  */10 * * * * end_promotions ?fill=1d&max=3
  23 * * * * look_after_contracts ?fill=1d&max=3
  41 5 * * * dun_daily ?fill=12h&max=3
  * * * * * send_mail
  * * * * * send_webhooks
  * * * * * work_on_prices
  * * * * * repromise_orders
  */10 * * * * collect_invoices ?fill=1h&max=5
  41 1 * * * write_export ?fill=1d&max=3
  17 3 * * * forget_webhooks ?fill=1d&max=3`

/**
 * Work that nobody waits for, kept in PostgreSQL: it survives a restart, is tried again when it fails, and runs once
 * however many API nodes there are. The queue belongs to the database's owner; what a job does to business data it does
 * on the system connection.
 */
export async function startJobs({ adminUrl, dataFolder, databases, log, mail, webhooks, clock }: { adminUrl: string; dataFolder: string; databases: Databases; log: Logger; mail: Mail; webhooks: Webhooks; clock: boolean }): Promise<Jobs> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 3, application_name: 'guanxi jobs' })
  const lost = (error: Error) => log.warn({ err: error }, 'a job connection was lost')
  // a connection tells its own loss while it is at work, the pool that of an idle one
  pool.on('error', lost).on('connect', (client) => { client.on('error', lost) })
  const system = await poolOf(databases.system)
  const runner = await run({
    pgPool: pool, concurrency: 2, noHandleSignals: true, pollInterval: 2_000, noPreparedStatements: true,
    crontab: clock ? timetable : '# nothing',
    taskList: {
      expire_quotes: async () => { const expired = await expireQuotes(system); if (expired) log.info({ expired }, 'quotes expired') },
      expire_special_prices: async () => { const expired = await expireSpecialPrices(system), told = await tellEnding(system); if (expired + told) log.info({ expired, told }, 'special prices expired, or soon to') },
      remind_approvals: async () => { const done = await remindApprovals(system); if (done.reminded + done.escalated) log.info(done, 'approvals reminded of') },
      end_promotions: async () => { const ended = await endPromotions(system); if (ended) log.info({ ended }, 'promotions ended') },
      look_after_contracts: async () => { const done = await lookAfterContracts(system); if (done.renewed + done.expired + done.told) log.info(done, 'contracts looked after') },
      collect_invoices: async () => { const made = await collectInvoices(system, log); if (made) log.info({ made }, 'invoices made') },
      dun_daily: async () => { const done = await dunDaily(system, log); if (done.prepared) log.info(done, 'reminders prepared') },
      // a mail server that was slow or away is asked again when its mail is due
      send_mail: async (_payload, { addJob }) => { const next = await mail.send(); if (next) await addJob('send_mail', {}, { runAt: next, jobKey: 'send_mail again' }) },
      // orders of a supply that slipped, where they were too many to be told at once
      repromise_orders: async () => { const later = await repromiseOrders(system); if (later) log.info({ later }, 'orders promised later') },
      // for what no server was told of, or was told and ended
      // asked for by whoever needs it; the minute finds what was cut short
      work_on_prices: async () => {
        const carriedOut = await workOnChanges(system), estimated = await estimateEffects(system)
        if (carriedOut || estimated) log.info({ carriedOut, estimated }, 'price changes worked on')
      },
      send_webhooks: async () => webhooks.wake(),
      write_export: async () => { const written = await writeExport({ adminUrl, dataFolder }); if (written) log.info({ date: written.date, files: written.files.length }, 'export written') },
      forget_webhooks: async () => { const forgotten = await webhooks.forget(); if (forgotten) log.info({ forgotten }, 'old deliveries forgotten') },
    },
    logger: workerLogger(log),
  })
  return {
    async counts() {
      const { rows: [row] } = await pool.query<Record<string, number>>(
        `select count(*) filter (where run_at <= now() and attempts < max_attempts)::int as due, count(*) filter (where run_at > now())::int as later, count(*) filter (where attempts >= max_attempts)::int as "givenUp" from graphile_worker.jobs`)
      return row!
    },
    // its event of the same name comes while a last look into the queue is still under way
    async stop() {
      await runner.stop()
      await pool.end()
    },
  }
}

const workerLogger = (log: Logger) => new WorkerLogger(() => (level, message) => { if (level === 'error' || level === 'warning') log.warn(message) })
