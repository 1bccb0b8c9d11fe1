import type pg from 'pg'
import { identifyUser } from '../../server/access/identify.ts'
import type { Viewer } from '../../server/access/viewer.ts'
import { opening } from '../../server/kit/session.ts'
import { poolOf } from '../../server/orm.ts'
import { type Row, writeCast } from './cast.ts'
import { type TestDatabase, cloneDatabase } from './postgres.ts'

export type Ask = (sql: string, values?: unknown[]) => Promise<Row[]>
type Role = 'staff' | 'partner' | 'system'

/** The cast's database, asked with the login roles that the server uses. */
export interface Walls {
  database: TestDatabase
  pools: Record<Role, pg.Pool>
  viewer(id: string): Promise<Viewer>
  /** Works as a viewer on their login role, in a transaction that is rolled back. */
  as<T>(viewer: Viewer, work: (run: Ask) => Promise<T>): Promise<T>
  /** One statement of a login role with no viewer. */
  bare(role: Role, sql: string): Promise<Row[]>
  close(): Promise<void>
}

export async function openWalls(): Promise<Walls> {
  const database = await cloneDatabase(2)
  await writeCast(database.adminUrl)
  const { databases } = database
  const pools = { staff: await poolOf(databases.staff), partner: await poolOf(databases.partner), system: await poolOf(databases.system) }
  return {
    database, pools,
    async viewer(id) {
      const found = await identifyUser(pools.system, id)
      if (!found) throw new Error(`nobody is ${id}`)
      return found
    },
    async as(viewer, work) {
      const client = await pools[viewer.audience === 'crm' ? 'staff' : 'partner'].connect()
      try {
        await client.query(opening(viewer.settings, 'read write'))
        return await work(async (sql, values) => (await client.query<Row>(sql, values)).rows)
      } finally {
        await client.query('rollback')
        client.release()
      }
    },
    bare: async (role, sql) => (await pools[role].query<Row>(sql)).rows,
    close: () => database.close(),
  }
}
