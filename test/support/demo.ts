import pg from 'pg'
import { inject } from 'vitest'
import { seedDemo } from '../../server/demo/index.ts'
import { databaseUrl, templateName, testSecret } from './cluster.ts'

const name = 'guanxi_demo'

/** The demo company, seeded once for all tests of a run: copying it takes a moment. */
export async function demoTemplate(): Promise<string> {
  const postgresUrl = inject('postgresUrl'), client = new pg.Client(postgresUrl)
  await client.connect()
  try {
    // whoever comes first seeds it, and the others wait
    await client.query(`select pg_advisory_lock(hashtext('${name}'))`)
    if ((await client.query('select from pg_database where datname = $1', [name])).rowCount) return name
    await client.query(`drop database if exists ${name}_half with (force)`)
    await client.query(`create database ${name}_half template ${templateName} strategy file_copy`)
    await seedDemo({ adminUrl: databaseUrl(postgresUrl, `${name}_half`), secret: testSecret, log: () => {} })
    await client.query(`alter database ${name}_half rename to ${name}`)
    return name
  } finally {
    await client.end()
  }
}
