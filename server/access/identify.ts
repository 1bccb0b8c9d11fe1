import { createHash } from 'node:crypto'
import type pg from 'pg'
import { Lately } from '../kit/lately.ts'
import type { Audience } from '../kit/read/registry.ts'
import { idleSeconds } from './session-cookie.ts'
import { type Channel, Viewer, type ViewerData } from './viewer.ts'

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Whoever signs in must be active, and so must their partner: both are asked at every request, so that cutting off is immediate. */
export const identity = `
  u.id, u.audience, u.name, u.email, u.locale, u.roles, app.scopes_of(u.roles) as scopes, u.partner_id as "partnerId",
  coalesce((with recursive team as (select u.id union select m.id from app_user m join team t on m.manager_id = t.id) select json_agg(id) from team where u.audience = 'crm' and u.roles && array['manager']), '[]') as "teamIds",
  coalesce((select json_agg(o.id) from partner o where o.id = u.partner_id or o.parent_id = u.partner_id), '[]') as "orgIds"`
export const active = `u.active and (u.partner_id is null or exists (select 1 from partner p where p.id = u.partner_id and p.state = 'Active'))`

const open = `expires_at > now() and seen_at > now() - make_interval(secs => ${idleSeconds})`

/**
 * A text that is another as soon as a session's person would be identified differently, null when it has ended: it names the versions
 * of the rows that `identity` reads. Dealers' and staff's connections ask it in the round trip in which they read; whoever has no
 * session's token learns nothing.
 */
export const stampFunction = `create or replace function app.session_stamp(token bytea) returns text language plpgsql stable security definer set search_path = public, app, pg_temp as $$ begin
  return (select concat_ws(' ', s.id, u.ctid, u.xmin, p.ctid, p.xmin, (select string_agg(o.id::text, ',' order by o.id) from partner o where o.parent_id = u.partner_id),
    case when u.audience = 'crm' and u.roles && array['manager'] then (with recursive team as (select u.id union select m.id from app_user m join team t on m.manager_id = t.id) select md5(string_agg(id::text, ',' order by id)) from team) end)
    from session s join app_user u on u.id = s.user_id left join partner p on p.id = u.partner_id
    where s.token_hash = token and s.expires_at > now() and s.seen_at > now() - make_interval(secs => ${idleSeconds}) and u.active and (u.partner_id is null or p.state = 'Active'));
end $$`

const bySession = `
  with touched as (update session set seen_at = now() where token_hash = $1 and ${open} and seen_at < now() - interval '1 minute')
  select ${identity}, s.id as "sessionId", app.session_stamp($1) as stamp from session s join app_user u on u.id = s.user_id where s.token_hash = $1 and ${open} and ${active}`

const byKey = `
  with found as (
    select ${identity}, k.permissions as "keyPermissions", k.id as "keyId"
    from api_key k join api_key_secret x on x.api_key_id = k.id join app_user u on u.id = k.user_id
    where k.prefix = $1 and x.secret_hash = $2 and u.audience = $3 and k.revoked_at is null and k.expires_at > now() and ${active}),
  touched as (update api_key set last_used_at = now() where id = (select "keyId" from found) and (last_used_at is null or last_used_at < now() - interval '1 minute') returning id, user_id),
  told as materialized (select app.audit_act_as(user_id, 'api', 'keyUse', 'api_key', id, null, id) from touched)
  select *, (select count(*) from told) as told from found`

const byUser = `select ${identity} from app_user u where u.id = $1 and ${active}`

export interface Identified { viewer: Viewer; sessionId: string | null }

const channelOf = (audience: Audience): Channel => (audience === 'crm' ? 'crm' : 'portal')

/** The same rights are one viewer, however often they are looked up: what was worked out for them is still there. */
const viewers = new Lately<Viewer>(1_000)
function viewerOf(row: any, channel: Channel, keyPermissions: string[] | null): Viewer {
  const data: ViewerData = { ...row, channel, keyPermissions }, key = JSON.stringify(data)
  return viewers.get(key) ?? viewers.add(key, new Viewer(data))
}

/** A row of `identity` as whoever is at the screen. */
export const personOf = (row: any): Viewer => viewerOf(row, channelOf(row.audience as Audience), null)

/** A person who is taken for whom they were a moment ago. `proof` is what shows that they still are. */
export interface Assumed extends Identified { proof: Proof }
/** The argument of `app.session_stamp`, and what it answered. */
export interface Proof { token: Buffer; stamp: string }

/** How many sessions are remembered, and for how many milliseconds. */
const mostSessions = 1_000, remembered = 60_000

/**
 * The people behind session cookies. Who was behind one lately may be taken for granted while a request is prepared; before anything
 * leaves the house the database has said the same again.
 */
export class Sessions {
  private readonly lately = new Lately<Assumed & { until: number }>(mostSessions)

  constructor(private readonly pool: pg.Pool) {}

  /** The person behind a token, when they belong to this audience. */
  async identify(token: string, audience: Audience): Promise<Identified | null> {
    const hash = hashToken(token), key = hash.toString('base64')
    const { rows: [row] } = await this.pool.query({ name: 'identify-session', text: bySession, values: [hash] })
    this.lately.drop(key)
    if (row?.audience !== audience) return null
    const { stamp, sessionId, ...person } = row
    return this.lately.add(key, { viewer: viewerOf(person, channelOf(audience), null), sessionId, proof: { token: hash, stamp }, until: Date.now() + remembered })
  }

  /** Who was behind a token within the last minute. */
  assume(token: string, audience: Audience): Assumed | undefined {
    const known = this.lately.get(hashToken(token).toString('base64'))
    return known?.viewer.audience === audience && known.until > Date.now() ? known : undefined
  }
}

const keyPattern = /^gx_([0-9a-f]{8})_([\w-]{43})$/

/** The person behind an API key, cut down to what the key lists. */
export async function identifyKey(pool: pg.Pool, key: string, audience: Audience): Promise<Identified | null> {
  const [, prefix, secret] = keyPattern.exec(key) ?? []
  if (!prefix || !secret) return null
  const { rows } = await pool.query({ name: 'identify-key', text: byKey, values: [prefix, hashToken(secret), audience] })
  return rows[0] ? { viewer: viewerOf(rows[0], 'api', rows[0].keyPermissions), sessionId: null } : null
}

/** A person by id, for work that the product does in their name. */
export async function identifyUser(pool: pg.Pool, userId: string): Promise<Viewer | null> {
  const { rows } = await pool.query(byUser, [userId])
  return rows[0] ? viewerOf(rows[0], channelOf(rows[0].audience), null) : null
}
