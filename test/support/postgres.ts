import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Databases, openDatabases } from '../../server/orm.ts'
import { databaseUrl, templateName, testSecret } from './cluster.ts'

export interface TestDatabase {
  /** Superuser's address of this database. */
  adminUrl: string
  secret: string
  databases: Databases
  /** A connection of the superuser's, which ends with the database. */
  connect(): Promise<pg.Client>
  close(): Promise<void>
}

/** A migrated, empty database of one's own, unless it is copied from another one: beforeAll(async () => { database = await cloneDatabase() }), afterAll(() => database.close()). */
export async function cloneDatabase(poolSize = 4, template = templateName): Promise<TestDatabase> {
  const postgresUrl = inject('postgresUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  // copying files takes a third of the time that the default, copying through the log, needs
  await administer(postgresUrl, `create database ${name} template ${template} strategy file_copy`)
  const adminUrl = databaseUrl(postgresUrl, name)
  const databases = await openDatabases(adminUrl, testSecret, poolSize), clients: pg.Client[] = []
  return {
    adminUrl,
    secret: testSecret,
    databases,
    async connect() {
      const client = new pg.Client(adminUrl)
      clients.push(client)
      await client.connect()
      return client
    },
    async close() {
      await Promise.all([databases.close(), ...clients.map((client) => client.end())])
      await administer(postgresUrl, `drop database ${name} with (force)`)
    },
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
