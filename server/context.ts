import type { MikroORM } from '@mikro-orm/postgresql'
import DataLoader from 'dataloader'
import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql'
import type pg from 'pg'
import type { Transaction } from './access/command.ts'
import { runCommand } from './access/run-command.ts'
import type { Attempts } from './access/attempts.ts'
import type { Proof } from './access/identify.ts'
import type { View } from './access/view-as.ts'
import type { Viewer } from './access/viewer.ts'
import { type ErrorCode, requestError } from './kit/errors.ts'
import type { CommandInput } from './kit/input.ts'
import type { Plan } from './kit/read/plan.ts'
import { Reader, type Run } from './kit/read/reader.ts'
import type { Answer } from './kit/read/resolve.ts'
import type { Audience } from './kit/read/registry.ts'
import type { Hearing } from './kit/hearing.ts'
import type { Note } from './kit/request-counts.ts'
import { ReadSession, writing } from './kit/session.ts'
import type { Vault } from './kit/vault.ts'

/** What a request carries for the doors: sign-in, sign-out, cookies. */
export interface Door {
  readonly audience: Audience
  sessionId: string | null
  /** Where the request comes from, past proxies that are trusted. */
  address: string
  agent: string
  system: pg.Pool
  setCookie(token: string | null): void
  /** The look as somebody else that this request belongs to. */
  view: View | null
  /** Sets the cookie of a look at an audience's app, or clears it with null. */
  setViewCookie(audience: Audience, token: string | null): void
  /** Reads as another person: on their login role, with their settings. Whoever opens it closes it. */
  readAs(viewer: Viewer): ReadSession
  schemas: Record<'crm' | 'partner', GraphQLSchema>
  /** The mark of a device that has signed in before. */
  device: string | null
  setDevice(token: string): void
  /** Why the key that the request came with counts for nothing. */
  refused: ErrorCode | null
  /** Says in the answer's head when it is worth trying again. */
  retryAfter(seconds: number): void
  attempts: Attempts
  /** Whether people can sign in with a provider. */
  singleSignOn: boolean
  vault: Vault
  /** Which addresses webhooks may be sent to. */
  webhookReach: 'internet' | 'computer' | 'intranet'
  /** What the request's line in the log says. */
  note: Note
  /** What happens in the database, as it happens. */
  hearing: Hearing
  /** The same request identified anew: a live event is shown only to who may see it now. */
  again(): Promise<RequestContext>
  /** Set while the viewer is taken for granted, from a moment ago; who acts on it compares what the database says now. */
  proof: Proof | null
  /** Who asks, in the language that they are spoken to in; null when nobody does any more. */
  identify(): Promise<{ viewer: Viewer; sessionId: string | null } | null>
}

/** Everything that the resolvers of one request share. Made anew for every request and every live event. */
export class RequestContext {
  // one object however often the context is copied on its way through the server
  private readonly now: { viewer: Viewer | null; session: ReadSession | null; planning: boolean }
  private readonly loaders = new Map<string, DataLoader<any, any>>()

  constructor(viewer: Viewer | null, readonly locale: string, private readonly orm: MikroORM, private readonly pool: pg.Pool, readonly door: Door) {
    this.now = { viewer, session: viewer && new ReadSession(pool, viewer.settings), planning: false }
  }

  get viewer(): Viewer | null {
    return this.now.viewer
  }

  /** What follows in this request is read as somebody else: who has just signed in, or nobody. */
  async become(viewer: Viewer | null): Promise<void> {
    await this.close()
    this.loaders.clear()
    Object.assign(this.now, { viewer, session: viewer && new ReadSession(this.pool, viewer.settings) })
  }

  /** Has the database say who asks, where that was taken for granted until now. */
  async confirm(): Promise<void> {
    if (!this.door.proof) return
    this.door.proof = null
    const found = await this.door.identify()
    this.door.sessionId = found?.sessionId ?? null
    if (found?.viewer !== this.viewer) await this.become(found?.viewer ?? null)
  }

  /** Has root fields say what they would read, as plans, instead of reading it. */
  async planning<T>(work: () => Promise<T>): Promise<T> {
    this.now.planning = true
    try {
      return await work()
    } finally {
      this.now.planning = false
    }
  }

  /** What follows reads for somebody who waits for an answer. */
  hurry(): void {
    if (this.now.session) this.now.session.hurried = true
  }

  /** Answers plans in one round trip, if the viewer is still who they were taken for; undefined if not. */
  async carryOut(plans: Plan[]): Promise<PromiseSettledResult<string | null>[] | undefined> {
    const { proof } = this.door, { session } = this.now
    if (!session) throw requestError('UNAUTHENTICATED', this.locale)
    const { told, answers } = await session.together(plans, { name: 'app.session_stamp', value: proof?.token ?? null })
    if (proof && told !== proof.stamp) return undefined
    this.door.proof = null
    return answers
  }

  /** The signed-in viewer; refuses the request when there is none. */
  get me(): Viewer {
    if (!this.viewer) throw requestError('UNAUTHENTICATED', this.locale)
    return this.viewer
  }

  /** One statement on the request's connection, under the viewer's row rights. */
  readonly run: Run = (sql, values) => {
    const { session, planning } = this.now
    if (!session) throw requestError('UNAUTHENTICATED', this.locale)
    // whoever reads on the way to its answer can't be planned
    if (planning) throw new Error('This field has no plan.')
    return session.run(sql, values)
  }

  /** What a route does, as opposed to what it shows: one transaction, so that the trail has it if it happened. */
  act<T>(work: (run: Run) => Promise<T>): Promise<T> {
    return writing(this.pool, this.me.settings, work)
  }

  get read(): Reader {
    return new Reader(this.now.planning ? null : this.run, this.me)
  }

  /** Runs a verb in one transaction; `ahead` of its receipt, if it does nothing but ask the database. */
  command(info: GraphQLResolveInfo, input: CommandInput, act: (tx: Transaction) => Promise<Record<string, unknown>>, ahead?: 'ahead'): Promise<Answer> {
    return runCommand({ pool: this.pool, em: this.orm.em }, this.me, info, input, act, (text) => this.door.vault.hash(text).toString('hex'), ahead !== undefined)
  }

  /** A loader that batches what code must answer, one per name and request. */
  loader<Key, Value>(name: string, batch: (keys: readonly Key[]) => Promise<(Value | Error)[]>): DataLoader<Key, Value> {
    if (!this.loaders.has(name)) this.loaders.set(name, new DataLoader<Key, Value>(batch))
    return this.loaders.get(name) as DataLoader<Key, Value>
  }

  async close(): Promise<void> {
    await this.now.session?.close()
  }
}
