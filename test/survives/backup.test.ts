import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { backUp } from '../../server/boot/backup/backup.ts'
import { restore } from '../../server/boot/backup/restore.ts'
import { serve } from '../../server/http.ts'
import { migrate, migrationNames, openDatabases } from '../../server/orm.ts'
import { Cast } from '../api/acting.ts'
import { type TestServer, startServer, testSettings } from '../support/server.ts'
import { ask, contents, emptyDatabase, walls } from './databases.ts'
import { unsound } from './soundness.ts'

const dealer = 'owner@northstar.example', desk = 'desk@guanxi.example'
const folder = mkdtempSync(path.join(os.tmpdir(), 'guanxi-backup-'))
const file = (name: string) => path.join(folder, name)
const since = new Date()

let server: TestServer, cast: Cast
beforeAll(async () => { server = await startServer(); cast = new Cast(server) })
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const said: string[] = []
const order = (name: string, adminUrl = server.database.adminUrl, secret = server.database.secret) => ({ adminUrl, secret, head: () => null, file: file(name), log: (line: string) => void said.push(line) })
const restoring = (name: string, url: string, { secret = server.database.secret, known = migrationNames } = {}) =>
  restore({ ...order(name, url, secret), known, migrate: (upTo) => migrate(url, secret, upTo) })

/** Runs work against an empty database and drops it. */
async function intoEmpty(work: (url: string) => Promise<void>): Promise<void> {
  const empty = await emptyDatabase(inject('postgresUrl'))
  try {
    await work(empty.url)
  } finally {
    await empty.drop()
  }
}

/** What the start writes anew: the fingerprint of the policies and the matrix's copy, and the trail of that. */
const rewritten = ['public.installation', 'public.audit_entry', 'public.audit_block']
const lasting = (found: Record<string, string>) => Object.fromEntries(Object.entries(found).filter(([table]) => !rewritten.includes(table)))

test('a restored database holds the same rows behind the same walls, and goes on', { timeout: 60_000 }, async () => {
  const [product] = await cast.products(1)
  await cast.order([{ productId: product!.id, quantity: 2 }])
  const { adminUrl } = server.database
  await backUp(order('quiet'))
  expect(statSync(file('quiet')).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).not.toContain('quiet.unfinished')
  await intoEmpty(async (url) => {
    await restoring('quiet', url)
    expect(lasting(await contents(url))).toEqual(lasting(await contents(adminUrl)))
    expect(await walls(url)).toEqual(await walls(adminUrl))

    const databases = await openDatabases(url, server.database.secret, 2)
    const restored = await serve({ settings: { ...testSettings(server.database), databaseUrl: url, poolSize: 2 }, databases, adminUrl: url })
    try {
      const again = async (query: string, cookie: string, variables?: object) => {
        const response = await fetch(`http://127.0.0.1:${restored.port}/graphql/partner`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf': '1', cookie }, body: JSON.stringify({ query, variables }) })
        return (await response.json()) as any
      }
      // whoever was signed in still is, and numbers follow on
      const cookie = await cast.cookie(dealer)
      expect((await again('{ viewer { email } }', cookie)).data.viewer).toEqual({ email: dealer })
      const placed = await again('mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { errors { code } order { number } } }', cookie, { input: { clientMutationId: crypto.randomUUID(), lines: [{ productId: product!.id, quantity: 1 }] } })
      expect(placed.data.placeOrder.errors).toEqual([])
      const { order: mine } = await cast.do(dealer, 'placeOrder', { lines: [{ productId: product!.id, quantity: 1 }] }, 'order { number }')
      expect(placed.data.placeOrder.order.number).toBe(mine.number)
    } finally {
      await restored.close()
      await databases.close()
    }
  })
})

test('a backup under writes is one moment: every order in it is whole', { timeout: 60_000 }, async () => {
  const [product] = await cast.products(1, 40)
  let going = true, placed = 0
  const load = [1, 2, 3].map(async () => {
    while (going) {
      const id = await cast.order([{ productId: product!.id, quantity: 1 }, { productId: product!.id, quantity: 2 }])
      await cast.try(desk, 'confirmOrder', { id })
      placed++
    }
  })
  await backUp(order('busy'))
  await backUp(order('busier'))
  going = false
  await Promise.all(load)
  expect(placed).toBeGreaterThan(3)
  await intoEmpty(async (url) => {
    await restoring('busier', url)
    expect(await unsound((sql, values) => ask(url, sql, values), since)).toEqual([])
    const count = `select count(*)::int as n from sales_order where created_at > $1`
    const [[there], [here]] = [await ask(url, count, [since]), await ask(server.database.adminUrl, count, [since])]
    expect(there.n).toBeGreaterThan(0)
    expect(there.n).toBeLessThanOrEqual(here.n)
  })
})

const bytes = () => readFileSync(file('quiet'))
const half = (content: Buffer) => content.subarray(0, content.length / 2)
test.each([
  ['cut in the middle', () => half(bytes())],
  ['without its last bytes', () => bytes().subarray(0, -40)],
  ['with a byte changed', () => { const changed = bytes(); changed[changed.length >> 1]! ^= 1; return changed }],
  ['in which somebody changed a name', () => gzipSync(Buffer.from(gunzipSync(bytes()).toString('latin1').replace('Northstar Machinery', 'Southstar Machinery'), 'latin1'))],
  ['that is something else', () => Buffer.from('no backup at all')],
  ['that is empty', () => Buffer.alloc(0)],
])('a file %s is refused, and the database stays empty', { timeout: 30_000 }, async (_what, make) => {
  writeFileSync(file('broken'), make())
  await intoEmpty(async (url) => {
    await expect(restoring('broken', url)).rejects.toThrow(/damaged or not a whole backup/)
    expect(await contents(url)).toEqual({})
  })
})

test.each([
  ['of a newer version', { known: migrationNames.slice(0, -1) }, /newer Guanxi/],
  ['made under another secret', { secret: 'another secret, just as long as the first one' }, /another GUANXI_SECRET/],
])('a backup %s is refused before anything is made', async (_what, options, reason) => {
  await intoEmpty(async (url) => {
    await expect(restoring('quiet', url, options)).rejects.toThrow(reason)
    expect(await contents(url)).toEqual({})
  })
})

test('a database that holds something is left alone', async () => {
  const before = await contents(server.database.adminUrl)
  await expect(restoring('quiet', server.database.adminUrl)).rejects.toThrow(/not empty/)
  expect(await contents(server.database.adminUrl)).toEqual(before)
})

test('a restore that fails on its way leaves nothing behind', { timeout: 30_000 }, async () => {
  await intoEmpty(async (url) => {
    let calls = 0
    const failing = restore({ ...order('quiet', url), known: migrationNames, migrate: async (upTo) => { if (calls++) throw new Error('the last step fails'); await migrate(url, server.database.secret, upTo) } })
    await expect(failing).rejects.toThrow('the last step fails')
    expect(await contents(url)).toEqual({})
    await restoring('quiet', url)
  })
})

test.each([
  ['a row is refused', /violates check constraint/, async (url: string) => { await ask(url, `alter table app_user add check (email <> '${dealer}')`) }],
  ['the connection is lost', /terminat/, async (url: string) => {
    await ask(url, 'create function app.lose() returns boolean language sql as $$ select pg_terminate_backend(pg_backend_pid()) $$')
    await ask(url, 'alter table app_user add check (app.lose())')
  }],
])('a restore during which %s fails and leaves nothing behind', { timeout: 30_000 }, async (_what, reason, sabotage) => {
  await intoEmpty(async (url) => {
    const failing = restore({ ...order('quiet', url), known: migrationNames, migrate: async (upTo) => { await migrate(url, server.database.secret, upTo); await sabotage(url) } })
    await expect(failing).rejects.toThrow(reason)
    expect(await contents(url)).toEqual({})
  })
})

test('no backup is overwritten, and none is left half when it fails', async () => {
  await expect(backUp(order('quiet'))).rejects.toThrow(/is there already/)
  await intoEmpty(async (url) => {
    await expect(backUp(order('nothing', url))).rejects.toThrow(/holds no Guanxi/)
  })
  expect(readdirSync(folder).filter((name) => name.startsWith('nothing'))).toEqual([])
})
