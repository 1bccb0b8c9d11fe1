// The server's start, step by step. What fails says what to do; what was started is stopped again.
import 'reflect-metadata'
import { flushCompileCache } from 'node:module'
import { openDatabase } from './boot/database.ts'
import { type NotedDemo, forgetDemo, noteDemo, notedDemo } from './boot/demo-note.ts'
import { checkListening, isLoopback } from './boot/listening.ts'
import { type Settings, readSettings } from './boot/settings.ts'
import { SetupError } from './boot/setup-error.ts'
import { Running } from './boot/stopping.ts'
import { demoPassword, demoSignIns } from './demo/cast.ts'
import { holdsDemo, isEmpty, seedDemo } from './demo/index.ts'

const log = (line: string) => console.log(line)
const running = new Running()
/** All that takes long to load, while PostgreSQL starts. */
const loadServer = async () => ({ ...await import('./orm.ts'), ...await import('./http.ts') })

async function start(): Promise<void> {
  const settings = readSettings()
  await checkListening(settings.host, settings.port)

  log(settings.databaseUrl ? 'Connecting to the database …' : 'Starting the database …')
  let loading: ReturnType<typeof loadServer> | undefined
  const load = () => loading ??= loadServer()
  const database = await openDatabase(settings, log, fail, () => void load().catch(() => { /* told to the one who waits for it */ }))
  running.add(database.stop)
  const { adminUrl } = database
  const { migrate, openDatabases, serve } = await load()

  log('Bringing the database up to date …')
  await migrate(adminUrl, settings.secret)
  const demo = await fill(settings, adminUrl)

  const databases = await openDatabases(adminUrl, settings.secret, settings.poolSize)
  running.add(() => databases.close())
  const server = await serve({ settings, databases, adminUrl })
  running.add(() => server.close())
  announce(settings, demo)
  // what was compiled, for the next start
  flushCompileCache()
}

/** Fills an empty database when that is asked for. Returns the demo's keys when the demo is in it. */
async function fill(settings: Settings, adminUrl: string): Promise<NotedDemo | undefined> {
  const empty = await isEmpty(adminUrl)
  if (empty) forgetDemo(settings)
  const seeded = notedDemo(settings)
  const seeding = empty && settings.seed === 'demo'
  const forOthers = !isLoopback(settings.host) || !isLoopback(new URL(settings.publicUrl).hostname)
  if (forOthers && (seeding || await holdsDemo(adminUrl))) {
    throw new SetupError(
      'The passwords of the demo are known to everyone, so it is only served to this computer: leave HOST at 127.0.0.1 and PUBLIC_URL unset, ' +
        'or start with GUANXI_SEED=none and an empty GUANXI_DATA (or a DATABASE_URL).',
    )
  }
  if (!seeding) return seeded

  log('Filling the empty database with the demo …')
  const keys = await seedDemo({ adminUrl, secret: settings.secret, log })
  noteDemo(settings, keys)
  return keys
}

function announce({ publicUrl }: Settings, demo: NotedDemo | undefined): void {
  log(`\nGuanxi is ready after ${process.uptime().toFixed(1)} s.\n`)
  log(`  Staff           ${publicUrl}/crm`)
  log(`  Partner portal  ${publicUrl}/partner`)
  if (demo) log(`\n  Everybody's password is ${demoPassword}`)
  if (demo?.staffKey) {
    for (const [app, email, what] of demoSignIns) log(`  ${app.padEnd(9)} ${email.padEnd(27)} ${what}`)
    log(`\n  API key, staff    ${demo.staffKey}`)
    log(`  API key, partner  ${demo.partnerKey}`)
  }
  log('\nCtrl-C stops it.')
}

function fail(error: unknown): void {
  console.error(error instanceof SetupError ? `\n${error.message}` : error)
  void running.end(1)
}

// a mistake of ours, which ends the work that it belongs to and nobody else's
process.on('unhandledRejection', (error) => console.error('A failure that nobody waited for:', error))
running.stopOnSignals(log)
start().catch(fail)
