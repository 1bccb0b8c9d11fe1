import pg from 'pg'

const { escapeLiteral } = pg

/** Sets transaction-local settings: whoever was set before is nobody any more. */
export const setting = (settings: Record<string, string>): string =>
  `select ${Object.entries(settings).map(([name, value]) => `set_config(${escapeLiteral(name)}, ${escapeLiteral(value)}, true)`).join(', ')}`

/** Opens a transaction and sets the viewer in one round trip; nothing of it outlives the transaction. */
export const opening = (settings: Record<string, string>, mode: 'read only' | 'read write'): string =>
  `begin ${mode}; ${setting(settings)}`

/** What a statement is told when another one before it has failed in the same transaction. */
const spoilt = '25P02'
/** How many fields of a request may fail before the others give up with them. */
const mostBeginnings = 20

/** The one connection on which a request reads: taken when first needed, with the viewer set, returned at the end. */
export class ReadSession {
  private client: Promise<pg.PoolClient> | undefined
  private over = false
  /** How often the transaction was begun anew. */
  private beginnings = 0

  constructor(private readonly pool: pg.Pool, private readonly settings: Record<string, string>) {}

  readonly run = async (text: string, values: unknown[]): Promise<Record<string, any>[]> => {
    // GraphQL answers as soon as the answer is known, while fields that no longer matter still work: nobody would return what they take
    if (this.over) throw new Error('The request is over.')
    const client = await (this.client ??= this.open()), begun = this.beginnings
    try {
      return (await client.query(text, values)).rows as Record<string, any>[]
    } catch (error) {
      // a field that failed must not take those beside it along: they read nothing that was written here, and may read again
      if ((error as { code?: string }).code !== spoilt || this.over || this.beginnings === mostBeginnings) throw error
      if (begun === this.beginnings) this.client = this.beginAgain(client)
      return this.run(text, values)
    }
  }

  /** Of the statements that travelled together the first to be told begins anew, for all of them. */
  private async beginAgain(client: pg.PoolClient): Promise<pg.PoolClient> {
    this.beginnings++
    try {
      await client.query(`rollback; ${opening(this.settings, 'read only')}`)
      return client
    } catch (error) {
      client.release(error as Error)
      throw error
    }
  }

  private async open(): Promise<pg.PoolClient> {
    const client = await this.pool.connect()
    try {
      await client.query(opening(this.settings, 'read only'))
      return client
    } catch (error) {
      client.release(error as Error)
      throw error
    }
  }

  async close(): Promise<void> {
    const opened = this.client
    this.over = true
    this.client = undefined
    if (!opened) return
    const client = await opened.catch(() => undefined)
    if (!client) return
    // a connection that can't even roll back is thrown away, never handed to the next viewer
    await client.query('rollback').then(() => client.release(), (error: Error) => client.release(error))
  }
}

/** Work on a connection of its own in one transaction of the viewer that may write. */
export async function writing<T>(pool: pg.Pool, settings: Record<string, string>, work: (run: ReadSession['run']) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(opening(settings, 'read write'))
    const done = await work(async (text, values) => (await client.query(text, values)).rows as Record<string, any>[])
    await client.query('commit')
    return done
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => { broken = failure })
    throw error
  } finally {
    client.release(broken)
  }
}
