import pg from 'pg'
import { findRunningPostgres, startPostgres } from './postgres.ts'
import type { Settings } from './settings.ts'
import { SetupError } from './setup-error.ts'

export interface Database {
  /** Address with the rights to create roles and tables. */
  adminUrl: string
  stop(): Promise<void>
}

const notOurs = async () => {}

/** The database that the server runs on: the one of DATABASE_URL, else the embedded one, started for us. `meanwhile` is called as soon as there is nothing to do but wait for it. */
export async function openDatabase(settings: Settings, log: (line: string) => void, onLost: (error: unknown) => void, meanwhile = () => {}): Promise<Database> {
  if (settings.databaseUrl) {
    const checked = checkDatabase(settings.databaseUrl)
    meanwhile()
    await checked
    return { adminUrl: settings.databaseUrl, stop: notOurs }
  }
  return startPostgres({ dataFolder: settings.dataFolder, log, onLost, meanwhile })
}

/** The same for a single command, which may share the embedded database with a server that is already running. */
export async function borrowDatabase(settings: Settings, log: (line: string) => void): Promise<Database> {
  const running = settings.databaseUrl ? undefined : findRunningPostgres(settings.dataFolder)
  if (running) return { adminUrl: running, stop: notOurs }
  return openDatabase(settings, log, (error) => log(String(error)))
}

async function checkDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    const reason = (error as Error).message || (error as NodeJS.ErrnoException).code
    throw new SetupError(`DATABASE_URL: the database at ${new URL(url).host} cannot be used: ${reason}.`)
  }
  try {
    const { rows } = await client.query(`
      select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
             rolcreaterole or rolsuper as may_create_roles
      from pg_roles where rolname = current_user`)
    const { version, encoding, may_create_roles: mayCreateRoles } = rows[0]
    if (version < 150_000) throw new SetupError(`DATABASE_URL: PostgreSQL 15 or later is needed; this is ${Math.floor(version / 10_000)}.`)
    if (encoding !== 'UTF8') throw new SetupError(`DATABASE_URL: the database must have the encoding UTF8; this one has ${encoding}.`)
    if (!mayCreateRoles) throw new SetupError('DATABASE_URL: its user must be allowed to create roles (alter role … createrole).')
  } finally {
    await client.end()
  }
}
