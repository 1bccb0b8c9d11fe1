import { reason, within } from '../access/condition.ts'
import { type TablePolicy, staffOwned, through } from '../access/policies.ts'

const organisation = within('partner_id = (select app.partner_id())', reason('organisation', `(select app.scope('webhook:manage')) = 'org'`, { permission: 'webhook:manage', scopes: ['org'], partner: 'partner_id' }))
const changes = 'update (name, url, types, user_id, state, disabled_reason, failing_since, rotated_at, old_secret_until, updated_at, revision), delete'
/** Nobody makes one that would send under another's rights. */
const own = 'user_id = (select app.user_id())'
/** Sent again, or asked for in the first place, by whoever manages the webhook and sees what happened. */
const again = 'select, insert, update (state, attempts, next_attempt_at, settled_at)'
const asked = `${through('webhook', 'webhook_id')} and (event_id is null or exists (select 1 from event e where e.id = event_id))`

/** Secrets and what is still to be sent are for the system's connection alone. */
export const webhookPolicies: TablePolicy[] = [
  {
    table: 'webhook', audit: { record: 'webhook', skip: ['failing_since', 'updated_at'] },
    staff: { grant: `select, insert, ${changes}`, read: staffOwned('webhook:manage', {}), insert: `${own} and partner_id is null and (select app.scope('webhook:manage')) = 'all'` },
    partner: { grant: `select, insert, ${changes}`, read: organisation, insert: `${own} and ${organisation}` },
  },
  { table: 'webhook_secret', audit: { none: 'sealed secrets; that one was replaced stands on its webhook' } },
  { table: 'webhook_outbox', audit: { none: 'a queue, emptied as it fills' } },
  { table: 'webhook_delivery', audit: { none: 'a log itself' }, staff: { grant: again, read: through('webhook', 'webhook_id'), insert: asked }, partner: { grant: again, read: through('webhook', 'webhook_id'), insert: asked } },
  { table: 'webhook_attempt', audit: { none: 'a log itself' }, staff: { grant: 'select', read: through('webhook_delivery', 'delivery_id') }, partner: { grant: 'select', read: through('webhook_delivery', 'delivery_id') } },
]
