// Remembers which database has the demo's passwords in it, so that every start can print its keys again and refuses the network.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Settings } from './settings.ts'

export interface DemoKeys {
  staffKey: string
  partnerKey: string
}
/** A sample that was imported with the demo's password has no keys. */
export type NotedDemo = Partial<DemoKeys>

const noteFile = (settings: Settings) => path.join(settings.dataFolder, 'demo.json')

function databaseName({ databaseUrl }: Settings): string {
  if (!databaseUrl) return 'embedded'
  const { host, pathname } = new URL(databaseUrl)
  return host + pathname
}

export function noteDemo(settings: Settings, keys: NotedDemo): void {
  writeFileSync(noteFile(settings), JSON.stringify({ database: databaseName(settings), ...keys }), { mode: 0o600 })
}

export function forgetDemo(settings: Settings): void {
  rmSync(noteFile(settings), { force: true })
}

/** The demo's API keys, when this database holds the demo or its passwords. */
export function notedDemo(settings: Settings): NotedDemo | undefined {
  if (!existsSync(noteFile(settings))) return undefined
  const { database, staffKey, partnerKey } = JSON.parse(readFileSync(noteFile(settings), 'utf8'))
  return database === databaseName(settings) ? { staffKey, partnerKey } : undefined
}
