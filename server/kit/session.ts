import pg from 'pg'
import { type Answered, askAtOnce } from './batch.ts'
import { ask, inOnePacket, isFull, named } from './statements.ts'

const { escapeLiteral } = pg

type Rows = Record<string, any>[]
/** What is asked at once: a text with `$1` parameters. */
export interface Statement { text: string; values: unknown[] }
/** An SQL function of one parameter, such as `app.today`, and its argument. */
export interface Question { name: string; value: unknown }

/** Sets transaction-local settings: whoever was set before is nobody any more. */
export const setting = (settings: Record<string, string>): string =>
  `select ${Object.entries(settings).map(([name, value]) => `set_config(${escapeLiteral(name)}, ${escapeLiteral(value)}, true)`).join(', ')}`

/**
 * Milliseconds for all that one question of GraphQL reads: each of its statements has a limit of its own, and they come one after the
 * other. PostgreSQL 17 and later know of such a limit; it ends the connection.
 */
const questionTimeout = 5_500
const hurrying = `case when current_setting('server_version_num')::int >= 170000 then set_config('transaction_timeout', '${questionTimeout}', true) end`

/** Opens a transaction and sets the viewer in one round trip; nothing of it outlives the transaction. */
export const opening = (settings: Record<string, string>, mode: 'read only' | 'read write'): string =>
  `begin ${mode}; ${setting(settings)}`

/** The same settings and the answer to a question in one statement that need not be planned anew. */
function settingAnd(settings: Record<string, string>, { name, value }: Question): Statement {
  const names = Object.keys(settings)
  return {
    text: `select ${names.map((one, index) => `set_config('${one}', $${index + 1}, true)`).join(', ')}, ${hurrying}, ${name}($${names.length + 1}) as told`,
    values: [...Object.values(settings), value],
  }
}

/** What a statement is told when another one before it has failed in the same transaction; the second when its text was to be learnt there. */
const spoilt = ['25P02', '26000']
/** How many fields of a request may fail before the others give up with them. */
const mostBeginnings = 20

/** The one connection on which a request reads: taken when first needed, with the viewer set, returned at the end. */
export class ReadSession {
  private client: Promise<pg.PoolClient> | undefined
  private begun: Promise<unknown> | undefined
  private over = false
  /** How often the transaction was begun anew. */
  private beginnings = 0
  /** Whether the transaction is to end in time, as whoever asked waits. */
  hurried = false

  constructor(private readonly pool: pg.Pool, private readonly settings: Record<string, string>) {}

  readonly run = async (text: string, values: unknown[]): Promise<Rows> => {
    // GraphQL answers as soon as the answer is known, while fields that no longer matter still work: nobody would return what they take
    if (this.over) throw new Error('The request is over.')
    const client = await (this.client ??= this.open()), begun = this.beginnings
    try {
      // the first statement travels behind its transaction's beginning, and counts only when that has succeeded
      const [{ rows }] = await Promise.all([ask(client, text, values), this.begun])
      return rows as Rows
    } catch (error) {
      // a field that failed must not take those beside it along: they read nothing that was written here, and may read again
      if (!isSpoilt(error) || this.over || this.beginnings === mostBeginnings) throw error
      if (begun === this.beginnings) this.client = this.beginAgain(client)
      return this.run(text, values)
    }
  }

  /**
   * Answers statements of one column, which is text, and before them a question, in one round trip and in a transaction of their own.
   * A connection that knows all of them is sent them as one.
   */
  async together(statements: Statement[], question: Question): Promise<{ told: string | null; answers: PromiseSettledResult<string | null>[] }> {
    const client = await this.pool.connect(), setting = settingAnd({ ...this.settings, transaction_read_only: 'on' }, question)
    const atOnce = askAtOnce(client, [setting, ...statements].map(({ text, values }) => named(text, values)))
    // a connection on which more than a statement failed is thrown away, one to which a value could not be sent, too
    const { rows, error } = await (atOnce ?? this.inTurn(client, [setting, ...statements])).catch((reason: Error): Answered => ({ rows: [], error: reason }))
    client.release(error && error.severity !== 'ERROR' ? error : isFull(client))
    if (!rows.length) throw error!
    const answers = statements.map(async ({ text, values }, index) => {
      const reached = rows[index + 1]
      if (!reached && (index + 1 === rows.length || isLate(error))) throw error!
      return (reached ?? (await this.run(text, values)).map(({ answer }) => [answer as string | null]))[0]?.[0] ?? null
    })
    return { told: rows[0]![0]!.at(-1)!, answers: await Promise.allSettled(answers) }
  }

  /** The same, on a connection that is only about to know the statements. */
  private async inTurn(client: pg.PoolClient, statements: Statement[]): Promise<Answered> {
    inOnePacket(client)
    const sent = [client.query('begin read only'), ...statements.map(({ text, values }) => ask(client, text, values)), client.query('commit')]
    const [, ...settled] = await Promise.allSettled(sent), ended = settled.pop()!
    const failed = settled.findIndex(({ status }) => status === 'rejected'), answered = (failed < 0 ? settled : settled.slice(0, failed)) as PromiseFulfilledResult<pg.QueryResult>[]
    const error = ((settled[failed] ?? (ended.status === 'rejected' ? ended : undefined)) as PromiseRejectedResult | undefined)?.reason
    return { rows: answered.map(({ value }) => value.rows.map((row: object) => Object.values(row))), ...(error && { error }) }
  }

  /** Of the statements that travelled together the first to be told begins anew, for all of them. */
  private async beginAgain(client: pg.PoolClient): Promise<pg.PoolClient> {
    this.beginnings++
    this.begin(client, 'rollback; ')
    return client
  }

  private async open(): Promise<pg.PoolClient> {
    const client = await this.pool.connect()
    this.begin(client)
    return client
  }

  private begin(client: pg.PoolClient, before = ''): void {
    this.begun = client.query(before + opening(this.settings, 'read only') + (this.hurried ? `, ${hurrying}` : ''))
    // told to whoever waits for an answer
    this.begun.catch(() => {})
  }

  async close(): Promise<void> {
    const opened = this.client
    this.over = true
    this.client = undefined
    if (!opened) return
    const client = await opened.catch(() => undefined)
    if (!client) return
    // a connection that can't even roll back is thrown away, never handed to the next viewer
    await client.query('rollback').then(() => client.release(isFull(client)), (error: Error) => client.release(error))
  }
}

/** Whether the time for all of it has run out. */
const isLate = (error: unknown): boolean => (error as { code?: string } | undefined)?.code === '25P04'
const isSpoilt = (error: unknown): boolean => spoilt.includes((error as { code?: string }).code ?? '')

/** Work on a connection of its own in one transaction of the viewer that may write. */
export const writing = <T>(pool: pg.Pool, settings: Record<string, string>, work: (run: ReadSession['run']) => Promise<T>): Promise<T> =>
  inTransaction(pool, (client) => work(async (text, values) => (await client.query(text, values)).rows as Rows), opening(settings, 'read write'))

/** Work on a connection of its own in one transaction, to the end or not at all. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>, begin = 'begin'): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(begin)
    const done = await work(client)
    await client.query('commit')
    return done
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => { broken = failure })
    throw error
  } finally {
    client.release(broken)
  }
}
