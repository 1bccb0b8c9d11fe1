import { EventEmitter } from 'node:events'
import pg from 'pg'
import type { Logger } from 'pino'

/** What the database says when something happened; the event itself is read again under each listener's own rights. */
export interface Happened { id: string; type: string; subjectType: string; subjectId: string; at: string; partnerId: string | null }

const retryAfter = 1_000

/** Hears every event of this database on one direct connection and comes back by itself when that is lost. */
export class Hearing extends EventEmitter<{ event: [Happened] }> {
  private client: pg.Client | undefined
  private closed = false

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
    client.on('notification', ({ payload }) => { this.emit('event', JSON.parse(payload!) as Happened) })
    this.client = client
    await client.connect()
    await client.query('listen guanxi_event')
  }

  async close(): Promise<void> {
    this.closed = true
    await this.client?.end()
  }
}
