import type pg from 'pg'
import { identifyKey, identifyUser } from '../../server/access/identify.ts'
import { scopeOf } from '../../server/access/matrix.ts'
import type { Viewer } from '../../server/access/viewer.ts'
import type { App } from '../support/server.ts'
import type { Row, Tables } from '../support/cast.ts'
import { keyWith, tokenOf } from './fill.ts'

/** Somebody who asks, signed in or not. */
export interface Asker {
  name: string
  app: App
  /** As which role its edges count; `anonymous` for those who are nobody here, none for those who are several at once or come with a key. */
  roles: string[]
  viewer: Viewer | null
  headers: Record<string, string>
}

const cookie = (app: App, id: string) => ({ cookie: `guanxi-${app}=${tokenOf(id)}` })
/** What somebody may do by the matrix, whatever the server makes of it. */
export const canAs = ({ viewer }: Pick<Asker, 'viewer'>) => (permission: string): boolean =>
  viewer !== null && (!viewer.data.keyPermissions || viewer.data.keyPermissions.includes(permission)) && scopeOf(viewer.data.roles, permission) !== null

/** Everybody of the cast, their keys, nobody, and those who come with what is another audience's. */
export async function everybody(system: pg.Pool, tables: Tables, names: (id: string) => string): Promise<Asker[]> {
  const people = await Promise.all(tables.app_user!.map(async (row: Row): Promise<Asker> => {
    const app = row.audience as App, viewer = await identifyUser(system, row.id as string)
    if (!viewer) throw new Error(`nobody is ${row.id}`)
    return { name: names(viewer.userId), app, roles: (row.roles as string[]).length === 1 ? row.roles as string[] : [], viewer, headers: cookie(app, viewer.userId) }
  }))
  // a key may ask so often a minute: keys of one owner and the same permissions take turns
  const alike = new Map<string, Row[]>()
  for (const row of tables.api_key!.filter(({ revoked_at }) => !revoked_at)) { const kind = `${row.user_id} ${row.permissions}`; alike.set(kind, [...(alike.get(kind) ?? []), row]) }
  const keys = await Promise.all([...alike.values()].map(async ([row, ...more]): Promise<Asker> => {
    const owner = people.find(({ viewer }) => viewer!.userId === row!.user_id)!, turns = [row!, ...more].map(({ prefix }) => keyWith(prefix as string))
    const found = await identifyKey(system, turns[0]!, owner.app)
    if (!found) throw new Error(`the key ${row!.name} opens nothing`)
    let turn = 0
    return { name: `${names(row!.id as string)}, a key of ${owner.name}`, app: owner.app, roles: [], viewer: found.viewer, get headers() { return { authorization: `Bearer ${turns[turn++ % turns.length]}` } } }
  }))
  const strangers = (['crm', 'partner'] as const).flatMap((app): Asker[] => {
    const other = people.find((one) => one.app !== app)!
    return [
      { name: `nobody at ${app}`, app, roles: ['anonymous'], viewer: null, headers: {} },
      { name: `${other.name} at ${app}`, app, roles: ['anonymous'], viewer: null, headers: { cookie: `guanxi-${app}=${tokenOf(other.viewer!.userId)}` } },
    ]
  })
  return [...people, ...keys, ...strangers]
}
