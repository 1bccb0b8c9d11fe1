import { type Row, type Tables, idOf, partnerId, userId } from './cast.ts'

const at = '2026-01-06T08:00:00Z'

/** A webhook of each of two rivals and one of the company, all disabled, each with a delivery that was given up. */
export function webhooks(events: Row[]): Tables {
  const hook = (name: string, user_id: string, partner_id: string | null): Row => ({
    id: idOf(`webhook ${name}`), name, url: `https://${name.replace(' ', '-').toLowerCase()}.example/hook`, types: ['order.*', 'quote.*'], user_id, partner_id, state: 'Disabled', disabled_reason: 'PERSON',
    failing_since: at, rotated_at: at, old_secret_until: at, created_at: at, updated_at: at, revision: 1,
  })
  const webhook = [...['NST', 'RVL'].map((code) => hook(`${code} owner`, userId(code, 'owner'), partnerId(code))), hook('admin', idOf('admin@guanxi.example'), null)]
  const told = ({ partner_id }: Row): Row => events.find((event) => event.public && (partner_id === null || event.partner_id === partner_id))!
  const delivery = webhook.map((row) => {
    const { id: event_id, type, subject_type, subject_id } = told(row)
    return { id: idOf(`delivery ${row.id}`), webhook_id: row.id, event_id, type, subject_type, subject_id, happened_at: at, state: 'Failed', attempts: 10, next_attempt_at: at, created_at: at, settled_at: at }
  })
  return {
    webhook, webhook_delivery: delivery,
    webhook_secret: webhook.map(({ id }) => ({ id: idOf(`secret ${id}`), webhook_id: id, sealed: '\\x00', created_at: at })),
    webhook_attempt: delivery.map(({ id }) => ({ id: idOf(`attempt ${id}`), delivery_id: id, at, status: 500, error: null, duration_ms: 12, response: 'no' })),
  }
}
