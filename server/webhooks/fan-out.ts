import type pg from 'pg'
import { ReadSession } from '../kit/session.ts'
import { newId } from '../kit/ids.ts'
import type { Houses } from './content.ts'
import { wants } from './event-types.ts'
import { disable, ownerOf } from './owner.ts'

interface Happened { position: string; id: string; type: string; subject_type: string; subject_id: string; at: string; public: boolean; partner_id: string | null }
interface Listening { id: string; types: string[]; user_id: string; partner_id: string | null }

/** Events that are looked at in one transaction. */
const most = 200

/**
 * Turns events that nobody has looked at into deliveries, one for each webhook that asked for the type and whose owner may see the
 * event, in the order in which they happened. One server at a time; what its transaction does not finish, the next one finds.
 * Answers whether there may be more.
 */
export async function fanOut(houses: Houses): Promise<boolean> {
  const { system } = houses.pools
  const client = await system.connect()
  try {
    await client.query('begin')
    const { rows: [lock] } = await client.query<{ taken: boolean }>(`select pg_try_advisory_xact_lock(hashtext('guanxi webhooks')) as taken`)
    const { rows: happened } = lock!.taken ? await client.query<Happened>(
      `select o.position, e.id, e.type, e.subject_type, e.subject_id, e.at, e.public, e.partner_id from webhook_outbox o left join event e on e.id = o.event_id order by o.position limit ${most}`) : { rows: [] }
    if (happened.length) await write(houses, client, happened)
    await client.query('commit')
    return happened.length === most
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

async function write(houses: Houses, client: pg.PoolClient, happened: Happened[]): Promise<void> {
  const { rows: listening } = await client.query<Listening>(`select id, types, user_id, partner_id from webhook where state = 'Active'`)
  const found: { webhook: string; event: Happened }[] = []
  for (const webhook of listening) {
    // this saves asking about what is of no concern to a dealer; the database decides
    const wanted = happened.filter(({ type, public: told, partner_id: partner }) => type && wants(webhook.types, type) && (!webhook.partner_id || (told && partner === webhook.partner_id)))
    if (!wanted.length) continue
    const seen = await seenBy(houses, webhook, wanted.map(({ id }) => id))
    found.push(...wanted.filter(({ id }) => seen.has(id)).map((event) => ({ webhook: webhook.id, event })))
  }
  found.sort((a, b) => Number(a.event.position) - Number(b.event.position))
  await client.query(
    `insert into webhook_delivery (id, webhook_id, event_id, type, subject_type, subject_id, happened_at, next_attempt_at, created_at)
     select d.id, d.webhook, d.event, d.type, d.subject_type, d.subject, d.at, now(), now()
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::timestamptz[]) with ordinality as d(id, webhook, event, type, subject_type, subject, at, place)
     where exists (select 1 from webhook w where w.id = d.webhook) order by d.place on conflict (webhook_id, event_id) do nothing`,
    [found.map(newId), found.map(({ webhook }) => webhook), ...(['id', 'type', 'subject_type', 'subject_id', 'at'] as const).map((column) => found.map(({ event }) => event[column]))])
  await client.query('delete from webhook_outbox where position = any ($1)', [happened.map(({ position }) => position)])
}

/** Which of the events a webhook's owner may see, by the row policies. */
async function seenBy({ pools }: Houses, webhook: Listening, ids: string[]): Promise<Set<string>> {
  const viewer = await ownerOf(pools.system, webhook)
  if (!viewer) {
    await disable(pools.system, webhook.id, 'OWNER')
    return new Set()
  }
  const session = new ReadSession(pools[viewer.audience === 'crm' ? 'crm' : 'partner'], viewer.settings)
  try {
    return new Set((await session.run('select id from event where id = any ($1)', [ids])).map(({ id }) => id as string))
  } finally {
    await session.close()
  }
}
