import type { Socket } from 'node:net'
import pg from 'pg'
// @ts-expect-error the driver's types leave its own tools out
import utils from 'pg/lib/utils.js'

/** As much of the driver's connection as a batch needs. */
interface Connection {
  stream: Socket
  /** The texts of the statements that this connection knows, by name. */
  parsedStatements: Record<string, string>
  bind(config: { statement: string; values: unknown[]; valueMapper(value: unknown): unknown }): void
  execute(): void
  sync(): void
}
export interface Known { name: string; text: string; values: unknown[] }
/** A statement's rows: their columns as PostgreSQL writes them. */
export type TextRows = (string | null)[][]
/** The rows of the statements up to the one that failed, if one did; what comes after that is not reached. */
export interface Answered { rows: TextRows[]; error?: Error & { severity?: string } }

/**
 * Statements that a connection knows already, sent as one: one packet there and one back, and one transaction that needs no words
 * for its beginning and its end. The driver lacks this; it is one of its queries with another way of being sent, and leaves no portal
 * open, for which pipelined connections refuse other queries than the driver's. (The ORM's driver must be this one: pnpm-workspace.yaml.)
 */
class Batch extends pg.Query {
  private readonly found: TextRows[] = []
  private current: TextRows = []

  constructor(private readonly statements: Known[], private readonly done: (answered: Answered) => void) {
    super({ text: statements.map(({ text }) => text).join('; ') })
  }

  override submit = (driver: pg.Connection): void => {
    const connection = driver as unknown as Connection
    connection.stream.cork()
    try {
      for (const { name, values } of this.statements) {
        connection.bind({ statement: name, values, valueMapper: utils.prepareValue })
        connection.execute()
      }
      connection.sync()
    } finally {
      connection.stream.uncork()
    }
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    this.current.push(fields)
  }

  handleCommandComplete(): void {
    this.found.push(this.current)
    this.current = []
  }

  handleReadyForQuery(): void {
    this.done({ rows: this.found })
  }

  handleError(error: Error): void {
    this.done({ rows: this.found, error })
  }
}

/** Sends statements as one; undefined when the connection does not know all of them. */
export function askAtOnce(client: pg.PoolClient, statements: (Known | undefined)[]): Promise<Answered> | undefined {
  const { parsedStatements } = (client as unknown as { connection: Connection }).connection
  const known = statements.filter((one) => one !== undefined && parsedStatements[one.name] === one.text) as Known[]
  return known.length < statements.length ? undefined : new Promise((resolve) => { client.query(new Batch(known, resolve)) })
}
