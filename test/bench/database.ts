import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { hashPassword } from '../../server/access/password.ts'
import { type EmbeddedPostgres, startPostgres } from '../../server/boot/postgres.ts'
import { migrate } from '../../server/orm.ts'
import { fillWorld, statements } from './world.ts'

export const secret = 'the bench has nothing to hide, but at length'
export const password = 'bench-password'

const hashOf = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex')
type Made = Record<string, string>
/** What a company is made from: its statements, and the migrations. */
const ingredients = (scale: number): Made => ({
  company: hashOf(JSON.stringify(statements(scale))),
  ...Object.fromEntries(readdirSync('migrations').sort().map((name) => [name, hashOf(readFileSync(path.join('migrations', name)))]).filter(([name]) => /^\d/.test(name!))),
})
/** A kept company can still be used when it only lacks migrations, which are run on it as on anybody's. */
function usable(made: string, now: Made): boolean {
  if (!existsSync(made)) return false
  const then = JSON.parse(readFileSync(made, 'utf8')) as Made
  return Object.entries(then).every(([name, hash]) => now[name] === hash)
}

/** Counts what every contender asks of the database. */
const counting = ['-c', 'shared_preload_libraries=pg_stat_statements', '-c', 'pg_stat_statements.track_utility=off']

/** The synthetic company of a size on an embedded PostgreSQL, made at the first run and kept until what makes it changes. */
export async function openWorld(scale: number, log: (line: string) => void, folder = path.resolve('.guanxi-bench', `scale-${scale}`)): Promise<EmbeddedPostgres> {
  const made = path.join(folder, 'made.json')
  // taken before: what is edited meanwhile is not what this company was made from
  const now = ingredients(scale), kept = usable(made, now)
  if (!kept) rmSync(folder, { recursive: true, force: true })
  const database = await startPostgres({ dataFolder: folder, log, flags: counting })
  try {
    await migrate(database.adminUrl, secret)
    if (!kept) {
      log(`Making the company at scale ${scale}; it is kept in ${path.relative('.', folder)} for later runs …`)
      await withClient(database.adminUrl, (client) => fill(client, scale, log))
    } else await withClient(database.adminUrl, forgetRuns)
    writeFileSync(made, JSON.stringify(now))
    return database
  } catch (error) {
    await database.stop()
    throw error
  }
}

/** What earlier runs told the trail is of no use to this one, and would grow with each. */
const forgetRuns = async (client: pg.Client): Promise<void> => { await client.query('begin; set local session_replication_role = replica; truncate audit_entry, audit_block, mutation_receipt; commit') }

async function fill(client: pg.Client, scale: number, log: (line: string) => void): Promise<void> {
  await client.query('create extension pg_stat_statements')
  await fillWorld(client, scale, log)
  await client.query('insert into credential (user_id, password_hash) select id, $1 from app_user', [await hashPassword(password)])
}

/** A connection of the superuser's for as long as the work takes. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
