import type { EntityClass, EntityDictionary } from '@mikro-orm/core'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type pg from 'pg'
import { Event, type Subject } from '../kit/event.ts'
import { UserError, notFound, refusalsIn } from '../kit/errors.ts'
import { isId, newId } from '../kit/ids.ts'
import { type NewRow, insertion, jsonWith } from '../kit/insert.ts'
import type { Run } from '../kit/read/reader.ts'
import { exposed } from '../kit/read/registry.ts'
import { quote } from '../kit/read/sql.ts'
import { opening } from '../kit/session.ts'
import { ask, inOnePacket, isFull } from '../kit/statements.ts'
import { type Belonging, covers } from './scope.ts'
import type { Viewer } from './viewer.ts'

/** Where a verb's transaction takes its connection and its records from. */
export interface Source { pool: pg.Pool; em: SqlEntityManager }

/**
 * What a verb works with: the viewer's rows in one transaction. Statements are sent as they come, one behind the other; whoever
 * waits for an answer waits for all before it, so that nobody needs to wait for what is only written.
 */
export class Transaction {
  readonly em: SqlEntityManager
  private before: Promise<unknown> = Promise.resolve()
  private demanded: Promise<unknown> = this.before
  private ended: Promise<unknown> | undefined
  private over = false
  private readonly events: NewRow<Event>[] = []

  private constructor(private readonly client: pg.PoolClient, em: SqlEntityManager, readonly viewer: Viewer) {
    this.em = em.fork() as SqlEntityManager
    // the unit of work writes each statement out, so that none comes twice
    this.em.setTransactionContext({ executeQuery: ({ sql }: { sql: string }) => this.sent(() => client.query(sql).then(({ rows, rowCount }) => ({ rows, numAffectedRows: BigInt(rowCount ?? 0) }))) })
    void this.sent(() => client.query(opening(viewer.settings, 'read write')))
  }

  /** Runs work in a transaction of its own, to the end or not at all. */
  static async of<T>({ pool, em }: Source, viewer: Viewer, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await pool.connect(), tx = new Transaction(client, em, viewer)
    let broken: Error | undefined
    try {
      const done = await work(tx)
      await tx.commit()
      return done
    } catch (error) {
      tx.over = true
      await client.query('rollback').catch((failure: Error) => { broken = failure })
      throw error
    } finally {
      client.release(broken ?? isFull(client))
    }
  }

  private sent<T>(send: () => Promise<T>): Promise<T> {
    inOnePacket(this.client)
    // what a refused verb left running would otherwise go on in the transaction of whoever has the connection next
    const answer = this.over ? Promise.reject<T>(new Error('The transaction is over.')) : send(), { before } = this
    const told = before.then(() => answer)
    // a fault is told to whoever waits; of several the first, as the others come of it
    for (const promise of [answer, told]) promise.catch(() => {})
    this.before = told
    return told
  }

  /** One statement with `$1` parameters on the transaction's connection. */
  readonly run: Run = (sql, values) => this.sent(() => ask(this.client, sql, values).then(({ rows }) => rows as Record<string, any>[]))

  /** Sends a statement on whose rows all that follow depends: without one, it was for nothing. */
  demand(sql: string, values: unknown[], otherwise: Error): Promise<unknown> {
    this.before = this.demanded = this.run(sql, values).then((rows) => { if (!rows.length) throw otherwise })
    this.before.catch(() => {})
    return this.before
  }

  /** Ends it, behind everything that was sent: what failed before makes it end in nothing. To the database a demand that was not met is no failure, so that is waited for. */
  async commit(): Promise<unknown> {
    await this.demanded
    this.ended ??= this.sent(() => this.client.query('commit'))
    this.over = true
    return this.ended
  }

  /**
   * Locks and loads a record for a verb. The look-up is the check: what the viewer can't see is not found, and what they see
   * but may not touch in this way is forbidden.
   */
  async load<T extends object>(entity: EntityClass<T>, id: string, permission: string, path = 'id', belonging?: Belonging): Promise<T> {
    if (!isId(id)) throw notFound(path)
    const values: unknown[] = [id]
    const allowed = covers(permission, 'r', this.viewer, { param: (value) => `$${values.push(value)}` }, belonging)
    if (allowed === null) throw new UserError('FORBIDDEN', [path])
    const [found] = await this.run(`select r.*, (${allowed}) as "is allowed" from ${quote(exposed(entity).table)} r where r.id = $1 for update`, values)
    if (!found) throw notFound(path)
    const { 'is allowed': isAllowed, ...row } = found
    if (!isAllowed) throw new UserError('FORBIDDEN', [path])
    return this.em.map(entity, row as EntityDictionary<T>)
  }

  /** A record that a verb points to without changing it. */
  async find<T extends object>(entity: EntityClass<T>, id: string, path: string): Promise<T> {
    const found = isId(id) ? await this.em.findOne(entity, id as any) : null
    if (!found) throw notFound(path)
    return found as T
  }

  /** Writes new rows behind what was sent before; nobody waits for it. For what the unit of work has not loaded. */
  add<T extends object>(entity: EntityClass<T>, ...rows: NewRow<T>[]): void {
    if (!rows.length) return
    const { text, values } = insertion(this.em.getMetadata(entity), rows, this.em)
    void this.run(text, values)
  }

  /** Changes columns of a record that is locked, behind what was sent before; nobody waits for it. For what the unit of work need not know of. */
  set<T extends object>(entity: EntityClass<T>, id: string, changes: NewRow<T>): void {
    const meta = this.em.getMetadata(entity), values: unknown[] = [id], column = (name: string) => quote(meta.props.find((prop) => prop.name === name)!.fieldNames[0]!)
    const changed = Object.entries(changes).map(([name, value]) => `${column(name)} = $${values.push(value)}`)
    for (const { name, version, onUpdate } of meta.props) if (version) changed.push(`${column(name)} = ${column(name)} + 1`); else if (onUpdate) changed.push(`${column(name)} = now()`)
    void this.run(`update ${quote(meta.tableName)} set ${changed.join(', ')} where id = $1`, values)
  }

  /** Writes what happened, once everything else is written; dealers see it only when it is `public`. */
  record(type: string, subject: Subject, data: Record<string, unknown> = {}, isPublic = false): { id: string } {
    const { data: { id: actorId, name: actorName, channel } } = this.viewer
    const event = {
      id: newId(), at: new Date(), type, actorId: actorId || null, actorName, channel, subjectType: subject.type, subjectId: subject.id, accountId: subject.accountId ?? null,
      partnerId: subject.partnerId ?? null, ownerId: subject.ownerId ?? null, sellerId: subject.sellerId ?? null, public: isPublic, data: jsonWith(data),
    }
    this.events.push(event)
    return event
  }

  /** A part that may be refused by itself: then what it wrote and told is taken back, and all that was before it stays. */
  async attempt<T>(part: () => Promise<T>): Promise<T> {
    await this.flush()
    await this.run('savepoint part', [])
    try {
      const done = await part()
      await this.flush()
      await this.run('release savepoint part', [])
      return done
    } catch (error) {
      refusalsIn(error)
      this.events.length = 0
      this.em.clear()
      await this.before.catch(() => {})
      this.before = this.demanded
      await this.run('rollback to savepoint part', [])
      throw error
    }
  }

  /** Writes what the verb has changed, and then what happened. */
  async flush(): Promise<void> {
    await this.em.flush()
    for (const event of this.events.splice(0)) this.add(Event, event)
  }
}

/** Refuses a day that is over where the company is. */
export async function refusePast(tx: Transaction, day: string, ...path: string[]): Promise<void> {
  const [row] = await tx.run('select $1::date < app.today() as past', [day])
  if (row!.past) throw new UserError('PAST', path)
}
