import { MikroORM } from '@mikro-orm/postgresql'
import { Migrator } from '@mikro-orm/migrations'
import pg from 'pg'
import { applyPolicies, ensureRoles, rolePassword } from './access/apply.ts'
import { type LoginRole, loginRoles } from './access/policies.ts'
import { entities, personal, policies } from './records.ts'
import { migrationsList } from '../migrations/index.ts'

export interface Databases {
  staff: MikroORM
  partner: MikroORM
  /** Sign-in, sessions and jobs: sees every row, so no viewer's request ever runs on it. */
  system: MikroORM
  adminUrl: string
  close(): Promise<void>
}

/** Milliseconds after which PostgreSQL gives up on a statement, or on waiting for a lock. */
const statementTimeout = 5_000, lockTimeout = 2_000
/** Milliseconds after which whoever waits for a connection is told that none is free. */
const connectionTimeout = 5_000

const discovery = { warnWhenNoEntities: false }

/** Every migration that there is, in order. */
export const migrationNames = migrationsList.map(({ name }) => name)

/** Brings a database to this version: login roles, migrations, then grants, policies and the matrix. Safe to run at every start, and by several nodes at once. With `upTo` it stops after that migration: tables as they were then, not open to anybody yet. */
export async function migrate(adminUrl: string, secret: string, upTo?: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('guanxi migration'))`)
    await ensureRoles(client, secret)
    if (upTo || !(await isMigrated(client))) await runMigrations(adminUrl, upTo)
    if (!upTo) await applyPolicies(client, policies, personal)
  } finally {
    await client.end()
  }
}

/** Whether every migration has run here: nearly every start finds that nothing is to be done. */
async function isMigrated(client: pg.Client): Promise<boolean> {
  const { rows: [begun] } = await client.query<{ is: boolean }>(`select to_regclass('public.migration') is not null as is`)
  if (!begun!.is) return false
  const { rows } = await client.query<{ name: string }>('select name from public.migration')
  const ran = new Set(rows.map(({ name }) => name))
  return migrationNames.every((name) => ran.has(name))
}

async function runMigrations(adminUrl: string, upTo: string | undefined): Promise<void> {
  // migrations are SQL: they know no records
  const orm = new MikroORM({ entities: [], discovery, clientUrl: adminUrl, extensions: [Migrator], migrations: { migrationsList, snapshot: false, tableName: 'migration' },
    // an owner who happens to be called like one of our schemas must not get the tables there
    driverOptions: { options: '-c search_path=public' }, logger: () => undefined })
  try {
    await orm.migrator.up(upTo ? { to: upTo } : undefined)
  } finally {
    await orm.close()
  }
}

function urlFor(adminUrl: string, role: LoginRole, secret: string): string {
  const url = new URL(adminUrl)
  url.username = loginRoles[role]
  url.password = rolePassword(secret, loginRoles[role])
  return url.toString()
}

const open = async (adminUrl: string, role: LoginRole, secret: string, poolSize: number, known: typeof entities | []): Promise<MikroORM> => {
  // made so, it does not look for packages that might be installed beside it, which would load another copy of itself
  const orm = new MikroORM({
    entities: known, discovery, clientUrl: urlFor(adminUrl, role, secret), pool: { min: 1, max: poolSize }, ensureDatabase: false, forceUtcTimezone: true,
    // parallel root fields share one connection: what they ask travels together
    driverOptions: { pipeline: true, connectionTimeoutMillis: connectionTimeout, statement_timeout: statementTimeout, lock_timeout: lockTimeout, options: '-c TimeZone=UTC', application_name: `guanxi ${role}` },
  })
  return orm
}

/** One connection pool per login role. */
export async function openDatabases(adminUrl: string, secret: string, poolSize: number): Promise<Databases> {
  const staff = await open(adminUrl, 'staff', secret, poolSize, entities)
  const partner = await open(adminUrl, 'partner', secret, poolSize, entities)
  // only ever asked in SQL
  const system = await open(adminUrl, 'system', secret, Math.max(2, Math.ceil(poolSize / 2)), [])
  return { staff, partner, system, adminUrl, close: async () => { await Promise.all([staff.close(), partner.close(), system.close()]) } }
}

/** The pool under an ORM, for reads that are planned as one statement. */
export const poolOf = async (orm: MikroORM): Promise<pg.Pool> => (await orm.em.getConnection().getNativeClient()) as unknown as pg.Pool
