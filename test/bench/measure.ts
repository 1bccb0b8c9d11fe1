import type pg from 'pg'
import { sameData } from './agree.ts'
import type { Contender } from './contenders.ts'
import { type Slice, run, send } from './load.ts'
import type { Operation, Variables } from './operation.ts'
import { sameRows } from './written.ts'

/** One line of the JSON that is written. */
export interface Result { operation: string; contender: string; concurrency: number; p50_ms: number; p95_ms: number; per_second: number; statements: number; orders: number }
/** What the table shows besides: bytes of an answer, processor time of the contender per request in milliseconds, its memory in bytes. */
export interface Measured extends Result { bytes: number; cpu_ms: number | undefined; memory: number | undefined }

export interface Effort {
  /** Milliseconds that each contender is asked for at each concurrency, in slices of turns. */
  milliseconds: number
  slices: number
  warmUp: number
  concurrencies: readonly number[]
  /** With how many variables the answers are compared. */
  compared: number
}

const percentile = (sorted: number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
const rounded = (value: number, digits = 3): number => Number(value.toFixed(digits))

/** How many statements one request makes, `begin` and `commit` not counted: the median of several, as jobs work beside. */
async function statementsOf(client: pg.ClientBase, contender: Contender, next: () => Variables, operation: Operation): Promise<number> {
  const counts: number[] = []
  for (let n = 0; n < 7; n++) {
    await client.query('select pg_stat_statements_reset()')
    await send(contender, contender.request(operation, next())!)
    const { rows } = await client.query<{ calls: number }>(`select coalesce(sum(calls), 0)::int as calls from pg_stat_statements s join pg_roles r on r.oid = s.userid where r.rolname like 'guanxi\\_%'`)
    counts.push(rows[0]!.calls)
  }
  await operation.reset?.(client)
  return counts.sort((one, other) => one - other)[3]!
}

/** Compares the answers, and then the times: the contenders take turns in short slices, so that what else the machine does meets all. */
export async function measure(client: pg.ClientBase, operation: Operation, contenders: Contender[], orders: number, effort: Effort): Promise<Measured[]> {
  const facts = await operation.facts?.(client)
  let n = 0
  const next = (asker = 0) => operation.variables(n++, facts, asker)
  try {
    for (let count = 0; count < (operation.writes ? Math.ceil(effort.compared / 5) : effort.compared); count++) await (operation.writes ? sameRows(client, operation, contenders, next) : sameData(operation, contenders, next))
    const taking = contenders.filter((contender) => contender.request(operation, operation.variables(0, facts, 0)))
    const asked = async (contender: Contender, concurrency: number, milliseconds: number) => {
      const slice = await run(contender, (asker) => contender.request(operation, next(asker), asker)!, concurrency, milliseconds)
      await operation.reset?.(client)
      return slice
    }
    if (effort.warmUp) for (const contender of taking) for (const concurrency of effort.concurrencies) await asked(contender, concurrency, effort.warmUp)
    const statements = new Map<Contender, number>()
    for (const contender of taking) statements.set(contender, await statementsOf(client, contender, next, operation))
    const measured: Measured[] = []
    for (const concurrency of effort.concurrencies) {
      const slices = new Map<Contender, Slice[]>(taking.map((contender) => [contender, []]))
      for (let turn = 0; turn < effort.slices; turn++) {
        const order = [...taking.slice(turn % taking.length), ...taking.slice(0, turn % taking.length)]
        for (const contender of order) slices.get(contender)!.push(await asked(contender, concurrency, effort.milliseconds / effort.slices))
      }
      for (const contender of taking) measured.push(summary(operation, contender, concurrency, statements.get(contender)!, orders, slices.get(contender)!))
    }
    return measured
  } finally {
    await operation.after?.(client)
  }
}

function summary({ key }: Operation, { name }: Contender, concurrency: number, statements: number, orders: number, slices: Slice[]): Measured {
  const latencies = slices.flatMap((slice) => slice.latencies).sort((one, other) => one - other)
  const sum = (of: (slice: Slice) => number) => slices.reduce((total, slice) => total + of(slice), 0)
  const known = slices.every(({ used }) => used !== undefined)
  return {
    operation: key, contender: name, concurrency, p50_ms: rounded(percentile(latencies, 0.5)), p95_ms: rounded(percentile(latencies, 0.95)), per_second: rounded(latencies.length / sum(({ seconds }) => seconds), 1),
    statements, orders, bytes: Math.round(sum(({ bytes }) => bytes) / latencies.length), cpu_ms: known ? rounded(sum(({ used }) => used!) / latencies.length) : undefined,
    memory: slices[0]?.memory === undefined ? undefined : Math.max(...slices.map(({ memory }) => memory!)),
  }
}
