// Remembers which database was filled with the demo, so that every start can print its keys again.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Settings } from './settings.ts'

export interface DemoKeys {
  staffKey: string
  partnerKey: string
}

const noteFile = (settings: Settings) => path.join(settings.dataFolder, 'demo.json')

function databaseName({ databaseUrl }: Settings): string {
  if (!databaseUrl) return 'embedded'
  const { host, pathname } = new URL(databaseUrl)
  return host + pathname
}

export function noteDemo(settings: Settings, keys: DemoKeys): void {
  writeFileSync(noteFile(settings), JSON.stringify({ database: databaseName(settings), ...keys }), { mode: 0o600 })
}

export function forgetDemo(settings: Settings): void {
  rmSync(noteFile(settings), { force: true })
}

/** The demo's API keys, when the demo is what this database holds. */
export function notedDemo(settings: Settings): DemoKeys | undefined {
  if (!existsSync(noteFile(settings))) return undefined
  const { database, staffKey, partnerKey } = JSON.parse(readFileSync(noteFile(settings), 'utf8'))
  return database === databaseName(settings) ? { staffKey, partnerKey } : undefined
}
