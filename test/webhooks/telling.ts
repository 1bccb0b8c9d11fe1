import { expect } from 'vitest'
import { Cast } from '../api/acting.ts'
import { idOf, writeCast } from '../support/cast.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { Receiver } from './receiver.ts'

export const owner = 'owner@northstar.example', rival = 'owner@rival.example', admin = 'admin@guanxi.example', desk = 'desk@guanxi.example'
export const lathe = [{ productId: idOf('product LATHE'), quantity: 1 }]
/** What becomes true a moment later, on a busy computer, too. */
export const eventually = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 15_000, interval: 50 })
export interface Made { id: string; secret: string }

/** The cast's company with webhooks and those who receive them. */
export class Telling {
  readonly receivers: Receiver[] = []
  private constructor(readonly server: TestServer, readonly cast: Cast) {}

  static async open(changed: Parameters<typeof startServer>[1] = {}): Promise<Telling> {
    const server = await startServer(({ adminUrl }) => writeCast(adminUrl), changed)
    return new Telling(server, new Cast(server))
  }

  async receiver(): Promise<Receiver> {
    const receiver = await new Receiver().open()
    this.receivers.push(receiver)
    return receiver
  }

  async webhook(email: string, url: string, types: string[] = ['*']): Promise<Made> {
    const { webhook, secret } = await this.cast.do(email, 'createWebhook', { name: 'shop', url, types }, 'secret webhook { id }')
    return { id: webhook.id, secret }
  }

  /** An order of Northstar's, confirmed by the desk: two events of one record. */
  async confirmed(email = owner): Promise<string> {
    const { order: { id } } = await this.cast.do(email, 'placeOrder', { lines: lathe }, 'order { id }')
    await this.cast.do(desk, 'confirmOrder', { id })
    return id
  }

  deliveries(webhookId: string): Promise<any[]> {
    return this.cast.rows('select * from webhook_delivery where webhook_id = ? order by position', [webhookId])
  }

  /** What waits, and is not under way, becomes due at once. */
  hurry(webhookId: string): Promise<unknown> {
    return this.cast.rows(`with due as (update webhook_delivery d set next_attempt_at = now() where d.webhook_id = ? and d.state = 'Waiting' and d.attempts <= (select count(*) from webhook_attempt a where a.delivery_id = d.id) returning 1) select pg_notify('guanxi_webhook', '') from (select count(*) from due) x`, [webhookId])
  }

  async close(): Promise<void> {
    await this.server.close()
    for (const receiver of this.receivers) await receiver.close()
  }
}
