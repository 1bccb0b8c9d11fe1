import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { type OperationDefinitionNode, Kind } from 'graphql'
import type { Door } from '../context.ts'
import { newId } from '../kit/ids.ts'
import type { Audience } from '../kit/read/registry.ts'
import { type Identified, active, hashToken, identity, personOf } from './identify.ts'
import { scopeOf } from './matrix.ts'

/** An administrator looks at the product as somebody else, for so long at most; then the cookie is only good for being told that it is over. */
const viewSeconds = 30 * 60
export const viewCookieSeconds = 24 * 3600
export const viewCookie = (audience: Audience): string => `${audience}-view`

/** A look as somebody else that is going on. */
export interface View { id: string; by: { id: string; name: string }; until: Date }

// the administrator's own session is needed all along: the look hangs on it, and the browser must still hold it
const byView = `
  select ${identity}, v.id as "viewId", v.expires_at as until, a.id as "byId", a.name as "byName", a.roles as "byRoles"
  from view_as v join session s on s.id = v.session_id join app_user a on a.id = s.user_id join app_user u on u.id = v.user_id
  where v.token_hash = $1 and v.expires_at > now() and s.token_hash = $2 and s.expires_at > now() and a.active and ${active}`

/** The person as whom somebody looks; null when the look is over, and then the request is nobody's. */
export async function identifyView(pool: pg.Pool, token: string, ownToken: string | undefined, audience: Audience): Promise<(Identified & { view: View }) | null> {
  const { rows: [row] } = await pool.query({ name: 'identify-view', text: byView, values: [hashToken(token), ownToken ? hashToken(ownToken) : null] })
  if (row?.audience !== audience || scopeOf(row.byRoles as string[], 'access:viewas') === null) return null
  const { viewId, until, byId, byName, byRoles: _, ...person } = row
  return { viewer: personOf({ ...person, viewedBy: byId }), sessionId: null, view: { id: viewId, until, by: { id: byId, name: byName } } }
}

/** Begins a look from a session, told in the trail. Returns the cookie's token and when it ends; null when there is nobody to look as. */
export async function beginView(pool: pg.Pool, { sessionId, by, userId, reason }: { sessionId: string; by: string; userId: string; reason: string }): Promise<{ token: string; until: Date; audience: Audience } | null> {
  const token = randomBytes(32).toString('base64url'), id = newId()
  const { rows: [begun] } = await pool.query(
    `with over as (delete from view_as where expires_at < now()),
      begun as (insert into view_as (id, token_hash, session_id, user_id, reason, expires_at)
        select $1, $2, $3, u.id, $5, now() + make_interval(secs => ${viewSeconds}) from app_user u where u.id = $4 and ${active} returning id, user_id, expires_at),
      told as materialized (select app.audit_act_as($6, 'crm', 'viewAs', 'user', user_id, jsonb_build_object('view', id, 'reason', $5::text, 'until', expires_at)) from begun)
    select b.expires_at as until, u.audience, (select count(*) from told) as told from begun b join app_user u on u.id = b.user_id`,
    [id, hashToken(token), sessionId, userId, reason, by])
  return begun ? { token, until: begun.until, audience: begun.audience } : null
}

/** Ends the look that a request belongs to, if it does, at once; told in the trail. Says whether there was one. */
export async function endView({ view, system, audience, setViewCookie }: Door): Promise<boolean> {
  if (!view) return false
  await system.query(
    `with over as (delete from view_as where id = $1 returning id, user_id) select app.audit_act_as($2, 'crm', 'endViewAs', 'user', user_id, jsonb_build_object('view', id)) from over`, [view.id, view.by.id])
  setViewCookie(audience, null)
  return true
}

/** What may be asked for while looking on: the way out, as the apps ask for it. */
const waysOut = ['endViewAs', 'signOut', '__typename']
/** Whether an operation would change something; spreads are not followed, for a way out needs none. */
export const changesSomething = ({ operation, selectionSet }: OperationDefinitionNode): boolean =>
  operation === 'mutation' && selectionSet.selections.some((selection) => selection.kind !== Kind.FIELD || !waysOut.includes(selection.name.value))
