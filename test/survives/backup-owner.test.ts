import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backUp } from '../../server/boot/backup/backup.ts'
import { restore } from '../../server/boot/backup/restore.ts'
import { type EmbeddedPostgres, startPostgres } from '../../server/boot/postgres.ts'
import { migrate, migrationNames } from '../../server/orm.ts'
import { databaseUrl } from '../support/cluster.ts'
import { ask, contents, walls } from './databases.ts'

// a cluster of its own: roles belong to all databases of one
const dataFolder = path.join(os.tmpdir(), `guanxi-owner-${randomBytes(6).toString('hex')}`)
const secret = 'a secret of this cluster, as long as it must be', file = path.join(dataFolder, 'backup')
let postgres: EmbeddedPostgres
beforeAll(async () => { postgres = await startPostgres({ dataFolder, log: () => {}, flags: ['-c', 'fsync=off'] }) })
afterAll(async () => {
  await postgres.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

/** A database whose owner may make roles and is nothing more, as a managed PostgreSQL gives one. */
async function ownedDatabase(name: string): Promise<string> {
  await ask(postgres.adminUrl, `create database ${name} owner owner`)
  const url = new URL(databaseUrl(postgres.adminUrl, name))
  Object.assign(url, { username: 'owner', password: 'owner' })
  return url.href
}

test('an ordinary owner backs up and restores, with row security forced on it', { timeout: 60_000 }, async () => {
  await ask(postgres.adminUrl, `create role owner login createrole nobypassrls password 'owner'`)
  const source = await ownedDatabase('source'), target = await ownedDatabase('target')
  await migrate(source, secret)
  await ask(source, `insert into app_user (id, audience, email, name) select gen_random_uuid(), 'crm', n || '@example.com', 'Nobody' from generate_series(1, 1000) n`)
  await ask(source, `update app_user set manager_id = (select id from app_user limit 1)`)
  const order = { secret, file, head: () => null, log: () => {} }
  await backUp({ ...order, adminUrl: source })
  await restore({ ...order, adminUrl: target, known: migrationNames, migrate: (upTo) => migrate(target, secret, upTo) })
  const [there, here] = [await contents(target), await contents(source)]
  expect(there['public.app_user']).toBe(here['public.app_user'])
  expect(await walls(target)).toEqual(await walls(source))
})
