import { createHash, timingSafeEqual } from 'node:crypto'
import type pg from 'pg'
import type { Handler } from './access/router.ts'
import { isLoopback } from './boot/listening.ts'
import type { Settings } from './boot/settings.ts'
import type { Gate } from './gate.ts'
import type { Jobs } from './jobs.ts'
import { isFromHere, refuse } from './kit/http.ts'
import { localeOf } from './kit/locale.ts'
import { type Metric, metric, printMetrics } from './kit/metrics.ts'
import type { StatementLog, Total } from './kit/statement-log.ts'
import { classes } from './kit/request-counts.ts'

interface Sources { settings: Settings; gate: Gate; pools: Record<'crm' | 'partner' | 'system', pg.Pool>; jobs: Jobs; statements: StatementLog }

const same = (one: string, other: string): boolean => timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest())

/**
 * How the server does, in Prometheus' text format: for whoever shows the token, or, without one, for this computer alone – and then
 * only where no proxy could pass the world's requests on as its own.
 */
export function metricsHandler(sources: Sources): Handler {
  const { metricsToken, host, publicUrl } = sources.settings
  const atHome = !metricsToken && isLoopback(host) && isLoopback(new URL(publicUrl).hostname)
  return async ({ request, response }) => {
    const shown = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
    if (!(metricsToken ? shown && same(shown, metricsToken) : atHome && isFromHere(request))) return refuse(response, localeOf(request.headers['accept-language']), 'NOT_FOUND')
    const text = printMetrics(await gather(sources))
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' }).end(text)
  }
}

async function gather({ gate, pools, jobs, statements }: Sources): Promise<Metric[]> {
  const { counts, doors } = gate, { durations } = counts
  const upTo = durations.map((_, index) => durations.slice(0, index + 1).reduce((sum, count) => sum + count, 0))
  const ofDoors = (pick: (door: keyof typeof doors) => number) => (['crm', 'partner'] as const).map((app) => [{ app }, pick(app)] as const)
  const ofPools = Object.entries(pools), ofOperations = (pick: keyof Total) => [...statements.totals].map(([operation, total]) => [{ operation }, total[pick]] as const)
  return [
    metric('guanxi_requests_total', 'counter', 'Requests of the API and of files, by how they ended', [...counts.byOutcome].map(([outcome, count]) => [{ outcome }, count])),
    metric('guanxi_request_seconds', 'histogram', 'How long requests took, those that were not let in left out', [
      ...upTo.map((count, index) => [{ le: String(classes[index] ?? '+Inf') }, count, '_bucket'] as const), [{}, counts.seconds, '_sum'], [{}, upTo.at(-1)!, '_count'],
    ]),
    metric('guanxi_requests_in_work', 'gauge', 'Requests that are being answered', ofDoors((app) => doors[app].counts.working)),
    metric('guanxi_requests_waiting', 'gauge', 'Requests that wait for their turn', ofDoors((app) => doors[app].counts.waiting)),
    metric('guanxi_requests_shed_total', 'counter', 'Requests that were refused because there was too much to do', ofDoors((app) => doors[app].counts.refused)),
    metric('guanxi_streams', 'gauge', 'Open streams of live changes', [[{}, gate.openStreams]]),
    metric('guanxi_event_loop_delay_seconds', 'gauge', 'By how much the slowest hundredth of the turns was late in the last half second', [[{}, counts.delay]]),
    metric('guanxi_memory_bytes', 'gauge', 'Memory that the process has', [[{}, process.memoryUsage.rss()]]),
    metric('guanxi_pool_connections', 'gauge', 'Database connections', ofPools.flatMap(([pool, { totalCount, idleCount }]) => [[{ pool, state: 'busy' }, totalCount - idleCount], [{ pool, state: 'idle' }, idleCount]] as const)),
    metric('guanxi_pool_waiting', 'gauge', 'Who waits for a database connection', ofPools.map(([pool, { waitingCount }]) => [{ pool }, waitingCount])),
    metric('guanxi_statements_total', 'counter', 'Statements of the database, by the operation that asked them', ofOperations('statements')),
    metric('guanxi_statement_seconds_total', 'counter', 'How long they took together', ofOperations('seconds')),
    metric('guanxi_statement_seconds_longest', 'gauge', 'How long the longest took', ofOperations('longest')),
    metric('guanxi_statement_rows_total', 'counter', 'Rows that they gave or changed', ofOperations('rows')),
    ...(await inDatabase(pools.system, jobs)),
  ]
}

/** Left out while the database is away: the rest is wanted then most of all. */
async function inDatabase(system: pg.Pool, jobs: Jobs): Promise<Metric[]> {
  try {
    const [{ rows: mails }, queue] = await Promise.all([system.query<{ state: string; count: number }>('select state, count(*)::int as count from mail group by 1'), jobs.counts()])
    return [
      metric('guanxi_mails', 'gauge', 'Mail, by what became of it', mails.map(({ state, count }) => [{ state }, count])),
      metric('guanxi_jobs', 'gauge', 'Work in the queue: due, for later, or given up', Object.entries(queue).map(([state, count]) => [{ state }, count])),
      metric('guanxi_database_up', 'gauge', 'Whether the database answers', [[{}, 1]]),
    ]
  } catch {
    return [metric('guanxi_database_up', 'gauge', 'Whether the database answers', [[{}, 0]])]
  }
}
