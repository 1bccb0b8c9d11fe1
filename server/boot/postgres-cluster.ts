import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { keptSecret } from './kept-secret.ts'
import { explainFailure } from './postgres-failure.ts'
import type { Place } from './postgres-place.ts'
import { SetupError } from './setup-error.ts'

export const passwordFile = (dataFolder: string) => `${dataFolder}.password`

/** Makes the database cluster at the first start; checks that a present one is ours to use. Returns the superuser's password. */
export function ensureCluster(place: Place, dataFolder: string): string {
  const versionFile = path.join(place.data, 'PG_VERSION')
  if (existsSync(versionFile)) {
    const version = Number(readFileSync(versionFile, 'utf8'))
    if (version !== place.version) {
      throw new SetupError(
        `${dataFolder} was written by PostgreSQL ${version}; this release brings PostgreSQL ${place.version}. ` +
          'Make a backup with the release that wrote it and restore that here, or start afresh with another GUANXI_DATA.',
      )
    }
    if (!existsSync(passwordFile(dataFolder))) {
      throw new SetupError(`${passwordFile(dataFolder)} is missing: it holds the password of the database in ${dataFolder}. Restore it, or delete both to start afresh.`)
    }
    return keptSecret(passwordFile(dataFolder))
  }
  const password = keptSecret(passwordFile(dataFolder))
  initialise(place, password)
  return password
}

function initialise(place: Place, password: string): void {
  // made under another name and renamed, so that a first start cut short leaves nothing that looks like a database
  const unfinished = `${place.data}.new`
  rmSync(unfinished, { recursive: true, force: true })
  const handover = mkdtempSync(`${place.data}.initdb-`)
  const passwordCopy = path.join(handover, 'password')
  writeFileSync(passwordCopy, password, { mode: 0o600 })
  const { uid, gid } = place.user
  if (uid !== undefined && gid !== undefined) {
    mkdirSync(unfinished, { mode: 0o700 })
    for (const entry of [handover, passwordCopy, unfinished]) chownSync(entry, uid, gid)
  }
  try {
    const locale = place.version >= 17 ? ['--locale-provider=builtin', '--locale=C.UTF-8'] : ['--locale=C.UTF-8']
    const options = ['-D', unfinished, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordCopy}`, '--encoding=UTF8', ...locale]
    const [file, ...args] = [...place.prefix, path.join(place.programs, 'initdb'), ...options]
    const { status, stdout, stderr, error } = spawnSync(file!, args, { ...place.user, cwd: '/', encoding: 'utf8', env: postgresEnvironment() })
    if (status !== 0) throw explainFailure('The database could not be made', error?.message ?? `${stdout}\n${stderr}`, place.data)
    renameSync(unfinished, place.data)
  } finally {
    rmSync(handover, { recursive: true, force: true })
    rmSync(unfinished, { recursive: true, force: true })
  }
}

/** Only what PostgreSQL needs: PGDATA, PGPORT and the like of the user's shell must not lead it elsewhere. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' }
}
