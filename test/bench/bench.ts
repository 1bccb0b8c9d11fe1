import type { EmbeddedPostgres } from '../../server/boot/postgres.ts'
import { type Contender, type ContenderName, type Program, built, startContenders } from './contenders.ts'
import { openWorld, withClient } from './database.ts'
import { closeConnections } from './load.ts'
import { type Effort, type Measured, measure } from './measure.ts'
import type { Operation } from './operation.ts'

export interface Plan {
  scale: number
  operations: Operation[]
  contenders: readonly ContenderName[]
  effort: Effort
  program?: Program
  /** Where the company is kept, if not at the usual place. */
  folder?: string
}

/** The usual effort: every contender takes four turns or more in each measurement. */
export const effortOf = (seconds: number): Effort =>
  ({ milliseconds: seconds * 1000, slices: Math.max(4, Math.round(seconds)), warmUp: Math.min(1500, seconds * 500), concurrencies: [1, 16], compared: 20 })

/** Opens the company, lets work be done with its contenders, and stops all of it. */
export async function withContenders<T>(scale: number, start: (database: EmbeddedPostgres) => Promise<Contender[]>, log: (line: string) => void, work: (database: EmbeddedPostgres, contenders: Contender[]) => Promise<T>, folder?: string): Promise<T> {
  const database = await openWorld(scale, log, folder)
  let contenders: Contender[] = []
  try {
    contenders = await start(database)
    return await work(database, contenders)
  } finally {
    closeConnections()
    await Promise.all(contenders.map(({ server }) => server.stop()))
    await database.stop()
  }
}

/** Runs every operation of a plan against its contenders. */
export function bench({ scale, operations, contenders, effort, program = built, folder }: Plan, log: (line: string) => void, show: (operation: Operation, measured: Measured[]) => void): Promise<Measured[]> {
  return withContenders(scale, ({ adminUrl }) => startContenders(contenders, adminUrl, program), log, ({ adminUrl }, started) => withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ orders: number }>('select count(*)::int as orders from sales_order')
    const all: Measured[] = []
    for (const operation of operations) {
      const measured = await measure(client, operation, started, rows[0]!.orders, effort)
      show(operation, measured)
      all.push(...measured)
    }
    return all
  }), folder)
}
