import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { SetupError } from './setup-error.ts'

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code

/** Makes the data folder: others may pass through it (the database may run as another user) but not list it. */
export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 })
  } catch (error) {
    throw new SetupError(`The data folder ${folder} cannot be made (${codeOf(error)}). Make its parent writable, or name another folder with GUANXI_DATA.`)
  }
}

/** The secret in file; made at the first call, readable by its owner only. */
export function keptSecret(file: string): string {
  makeDataFolder(path.dirname(file))
  try {
    // "wx" lets one of two simultaneous first starts win; the other reads what the winner wrote
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      throw new SetupError(`${file} cannot be written (${codeOf(error)}). Make the folder writable, or name another one with GUANXI_DATA.`)
    }
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < 32) throw new SetupError(`${file} is empty or too short. Restore it, or delete it together with the database beside it to start afresh.`)
  return secret
}
