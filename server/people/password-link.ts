import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { hashToken } from '../access/identify.ts'
import type { Audience } from '../kit/read/registry.ts'

export type Purpose = 'invitation' | 'reset'

/** How long a link to choose a new password is good for. An invitation says its own end. */
const resetMinutes = 60

/** Makes the link's secret; only its hash is kept. A new invitation voids the one before, while each reset link holds its hour: who asks often can't take another's away. */
export async function makeLink(system: pg.Pool, userId: string, purpose: Purpose): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  if (purpose === 'invitation') await system.query(`delete from password_link where user_id = $1 and purpose = 'invitation'`, [userId])
  await system.query(
    `insert into password_link (token_hash, user_id, purpose, expires_at)
     select $1, id, $3, case $3 when 'invitation' then invited_until else now() + make_interval(mins => ${resetMinutes}) end from app_user where id = $2`, [hashToken(token), userId, purpose])
  return token
}

/** The page of a link. The secret stands behind the #, which browsers keep to themselves: no log and no referrer has it. */
export const pageOf = (publicUrl: string, audience: Audience, purpose: Purpose, token: string): string =>
  `${publicUrl.replace(/\/$/, '')}/${audience}/${purpose === 'invitation' ? 'invitation' : 'reset-password'}#${token}`

export interface LinkedPerson { id: string; purpose: Purpose; name: string; email: string; company: string }

/**
 * Whom a link is for, when it still holds: not used, not out of date, not withdrawn, and its person may come in. An invitation holds
 * as long as it says so beside the person's name, and only until they have come in.
 */
const holds = `from password_link l join app_user u on u.id = l.user_id
  where l.token_hash = $1 and u.audience = $2 and l.expires_at > now() and u.active
    and (l.purpose <> 'invitation' or (u.joined_at is null and u.invited_until > now()))
    and (u.partner_id is null or exists (select 1 from partner p where p.id = u.partner_id and p.state = 'Active'))`

export async function findLinked(system: pg.Pool, token: string, audience: Audience): Promise<LinkedPerson | null> {
  const { rows } = await system.query<LinkedPerson>(
    `select u.id, l.purpose, u.name, u.email, coalesce((select p.name from partner p where p.id = u.partner_id), (select value ->> 'name' from installation where key = 'company'), 'Guanxi') as company ${holds}`,
    [hashToken(token), audience])
  return rows[0] ?? null
}

/** Takes a link, so that it is good once: of two who follow it together, one is too late. */
export async function takeLink(client: pg.PoolClient, token: string, audience: Audience): Promise<boolean> {
  const { rowCount } = await client.query(`with held as (select l.token_hash ${holds}) delete from password_link where token_hash in (select token_hash from held)`, [hashToken(token), audience])
  return rowCount === 1
}
