// The server's start, step by step. What fails says what to do; what was started is stopped again.
import 'reflect-metadata'
import { openDatabase } from './boot/database.ts'
import { type DemoKeys, forgetDemo, noteDemo, notedDemo } from './boot/demo-note.ts'
import { checkListening, isLoopback } from './boot/listening.ts'
import { type Settings, readSettings } from './boot/settings.ts'
import { SetupError } from './boot/setup-error.ts'
import { Running } from './boot/stopping.ts'
import { isEmpty, seedDemo } from './demo/index.ts'
import { serve } from './http.ts'
import { migrate, openDatabases } from './orm.ts'

const log = (line: string) => console.log(line)
const running = new Running()

async function start(): Promise<void> {
  const settings = readSettings()
  await checkListening(settings.HOST, settings.PORT)

  log(settings.DATABASE_URL ? 'Connecting to the database …' : 'Starting the database …')
  const database = await openDatabase(settings, log, fail)
  running.add(database.stop)
  const { adminUrl } = database

  log('Bringing the database up to date …')
  await migrate(adminUrl, settings.GUANXI_SECRET)
  const demo = await fill(settings, adminUrl)

  const databases = await openDatabases(adminUrl, settings.GUANXI_SECRET, settings.POOL_SIZE)
  running.add(() => databases.close())
  const server = await serve({ settings, databases, adminUrl })
  running.add(() => server.close())
  announce(settings, demo)
}

/** Fills an empty database when that is asked for. Returns the demo's keys when the demo is in it. */
async function fill(settings: Settings, adminUrl: string): Promise<DemoKeys | undefined> {
  const empty = await isEmpty(adminUrl)
  if (empty) forgetDemo(settings)
  const seeded = notedDemo(settings)
  const seeding = empty && settings.GUANXI_SEED === 'demo'
  if ((seeded || seeding) && !isLoopback(settings.HOST)) {
    throw new SetupError(
      'The passwords of the demo are known to everyone, so it is only served to this computer: leave HOST at 127.0.0.1, ' +
        'or start with GUANXI_SEED=none and an empty GUANXI_DATA (or a DATABASE_URL).',
    )
  }
  if (!seeding) return seeded

  log('Filling the empty database with the demo …')
  const keys = await seedDemo({ adminUrl, secret: settings.GUANXI_SECRET, log })
  noteDemo(settings, keys)
  return keys
}

function announce({ PUBLIC_URL }: Settings, demo: DemoKeys | undefined): void {
  log(`\nGuanxi is ready after ${process.uptime().toFixed(1)} s.\n`)
  log(`  Staff           ${PUBLIC_URL}/crm`)
  log(`  Partner portal  ${PUBLIC_URL}/partner`)
  if (demo) {
    log(`\n  API key, staff    ${demo.staffKey}`)
    log(`  API key, partner  ${demo.partnerKey}`)
  }
  log('\nCtrl-C stops it.')
}

function fail(error: unknown): void {
  console.error(error instanceof SetupError ? `\n${error.message}` : error)
  void running.end(1)
}

running.stopOnSignals(log)
start().catch(fail)
