import { randomBytes } from 'node:crypto'
import { hashToken } from '../access/identify.ts'
import { deviceSeconds, sessionSeconds } from '../access/session-cookie.ts'
import type { Viewer } from '../access/viewer.ts'
import type { RequestContext } from '../context.ts'
import { newId } from '../kit/ids.ts'

/** Starts a session for somebody who has proven who they are, and knows their device from now on. The trail is told of the second step, if there was one. */
export async function startSession({ door, locale }: RequestContext, viewer: Viewer, step?: 'code' | 'recoveryCode'): Promise<Viewer> {
  const token = randomBytes(32).toString('base64url')
  await door.system.query(
    `with ended as (delete from session where id = $6 or expires_at < now()), seen as (update app_user set last_seen_at = now() where id = $3),
       challenged as (delete from sign_in_challenge where expires_at < now()), counted as (delete from rate_limit where expire < extract(epoch from now()) * 1000),
       begun as (insert into session (id, token_hash, user_id, expires_at, address, agent) values ($1, $2, $3, now() + make_interval(secs => ${sessionSeconds}), $4, $5) returning user_id)
     select app.audit_act_as(user_id, $7, 'signIn', 'user', user_id, $8) from begun`,
    [newId(), hashToken(token), viewer.userId, door.address, door.agent.slice(0, 300), door.sessionId, viewer.data.channel, step && { step }])
  door.setCookie(token)
  await rememberDevice(door, viewer.userId)
  return viewer.in(locale)
}

async function rememberDevice({ system, device, setDevice }: RequestContext['door'], userId: string): Promise<void> {
  // a mark that no account knows was made up by somebody else
  const known = device !== null && (await system.query('select 1 from known_device where token_hash = $1 limit 1', [hashToken(device)])).rowCount
  const mark = known ? device : randomBytes(32).toString('base64url')
  await system.query(
    `with forgotten as (delete from known_device where user_id = $1 and seen_at < now() - make_interval(secs => ${deviceSeconds}))
     insert into known_device (user_id, token_hash) values ($1, $2) on conflict (user_id, token_hash) do update set seen_at = now()`, [userId, hashToken(mark)])
  setDevice(mark)
}

/** The device's mark, where the account with this address knows it. */
export async function knownDevice({ system, device }: RequestContext['door'], email: string): Promise<string | null> {
  const { rowCount } = await system.query(
    `select 1 from known_device d join app_user u on u.id = d.user_id where lower(u.email) = $1 and d.token_hash = $2 and d.seen_at > now() - make_interval(secs => ${deviceSeconds})`,
    [email, hashToken(device ?? '')])
  return rowCount ? device : null
}
