import type pg from 'pg'
import { identifyUser } from '../access/identify.ts'
import type { Viewer } from '../access/viewer.ts'

/** Under whose rights a webhook sends; null when that person has left, their partner is not active, or they may not manage webhooks any more. */
export async function ownerOf(system: pg.Pool, { user_id: userId, partner_id: partnerId }: { user_id: string; partner_id: string | null }): Promise<Viewer | null> {
  const viewer = await identifyUser(system, userId)
  return viewer && viewer.partnerId === partnerId && viewer.can('webhook:manage') ? viewer : null
}

export type Reason = 'GONE' | 'FAILING' | 'OWNER'

/** Stops a webhook: nothing waits any more, what was not delivered is kept for a replay, and its owner is written to. */
export async function disable(system: pg.Pool, id: string, reason: Reason): Promise<void> {
  await system.query(
    `with stopped as (update webhook set state = 'Disabled', disabled_reason = $2, updated_at = now(), revision = revision + 1 where id = $1 and state = 'Active' returning id, user_id),
       left_over as (update webhook_delivery d set state = 'Failed', settled_at = now() from stopped where d.webhook_id = stopped.id and d.state = 'Waiting')
     insert into mail (kind, user_id) select 'webhook_disabled', user_id from stopped where $2 <> 'OWNER'`, [id, reason])
}
