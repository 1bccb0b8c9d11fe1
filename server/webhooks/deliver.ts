import type pg from 'pg'
import type { Logger } from 'pino'
import type { Vault } from '../kit/vault.ts'
import type { Reach } from './address.ts'
import { type Houses, type Sent, bodyOf } from './content.ts'
import { disable, ownerOf } from './owner.ts'
import { type Outcome, post } from './post.ts'
import { failingDays, waitAfter } from './schedule.ts'
import { redacted, secretsOf, signed } from './secrets.ts'

export interface Delivering {
  houses: Houses
  vault: Vault
  reach: Reach
  log: Logger
  stopping: AbortSignal
  /** Does one after the other what takes connections from people. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
}
interface Due extends Sent { attempts: number; webhook_id: string; url: string; user_id: string; partner_id: string | null }

/** Seconds for which a delivery is whoever's took it: longer than an attempt lasts. When its server dies, it comes up again after them. */
export const leaseSeconds = 60

// taken by moving its next attempt; of one record, what happened first goes first
const take = `update webhook_delivery d set attempts = d.attempts + 1, next_attempt_at = now() + interval '${leaseSeconds} seconds' from webhook w
  where w.id = d.webhook_id and d.id = (
    select x.id from webhook_delivery x where x.webhook_id = $1 and x.state = 'Waiting' and x.next_attempt_at <= now()
      and not exists (select 1 from webhook_delivery e where e.webhook_id = x.webhook_id and e.subject_id = x.subject_id and e.state = 'Waiting' and e.position < x.position)
    order by x.position limit 1 for update skip locked)
  returning d.id, d.event_id, d.type, d.subject_type, d.subject_id, to_char(d.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, d.attempts, d.webhook_id, w.url, w.user_id, w.partner_id`

/** Makes one attempt at a delivery of this webhook that is due; false when none is. */
export async function deliverNext(delivering: Delivering, webhookId: string): Promise<boolean> {
  const { houses, log } = delivering, { system } = houses.pools
  const { rows: [due] } = await system.query<Due>(take, [webhookId])
  if (!due) return false
  const viewer = await ownerOf(system, due)
  if (!viewer) {
    await disable(system, webhookId, 'OWNER')
    return false
  }
  const body = await delivering.inTurn(() => bodyOf(houses, viewer, due))
  if (body === null) await drop(system, due)
  else {
    const outcome = await attempt(delivering, due, body)
    if (outcome) await conclude(system, due, outcome, log)
  }
  return true
}

/** Null when the server was stopped in the middle of it: then it is made anew by the next. */
async function attempt({ houses, vault, reach, stopping }: Delivering, { id, webhook_id: webhookId, url }: Due, body: string): Promise<Outcome | null> {
  const { system } = houses.pools, secrets = await secretsOf(system, vault, webhookId)
  const headers = signed(id, body, secrets, new Date())
  const outcome = await post(url, { ...headers, 'content-type': 'application/json', 'user-agent': 'Guanxi-Webhooks/1' }, body, reach, stopping)
  if (stopping.aborted && outcome.status === null) {
    await system.query(`update webhook_delivery set attempts = attempts - 1, next_attempt_at = now() where id = $1 and state = 'Waiting'`, [id])
    return null
  }
  return { ...outcome, response: outcome.response && redacted(outcome.response, secrets, headers['webhook-signature']!) }
}

const drop = (system: pg.Pool, { id }: Due) => system.query(`update webhook_delivery set state = 'Dropped', settled_at = now() where id = $1 and state = 'Waiting'`, [id])

// the attempt and what follows from it are written together
const note = `with logged as (insert into webhook_attempt (delivery_id, status, error, duration_ms, response) select $1, $2, $3, $4, $5 where exists (select 1 from webhook_delivery where id = $1))
  update webhook_delivery set state = $6, settled_at = case when $7::float8 is null then now() end, next_attempt_at = now() + make_interval(secs => coalesce($7, 0)) where id = $1 and state = 'Waiting'`

async function conclude(system: pg.Pool, { id, webhook_id: webhookId, attempts }: Due, { status, error, durationMs, response, retryAfter }: Outcome, log: Logger): Promise<void> {
  const taken = status !== null && status >= 200 && status < 300, wait = taken || status === 410 ? null : waitAfter(attempts, retryAfter)
  await system.query(note, [id, status, error, durationMs, response, taken ? 'Delivered' : wait === null ? 'Failed' : 'Waiting', wait])
  if (taken) return void await system.query('update webhook set failing_since = null where id = $1 and failing_since is not null', [webhookId])
  log.warn({ webhook: webhookId, delivery: id, attempts, status, error }, 'a webhook was not taken')
  if (status === 410) return disable(system, webhookId, 'GONE')
  const { rows: [webhook] } = await system.query<{ over: boolean }>(
    `update webhook set failing_since = coalesce(failing_since, now()) where id = $1 returning failing_since < now() - interval '${failingDays} days' as over`, [webhookId])
  if (webhook?.over) await disable(system, webhookId, 'FAILING')
}

/** Forgets what was settled long ago. */
export async function forgetDeliveries(system: pg.Pool): Promise<number> {
  const { rowCount } = await system.query(`delete from webhook_delivery where state <> 'Waiting' and created_at < now() - interval '30 days'`)
  return rowCount ?? 0
}
