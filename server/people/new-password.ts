import { hashPassword } from '../access/password.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { type LinkedPerson, type Purpose, findLinked, takeLink } from './password-link.ts'
import { refuseWeak } from './password-rule.ts'

const store = `insert into credential (user_id, password_hash) values ($1, $2) on conflict (user_id) do update set password_hash = excluded.password_hash, changed_at = now()`

interface Change {
  person: { id: string; name: string; email: string }
  password: string
  /** The session in which it is changed goes on. */
  kept?: string | null
  /** Whether it replaces one: then the person is told, and signed out elsewhere. */
  replaces: boolean
  /** What the trail calls it. */
  action: string
  link?: string
  /** What the person calls themselves, where they may say so. */
  name?: string | null
}

/** Gives a person a new password, all or nothing, on the system's connection: nobody else may touch one. */
export async function setPassword({ door }: RequestContext, { person, password, kept, replaces, action, link, name }: Change): Promise<void> {
  const hash = await hashPassword(password)
  const client = await door.system.connect()
  try {
    // what changes in here is in the person's own name
    await client.query('begin')
    await client.query(`select set_config('app.user_id', $1, true), set_config('app.channel', $2, true)`, [person.id, door.audience === 'crm' ? 'crm' : 'portal'])
    if (link && !(await takeLink(client, link, door.audience))) throw new UserError('LINK_INVALID', ['token'])
    await client.query(store, [person.id, hash])
    if (name) await client.query('update app_user set name = $2 where id = $1', [person.id, name])
    await client.query('delete from password_link where user_id = $1', [person.id])
    if (replaces) {
      await client.query('delete from session where user_id = $1 and id is distinct from $2', [person.id, kept ?? null])
      await client.query(`insert into mail (kind, user_id) values ('password_changed', $1)`, [person.id])
    }
    await client.query('select app.audit_act_as($1, $2, $3)', [person.id, door.audience === 'crm' ? 'crm' : 'portal', action])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** Whom a link is for, when it is for this purpose and the password will do. */
export async function linkedPerson({ door }: RequestContext, token: string, purpose: Purpose, password: string): Promise<LinkedPerson> {
  const person = await findLinked(door.system, token, door.audience)
  if (person?.purpose !== purpose) throw new UserError('LINK_INVALID', ['token'])
  await refuseWeak(password, person)
  return person
}
