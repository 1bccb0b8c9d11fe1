// One PostgreSQL for the run, with a migrated template database that each test file clones.
import 'reflect-metadata'
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../../server/boot/postgres.ts'
import { migrate } from '../../server/orm.ts'
import { databaseUrl, systemPrograms, templateName, testSecret } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser's address of the run's PostgreSQL. */
    postgresUrl: string
  }
}

/** Speed over durability: a test database that a power cut ruins is made again. */
const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off', 'shared_buffers=256MB', 'max_connections=300']

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // not mkdtemp, whose folder is closed to the user that PostgreSQL runs as when we are root
  const folder = path.join(os.tmpdir(), `guanxi-test-${randomBytes(6).toString('hex')}`)
  const postgres = await startPostgres({
    // mkdtemp's folder is closed to the user that PostgreSQL runs as; the data folder in it is opened by the launcher
    dataFolder: folder,
    log: (line) => console.log(line),
    programs: process.env.TEST_POSTGRES === 'system' ? systemPrograms() : undefined,
    flags: careless.flatMap((setting) => ['-c', setting]),
  })
  const client = new pg.Client(postgres.adminUrl)
  await client.connect()
  await client.query(`create database ${templateName}`)
  await client.end()
  await migrate(databaseUrl(postgres.adminUrl, templateName), testSecret)
  project.provide('postgresUrl', postgres.adminUrl)
  return async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
