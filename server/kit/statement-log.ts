import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { Note } from './request-counts.ts'

/** For whose request the database is asked at this moment. */
const asker = new AsyncLocalStorage<Note>()
export const askedFor = <T>(note: Note, work: () => T): T => asker.run(note, work)

/** What one operation has asked of the database; the longest in seconds. */
export interface Total { statements: number; seconds: number; longest: number; rows: number }
/** More names than the apps have operations: programs with keys may call theirs anything. */
const mostOperations = 300
const longestText = 2_000

/** A statement without what stands in it in quotes: settings, amounts and the like. */
export const withoutValues = (text: string): string => text.replace(/'(?:[^']|'')*'/g, '?').replace(/\s+/g, ' ').slice(0, longestText)

/** What the database was asked, for whom and how long it took: totals per operation, and a line for each statement that was slow. */
export class StatementLog {
  readonly totals = new Map<string, Total>()

  constructor(private readonly slowMs: number, private readonly log: Pick<Logger, 'warn'>) {}

  /** Looks on at every statement of a pool. Where statements wait for each other on one connection, the wait is in their time. */
  watch(pool: pg.Pool): void {
    const watched = new WeakSet<pg.PoolClient>()
    pool.on('acquire', (client) => {
      if (watched.has(client)) return
      watched.add(client)
      const query = client.query as (...asked: any[]) => any
      client.query = ((...asked: any[]) => {
        const from = performance.now(), note = asker.getStore(), [first] = asked, last = asked.at(-1)
        const saw = (rows?: number | null) => this.saw(note, typeof first === 'string' ? first : String(first?.text ?? ''), performance.now() - from, rows ?? 0)
        if (typeof last === 'function') asked[asked.length - 1] = (error: unknown, result: any) => { saw(result?.rowCount); last(error, result) }
        const done = query.apply(client, asked)
        if (typeof done?.then === 'function') done.then((result: any) => saw(result?.rowCount), () => saw())
        // a query that knows itself how it is sent
        else for (const end of ['handleReadyForQuery', 'handleError'] as const) {
          const ended = first?.[end]
          if (typeof ended === 'function') first[end] = (...rest: unknown[]) => { saw(); return ended.apply(first, rest) }
        }
        return done
      }) as typeof client.query
    })
  }

  saw(note: Note | undefined, text: string, ms: number, rows: number): void {
    const operation = note ? note.operation ?? 'no operation' : 'background', total = this.totalOf(operation)
    total.statements++
    total.seconds += ms / 1000
    total.longest = Math.max(total.longest, ms / 1000)
    total.rows += rows
    if (ms >= this.slowMs) this.log.warn({ operation, user: note?.user, ms: Math.round(ms), rows, statement: withoutValues(text) }, 'slow statement')
  }

  private totalOf(operation: string): Total {
    const name = this.totals.has(operation) || this.totals.size < mostOperations ? operation : 'other'
    if (!this.totals.has(name)) this.totals.set(name, { statements: 0, seconds: 0, longest: 0, rows: 0 })
    return this.totals.get(name)!
  }
}
