import pg from 'pg'
import { withContenders } from './bench.ts'
import { startFloor } from './contenders.ts'
import { withClient } from './database.ts'
import { type Effort, type Measured, measure } from './measure.ts'
import type { Operation } from './operation.ts'
import { columns } from './report.ts'

const copyName = 'guanxi_open'

/** The address of the copy beside a database. */
function besides(adminUrl: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${copyName}`
  return url.toString()
}

/** A copy of the company on which no row policy stands; roles and their grants are the same. */
async function copyWithoutPolicies(adminUrl: string): Promise<string> {
  const name = pg.escapeIdentifier(new URL(adminUrl).pathname.slice(1))
  const maintenance = new URL(adminUrl)
  maintenance.pathname = '/postgres'
  await withClient(maintenance.toString(), async (client) => {
    await client.query(`drop database if exists ${copyName}`)
    await client.query(`create database ${copyName} template ${name} strategy file_copy`)
  })
  await withClient(besides(adminUrl), async (client) => {
    const { rows } = await client.query<{ table: string }>(`select oid::regclass::text as table from pg_class where relrowsecurity`)
    await client.query(rows.map(({ table }) => `alter table ${table} disable row level security, no force row level security`).join('; '))
    await client.query('vacuum analyze')
  })
  return besides(adminUrl)
}

/** Runs the floor under the row policies beside the floor on a copy without them, which says by itself whose rows it wants. */
export function benchPolicies(scale: number, operations: Operation[], effort: Effort, log: (line: string) => void, folder?: string): Promise<Measured[]> {
  return withContenders(scale, async ({ adminUrl }) => {
    log('Copying the company, without row policies …')
    return [await startFloor(adminUrl), await startFloor(await copyWithoutPolicies(adminUrl), true)]
  }, log, async ({ adminUrl }, contenders) => withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ orders: number }>('select count(*)::int as orders from sales_order')
    const all: Measured[] = []
    for (const operation of operations.filter(({ writes }) => !writes)) all.push(...(await measure(client, operation, contenders, rows[0]!.orders, effort)))
    return all
  }), folder)
}

/** What row policies may cost of the median, in hundredths. */
const allowed = { dealer: 15, dealers: 15, representative: 25 }

/** What the row policies cost, as people read it. */
export function policiesTable(operations: Operation[], measured: Measured[]): string {
  const rows = operations.flatMap(({ key, title, viewer }) => [1, 16].flatMap((concurrency) => {
    const [under, without] = ['floor', 'no policies'].map((name) => measured.find((one) => one.operation === key && one.contender === name && one.concurrency === concurrency))
    if (!under || !without) return []
    const cost = (under.p50_ms / without.p50_ms - 1) * 100
    return [[`(${key}) ${title}`, viewer, String(concurrency), under.p50_ms.toFixed(2), without.p50_ms.toFixed(2), `${cost.toFixed(0)} %`, `${allowed[viewer]} %`, cost <= allowed[viewer] ? 'met' : 'MISSED']]
  }))
  return columns([['operation', 'as a', 'askers', 'p50 ms', 'without', 'cost', 'at most', ''], ...rows]).join('\n')
}
