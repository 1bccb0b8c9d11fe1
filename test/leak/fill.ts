import { createHash } from 'node:crypto'
import type pg from 'pg'
import { type Tables, inserting } from '../support/cast.ts'
import { kept } from './catalog.ts'

const hash = (token: string) => `\\x${createHash('sha256').update(token).digest('hex')}`
/** The token of a person's session, and a whole key: known from the row, so that nobody need sign in. */
export const tokenOf = (userId: string): string => `session-of-${userId}`
const secretOf = (prefix: string): string => `secret${prefix}`.padEnd(43, 'x')
export const keyWith = (prefix: string): string => `gx_${prefix}_${secretOf(prefix)}`

/** The same doors in every world: everybody has one session, and keys that were planted work. */
export function withDoors(tables: Tables): Tables {
  return {
    ...tables,
    session: tables.app_user!.map(({ id }) => ({ ...tables.session?.find((row) => row.user_id === id), id, token_hash: hash(tokenOf(id)), user_id: id, created_at: '2026-01-01', seen_at: '2100-01-01', expires_at: '2100-01-01' })),
    // touched long after now, so that nobody's request moves it
    api_key: tables.api_key!.map((row) => ({ ...row, last_used_at: '2100-01-01', expires_at: '2100-01-01' })),
    api_key_secret: tables.api_key!.map(({ id, prefix }) => ({ api_key_id: id, secret_hash: hash(secretOf(prefix as string)) })),
  }
}

/** Makes a database hold these rows and no others. */
export async function refill(admin: pg.Client, tables: Tables, tries = 5): Promise<void> {
  const names = Object.keys(tables).filter((table) => !kept.includes(table))
  await admin.query('begin; set local session_replication_role = replica')
  try {
    const { rows } = await admin.query(`select string_agg(quote_ident(tablename), ', ') as all from pg_tables where schemaname = 'public' and not tablename = any ($1)`, [kept])
    await admin.query(`truncate ${rows[0].all}`)
    for (const table of names.filter((name) => tables[name]!.length)) {
      const [sql, values] = inserting(table, tables[table]!)
      await admin.query(`${sql.replace(') select', ') overriding system value select')} on conflict do nothing`, values)
    }
    if (tables.installation) await admin.query(`insert into installation select * from json_populate_recordset(null::installation, $1) on conflict (key) do nothing`, [JSON.stringify(tables.installation)])
    await admin.query('commit')
  } catch (error) {
    await admin.query('rollback')
    // a job of the server's was at work on the same tables
    if ((error as pg.DatabaseError).code === '40P01' && tries > 1) return refill(admin, tables, tries - 1)
    throw error
  }
}

/** All rows of a database, as JSON has them. */
export async function dump(admin: pg.Client, names: string[]): Promise<Tables> {
  const tables: Tables = {}
  for (const table of names) tables[table] = (await admin.query(`select coalesce(json_agg(t), '[]') as rows from ${table} t`)).rows[0].rows
  return tables
}
