import { existsSync } from 'node:fs'

/** Roles belong to the whole cluster and their passwords derive from the secret, so that every database of a run shares one. */
export const testSecret = 'a secret of the tests, the same for all of them'
export const templateName = 'guanxi_template'

export function databaseUrl(postgresUrl: string, name: string): string {
  const url = new URL(postgresUrl)
  url.pathname = `/${name}`
  return url.href
}

const systemFolder = '/usr/lib/postgresql/15/bin'
export const hasSystemPostgres = () => existsSync(`${systemFolder}/postgres`)

/** Debian's PostgreSQL 15, the oldest version that is supported. */
export function systemPrograms(): string {
  if (!hasSystemPostgres()) throw new Error(`TEST_POSTGRES=system needs ${systemFolder} (Debian: apt-get install postgresql-15).`)
  return systemFolder
}
