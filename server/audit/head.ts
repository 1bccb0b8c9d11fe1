import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

/** The last block of a trail, kept outside its database: without it, nobody could tell that the newest blocks were cut off. */
export interface Head { number: number; hash: string }

/** Heads by the trail that they belong to: a data folder may have served several databases. */
const read = (file: string): Record<string, Head> => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Head>) : {})

export const keptHead = (file: string, trail: string): Head | undefined => read(file)[trail]

export function keepHead(file: string, trail: string, head: Head): void {
  const next = `${file}.next`
  writeFileSync(next, `${JSON.stringify({ ...read(file), [trail]: head }, null, 2)}\n`, { mode: 0o600 })
  // whole or not at all, also when the power fails
  renameSync(next, file)
}

/** Where a server keeps heads, and as which it keeps the one of its database. */
export const headOf = ({ dataFolder, databaseUrl }: { dataFolder: string; databaseUrl: string | undefined }): { file: string; trail: string } => {
  const url = databaseUrl ? new URL(databaseUrl) : undefined
  return { file: `${dataFolder}/audit-head.json`, trail: url ? `${url.host}${url.pathname}` : 'embedded' }
}
