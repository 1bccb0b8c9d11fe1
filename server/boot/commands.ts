import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Head } from '../audit/head.ts'
import type { BackupOrder } from './backup/backup.ts'
import { borrowDatabase } from './database.ts'
import { noteDemo, notedDemo } from './demo-note.ts'
import { type Settings, readSettings } from './settings.ts'
import { SetupError } from './setup-error.ts'

interface Command {
  /** The words that call it. */
  name: string
  usage: string
  summary: string
  run(args: string[]): Promise<void>
}

const log = (line: string) => console.error(line)

/** Runs work on a database that is up to date; an embedded one that was started for it is stopped afterwards. */
async function withDatabase(work: (adminUrl: string, settings: Settings) => Promise<void>): Promise<void> {
  const settings = readSettings()
  const { migrate } = await import('../orm.ts')
  const database = await borrowDatabase(settings, log)
  try {
    await migrate(database.adminUrl, settings.secret)
    await work(database.adminUrl, settings)
  } finally {
    await database.stop()
  }
}

/** Runs work between a file and the database as it is, whatever its version. */
async function withFile(args: string[], work: (order: Omit<BackupOrder, 'head'>, settings: Settings) => Promise<void>): Promise<void> {
  const [file] = positionals(args, 'file'), settings = readSettings()
  const database = await borrowDatabase(settings, log)
  try {
    await work({ adminUrl: database.adminUrl, secret: settings.secret, file: path.resolve(startedFrom(), file!), log }, settings)
  } finally {
    await database.stop()
  }
}

/** npm runs us in the project's folder; people name files from where they are. */
const startedFrom = () => process.env.INIT_CWD ?? process.cwd()

/** Compares the audit trail with its seal, and says what is wrong. */
async function tellOfTrail(adminUrl: string, settings: Settings): Promise<void> {
  const { verifyTrail } = await import('../audit/verify.ts')
  const { headOf } = await import('../audit/head.ts')
  const { entries, blocks, unsealed, faults } = await verifyTrail({ adminUrl, secret: settings.secret, head: headOf(settings) })
  console.log(`${entries} entries, ${blocks} blocks, ${unsealed} entries not sealed yet`)
  for (const fault of faults) console.log(`✗ ${fault}`)
  console.log(faults.length ? '\nThe audit trail is not as it was written.' : '✓ The audit trail is whole.')
  if (faults.length) process.exitCode = 1
}

/** The positional arguments, exactly as many as named; fewer or more is the caller's mistake. */
function positionals(args: string[], ...names: string[]): string[] {
  if (args.length !== names.length) throw new SetupError(`Expected: ${names.map((name) => `<${name}>`).join(' ')}`)
  return args
}

export const commands: Command[] = [
  {
    name: 'migrate',
    usage: 'migrate',
    summary: 'brings the database up to date',
    run: () => withDatabase(async () => log('The database is up to date.')),
  },
  {
    name: 'seed',
    usage: 'seed',
    summary: 'fills an empty database with the demo',
    run: () =>
      withDatabase(async (adminUrl, settings) => {
        const { isEmpty, seedDemo } = await import('../demo/index.ts')
        if (!(await isEmpty(adminUrl))) throw new SetupError('The database is not empty: the demo only goes into an empty one.')
        const keys = await seedDemo({ adminUrl, secret: settings.secret, log })
        noteDemo(settings, keys)
        console.log(`API key, staff    ${keys.staffKey}\nAPI key, partner  ${keys.partnerKey}`)
      }),
  },
  {
    name: 'import adventureworks',
    usage: 'import adventureworks <folder> [--dry-run] [--demo-password]',
    summary: "imports the AdventureWorks sample company from Microsoft's CSV files",
    async run(args) {
      const flag = { type: 'boolean', default: false } as const
      const { positionals: given, values } = parseArgs({ args, allowPositionals: true, options: { 'dry-run': flag, 'demo-password': flag } })
      const [folder] = positionals(given, 'folder')
      await withDatabase(async (adminUrl, settings) => {
        const { importAdventureWorks } = await import('../imports/adventureworks/index.ts')
        const demoPassword = values['demo-password']
        if (demoPassword && settings.databaseUrl) throw new SetupError('--demo-password is for the embedded database only: everyone knows that password.')
        // noted before the passwords are there: a server that does not know of them might serve them to the network
        if (demoPassword && !values['dry-run']) {
          const { markDemo } = await import('../demo/index.ts')
          await markDemo(adminUrl)
          noteDemo(settings, notedDemo(settings) ?? {})
        }
        const errorFile = path.join(settings.dataFolder, 'adventureworks-errors.csv')
        await importAdventureWorks({ folder: path.resolve(startedFrom(), folder!), adminUrl, dryRun: values['dry-run'], errorFile, demoPassword, log })
      })
    },
  },
  {
    name: 'admin create',
    usage: 'admin create <email>',
    summary: 'makes the first administrator and prints the link with which they choose a password',
    async run(args) {
      const [email] = positionals(args, 'email')
      await withDatabase(async (adminUrl, { publicUrl }) => {
        const { createAdministrator } = await import('../people/first-administrator.ts')
        const { link } = await createAdministrator({ adminUrl, publicUrl, email: email! })
        console.log(`Administrator ${email}\n\nChoose a password at\n${link}\n\nThe link works once, within seven days. Lost it? Run the command again.`)
      })
    },
  },
  {
    name: 'backup',
    usage: 'backup <file>',
    summary: 'writes everything in the database into one file, also while the server runs',
    run: (args) => withFile(args, async (order, settings) => {
      const { backUp } = await import('./backup/backup.ts')
      const { headOf, keptHead } = await import('../audit/head.ts')
      const { file, trail } = headOf(settings)
      await backUp({ ...order, head: () => keptHead(file, trail) ?? null })
    }),
  },
  {
    name: 'restore',
    usage: 'restore <file>',
    summary: 'fills an empty database from a backup',
    run: (args) => withFile(args, async (order, settings) => {
      const { restore } = await import('./backup/restore.ts')
      const { migrate, migrationNames } = await import('../orm.ts')
      const { headOf, keepHead } = await import('../audit/head.ts')
      const { head } = await restore({ ...order, known: migrationNames, migrate: (upTo) => migrate(order.adminUrl, order.secret, upTo) })
      const { file, trail } = headOf(settings)
      if (head) keepHead(file, trail, head as Head)
      await tellOfTrail(order.adminUrl, settings)
    }),
  },
  {
    name: 'audit verify',
    usage: 'audit verify',
    summary: 'checks that nothing in the audit trail was changed or taken away',
    run: () => withDatabase(tellOfTrail),
  },
  {
    name: 'reconcile',
    usage: 'reconcile',
    summary: 'works out every document from its lines and every ledger from its entries anew, and compares',
    run: () =>
      withDatabase(async (adminUrl) => {
        const { reconcileAll, report } = await import('../reconcile.ts')
        const { lines, whole } = report(await reconcileAll(adminUrl))
        console.log(lines.join('\n'))
        console.log(whole ? '\n✓ Everything agrees, to the cent.' : '\n✗ Something does not agree.')
        if (!whole) process.exitCode = 1
      }),
  },
  {
    name: 'export',
    usage: 'export',
    summary: 'writes the business tables as CSV, as they are now, into a folder of the day below GUANXI_DATA/exports',
    run: () =>
      withDatabase(async (adminUrl, { dataFolder }) => {
        const { writeExport, exportsIn } = await import('../backoffice/export.ts')
        const written = await writeExport({ adminUrl, dataFolder, anew: true })
        if (!written) throw new SetupError('Another export is being written right now.')
        console.log([...written.files.map(({ file, rows }) => `${String(rows).padStart(9)}  ${file}`), `\n✓ ${path.join(exportsIn(dataFolder), written.date)}`].join('\n'))
      }),
  },
  {
    name: 'schema print',
    usage: 'schema print',
    summary: 'writes the GraphQL schemas and the permission matrix into schema/',
    async run() {
      const { printSchemas } = await import('../schema.ts')
      // the bundled code lies elsewhere than its source: the folder is named from the project's root
      await printSchemas(path.resolve('schema'))
    },
  },
]
