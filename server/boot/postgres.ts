import { readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { makeDataFolder } from './kept-secret.ts'
import { withLock } from './lock.mjs'
import { ensureCluster, passwordFile } from './postgres-cluster.ts'
import { explainFailure, oldBackendsLinger, portWasTaken } from './postgres-failure.ts'
import { liveServer, removeForeignPidFile } from './postgres-pidfile.ts'
import { type Place, embeddedPrograms, findPlace } from './postgres-place.ts'
import { LaunchFailure, type PostgresProcess, launch } from './postgres-process.ts'
import { SetupError } from './setup-error.ts'

export interface EmbeddedPostgres {
  /** Superuser's address of the database "guanxi". */
  adminUrl: string
  stop(): Promise<void>
}

interface Options {
  /** The folder around the database's own: `.guanxi`. */
  dataFolder: string
  log(line: string): void
  /** Told when PostgreSQL died and could not be started again. */
  onLost?(error: unknown): void
  /** Called when it has been started and does not take connections yet. */
  meanwhile?(): void
  /** Folder of other PostgreSQL programs than the embedded ones. */
  programs?: string
  /** More arguments for postgres. */
  flags?: string[]
}

const databaseName = 'guanxi'
/** Longer than it takes to make a database, or to bring one back after a crash, in ms. */
const patience = 120_000
const dataOf = (dataFolder: string) => path.join(dataFolder, 'postgres')
const urlOf = (password: string, port: number, database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`

/** Superuser's address of the embedded database when a server is already running on this data folder. */
export function findRunningPostgres(dataFolder: string): string | undefined {
  try {
    const data = dataOf(dataFolder)
    const found = liveServer(realpathSync(data))
    return found?.ready ? urlOf(readFileSync(passwordFile(data), 'utf8').trim(), found.port, databaseName) : undefined
  } catch {
    return undefined
  }
}

/** Starts the embedded PostgreSQL on its data folder, making the database at the first start. Restarts it when it dies. Of two starts at once the second is told of the first. */
export function startPostgres(options: Options): Promise<EmbeddedPostgres> {
  makeDataFolder(options.dataFolder)
  const data = dataOf(options.dataFolder), lock = `${data}.lock`
  return withLock('the start of the database', () => startAlone(options, data), lock, (waited) => {
    if (waited > patience) throw new SetupError(`Another process has been starting the database in ${data} for a long time. Stop it; if there is none, delete ${lock}.`)
  })
}

async function startAlone(options: Options, data: string): Promise<EmbeddedPostgres> {
  const place = findPlace(options.programs ?? embeddedPrograms(), data)
  await waitForPredecessor(place, options.log)
  const password = ensureCluster(place, data)
  removeForeignPidFile(place.data)

  const started = await launchOnFreePort(place, data, options)
  const { port } = started
  let { server } = started
  await ensureDatabase(urlOf(password, port, 'postgres'))

  let stopping = false
  let deaths: number[] = []
  const keepAlive = async () => {
    for (;;) {
      await server.ended
      if (stopping) return
      deaths = [...deaths.filter((time) => Date.now() - time < 60_000), Date.now()]
      // whatever kills it will do so again
      if (deaths.length > 10) throw explainFailure('The database dies again and again', readFileSync(logOf(data), 'utf8'), place.data)
      options.log('The database ended unexpectedly; starting it again …')
      server = await relaunch({ place, port, logFile: logOf(data), flags: options.flags ?? [] })
      if (stopping) return server.stop()
      options.log('The database is back.')
    }
  }
  const kept = keepAlive().catch((error) => options.onLost?.(error))

  return {
    adminUrl: urlOf(password, port, databaseName),
    async stop() {
      stopping = true
      await server.stop()
      await kept
    },
  }
}

const logOf = (data: string) => `${data}.log`

/** A server whose Guanxi was killed stops by itself, as soon as its data are on the disk; any other one belongs to a Guanxi that still runs. */
async function waitForPredecessor(place: Place, log: (line: string) => void): Promise<void> {
  let deadline = Date.now() + 6_000
  const patience = Date.now() + 60_000
  for (let told = false; ; told = true) {
    const found = liveServer(place.data)
    if (!found) return
    if (found.stopping) deadline = patience
    if (Date.now() > deadline) {
      throw new SetupError(
        `Another Guanxi is running on ${place.data} (PostgreSQL is process ${found.pid}, port ${found.port}). ` +
          'Stop it first, or give this one a folder of its own with GUANXI_DATA.',
      )
    }
    if (!told) log('Waiting for the PostgreSQL of the previous run to stop …')
    await sleep(100)
  }
}

async function launchOnFreePort(place: Place, data: string, { flags = [], meanwhile }: Options): Promise<{ server: PostgresProcess; port: number }> {
  const portFile = `${data}.port`
  let port = await freePort(keptPort(portFile))
  for (let attempt = 1; ; attempt++) {
    try {
      const server = await launch({ place, port, logFile: logOf(data), flags, meanwhile })
      writeFileSync(portFile, String(port))
      return { server, port }
    } catch (error) {
      if (!(error instanceof LaunchFailure)) throw error
      if (attempt === 5) throw explainFailure('The database could not be started', error.message, place.data)
      if (portWasTaken(error.message)) port = await freePort(0)
      else if (oldBackendsLinger(error.message)) await sleep(500)
      else throw explainFailure('The database could not be started', error.message, place.data)
    }
  }
}

/** Tries for about a minute: a full disk or a lack of memory may pass. */
async function relaunch(again: Parameters<typeof launch>[0]): Promise<PostgresProcess> {
  for (let attempt = 1; ; attempt++) {
    await sleep(Math.min(100 * 2 ** attempt, 10_000))
    try {
      return await launch(again)
    } catch (error) {
      if (!(error instanceof LaunchFailure)) throw error
      if (attempt === 12) throw explainFailure('The database could not be started again', error.message, again.place.data)
    }
  }
}

function keptPort(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0
  } catch {
    return 0
  }
}

/** The wanted port when nobody listens there, else one that the system picks. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', () => (wanted ? resolve(freePort(0)) : reject(new SetupError('No port is free on 127.0.0.1.'))))
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}
