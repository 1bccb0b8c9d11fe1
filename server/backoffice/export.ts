import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { exportTables } from './export-tables.ts'

export interface Manifest { date: string; takenAt: string; files: { file: string; rows: number; bytes: number; sha256: string }[] }
/** Begins with a dot: no file and no listing of ours shows it. */
const unfinished = '.unfinished-'
export const manifestName = 'manifest.json'
export const exportsIn = (dataFolder: string): string => path.join(dataFolder, 'exports')
export const isDay = (name: string): boolean => /^\d{4}-\d\d-\d\d$/.test(name)

/**
 * Writes the business tables as CSV, all as they are at one moment, into a folder of the day. It is filled under another name and then
 * renamed: whoever finds a folder finds it whole, whatever was killed meanwhile. Null when the day has one already and none anew is wanted,
 * or when somebody else is writing it.
 */
export async function writeExport({ adminUrl, dataFolder, keepDays = 14, anew = false }: { adminUrl: string; dataFolder: string; keepDays?: number; anew?: boolean }): Promise<Manifest | null> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'guanxi export' }), root = exportsIn(dataFolder)
  await client.connect()
  try {
    const { rows: [alone] } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(hashtextextended('guanxi export', 0)) as mine`)
    if (!alone!.mine) return null
    await mkdir(root, { recursive: true })
    // nobody else writes: what is there unfinished was broken off
    for (const name of await readdir(root)) if (name.startsWith(unfinished)) await rm(path.join(root, name), { recursive: true, force: true })
    await client.query('begin isolation level repeatable read read only')
    const { rows: [now] } = await client.query<{ day: string; at: string }>(`select app.today()::text as day, to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at`)
    const days = (await readdir(root)).filter(isDay)
    if (days.includes(now!.day) && !anew) return null
    const folder = path.join(root, `${unfinished}${randomBytes(6).toString('hex')}`)
    await mkdir(folder)
    const manifest: Manifest = { date: now!.day, takenAt: now!.at, files: [] }
    for (const { name, table, columns } of exportTables) manifest.files.push(await copyOut(client, `copy (select ${columns.split(' ').join(', ')} from ${table} order by 1, 2) to stdout (format csv, header)`, folder, `${name}.csv`))
    await client.query('rollback')
    await writeFile(path.join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`)
    await put(folder, path.join(root, now!.day))
    const earlier = days.filter((day) => day !== now!.day).sort()
    for (const day of earlier.slice(0, Math.max(0, earlier.length + 1 - keepDays))) await rm(path.join(root, day), { recursive: true })
    return manifest
  } finally {
    await client.end()
  }
}

async function copyOut(client: pg.Client, sql: string, folder: string, file: string): Promise<Manifest['files'][number]> {
  const hash = createHash('sha256'), target = path.join(folder, file), source = client.query(copyTo(sql))
  let bytes = 0
  await pipeline(source, new Transform({ transform(chunk: Buffer, _, next) { hash.update(chunk); bytes += chunk.length; next(null, chunk) } }), createWriteStream(target))
  const handle = await open(target)
  // on the disk before the folder has its name
  await handle.sync()
  await handle.close()
  return { file, rows: source.rowCount, bytes, sha256: hash.digest('hex') }
}

/** A folder can't be renamed over one that is not empty: the one of before makes room, and is gone with the next clean-up if it must be. */
async function put(folder: string, at: string): Promise<void> {
  const before = path.join(path.dirname(at), `${unfinished}before-${randomBytes(6).toString('hex')}`)
  const replaced = await rename(at, before).then(() => true, () => false)
  await rename(folder, at)
  if (replaced) await rm(before, { recursive: true, force: true })
}
