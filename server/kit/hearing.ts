import { EventEmitter } from 'node:events'
import pg from 'pg'
import type { Logger } from 'pino'

/** What the database says when something happened; the event itself is read again under each listener's own rights. */
export interface Happened { id: string; type: string; subjectType: string; subjectId: string; at: string; partnerId: string | null }

/** That records are not as they were, without an event that tells of it; more than are named, where none is. */
export interface Stirred { type: string; ids: string[] }

/** Whose access ended: a person's, a session's, a key's, a partner's – or, with null, perhaps anybody's, when we may have missed it. */
export type Ended = { kind: 'app_user' | 'session' | 'api_key' | 'partner'; id: string } | null

const retryAfter = 1_000

/** Hears every event of this database on one direct connection and comes back by itself when that is lost. */
export class Hearing extends EventEmitter<{ event: [Happened | Stirred]; ended: [Ended]; webhook: [] }> {
  private client: pg.Client | undefined
  private closed = false
  /** Set once we have listened: whatever comes before we listen again is not heard. */
  private missed = false

  constructor(private readonly url: string, private readonly log: Logger) {
    super()
    this.setMaxListeners(0)
  }

  async open(): Promise<void> {
    // a retry that was planned before the end
    if (this.closed) return
    const client = new pg.Client({ connectionString: this.url, application_name: 'guanxi live' })
    client.on('error', () => { /* its end is answered below */ })
    client.on('end', () => { if (!this.closed) setTimeout(() => this.open().catch((error: unknown) => this.log.warn({ err: error }, 'live events are not heard')), retryAfter).unref() })
    client.on('notification', ({ channel, payload }) => {
      if (channel === 'guanxi_ended') this.emit('ended', JSON.parse(payload!) as Ended)
      else if (channel === 'guanxi_stirred') this.emit('event', JSON.parse(payload!) as Stirred)
      else if (channel === 'guanxi_webhook') this.emit('webhook')
      else this.emit('event', JSON.parse(payload!) as Happened)
    })
    this.client = client
    await client.connect()
    await client.query('listen guanxi_event; listen guanxi_stirred; listen guanxi_ended; listen guanxi_webhook')
    if (this.missed) this.emit('ended', null)
    this.missed = true
  }

  async close(): Promise<void> {
    this.closed = true
    await this.client?.end()
  }
}
