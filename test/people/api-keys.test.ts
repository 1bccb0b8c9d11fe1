import { afterAll, beforeAll, expect, test } from 'vitest'
import { identifyKey } from '../../server/access/identify.ts'
import { Cast, mutation, newId } from '../api/acting.ts'
import { languages, expectSentence } from '../api/posting.ts'
import { userId, writeCast } from '../support/cast.ts'
import { type App, type TestServer, startServer } from '../support/server.ts'
import { type Walls, openWalls } from '../support/walls.ts'

let server: TestServer, cast: Cast, walls: Walls
beforeAll(async () => { server = await startServer(({ adminUrl }) => writeCast(adminUrl)); cast = new Cast(server); walls = await openWalls() })
afterAll(async () => { await server.close(); await walls.close() })

const owner = 'owner@northstar.example', day = 24 * 3600 * 1000
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString()
const makeKey = async (email: string, permissions: string[], expiresAt?: string) => {
  const { apiKey, secret } = await cast.do(email, 'createApiKey', { name: 'shop', permissions, expiresAt }, 'secret apiKey { id expiresAt user { email } }')
  return { ...apiKey, secret } as { id: string; expiresAt: string; secret: string; user: { email: string } }
}
const ask = (key: string, query: string, { app = 'partner', headers = {} }: { app?: App; headers?: Record<string, string> } = {}) =>
  fetch(`${server.url}/graphql/${app}`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) })
const codeOf = async (answer: Promise<Response>): Promise<string | null> => { const body = await (await answer).json() as any; return body.errors?.[0].extensions.code ?? null }

test('every key ends, in 90 days unless its maker says otherwise, and within a year', async () => {
  const until = (key: { expiresAt: string }) => Math.round((Date.parse(key.expiresAt) - Date.now()) / day)
  expect([until(await makeKey(owner, ['order:read'])), until(await makeKey(owner, ['order:read'], inDays(365)))]).toEqual([90, 365])
  for (const [expiresAt, code] of [[inDays(-1), 'PAST'], [inDays(367), 'OUT_OF_RANGE'], ['9999-12-31T00:00:00Z', 'OUT_OF_RANGE']] as const) {
    const { data } = await cast.try(owner, 'createApiKey', { name: 'x', permissions: ['order:read'], expiresAt })
    expect(data!.answer.errors.map((error) => [error.code, error.path[0]])).toEqual([[code, 'expiresAt']])
  }
  expect(await cast.rows('select 1 from api_key where expires_at is null')).toEqual([])
})

test('the database cuts a key down by itself, and lets nobody widen one', async () => {
  const { pools } = walls, key = `gx_${'a'.repeat(8)}_${'x'.repeat(43)}`, seller = userId('NST', 'seller2')
  await pools.system.query(`insert into api_key (id, name, prefix, user_id, partner_id, permissions) values ($1, 'wide', 'aaaaaaaa', $2, (select partner_id from app_user where id = $2), '{order:read,user:manage}')`, [newId(), seller])
  await pools.system.query(`insert into api_key_secret select id, sha256(convert_to($1, 'UTF8')) from api_key where prefix = 'aaaaaaaa'`, ['x'.repeat(43)])
  const { viewer } = (await identifyKey(pools.system, key, 'partner'))!
  const scopes = (run: (sql: string) => Promise<any[]>) => run(`select app.scope('order:read') as read, app.scope('quote:read') as beyond, app.scope('user:manage') as never`)
  expect(await walls.as(viewer, scopes)).toEqual([{ read: 'own', beyond: null, never: null }])
  const padmin = await walls.viewer(userId('NST', 'owner'))
  for (const column of [`permissions = '{order:read,cost:read}'`, `user_id = '${userId('RVL', 'owner')}'`, `expires_at = now() + interval '9 years'`, `prefix = 'x'`])
    await expect(walls.as(padmin, (run) => run(`update api_key set ${column}`)), column).rejects.toThrow('permission denied')
})

test('a partner’s administrator sees and revokes all keys of the partner, others see none of them', async () => {
  await cast.rows(`update app_user set roles = '{partner_administrator}' where email in ('manager@northstar.example', 'owner@northstar.example')`)
  const { id, secret, user } = await makeKey('manager@northstar.example', ['order:read'])
  expect(user.email).toBe('manager@northstar.example')
  const keysOf = async (email: string) => ((await cast.read(email, '{ apiKeys { id actions } }')).apiKeys as any[]).filter((key) => key.id === id)
  for (const email of [owner, 'admin@guanxi.example']) expect(await keysOf(email), email).toEqual([{ id, actions: ['revoke'] }])
  for (const email of ['owner@rival.example', 'owner@substar.example', 'rep@guanxi.example', 'channel@guanxi.example']) {
    expect(await keysOf(email), email).toEqual([])
    expect(await cast.refusal(email, 'revokeApiKey', { id }), email).toBe('NOT_FOUND')
  }
  expect(await codeOf(ask(secret, '{ viewer { id } }'))).toBeNull()
  await cast.do(owner, 'revokeApiKey', { id })
  expect(await codeOf(ask(secret, '{ viewer { id } }'))).toBe('KEY_INVALID')
})

test('a key makes no key', async () => {
  const { secret } = await makeKey(owner, ['order:read', 'key:manage'])
  const answer = await ask(secret, mutation('partner', 'createApiKey').replace('($input: CreateApiKeyInput!)', '').replace('$input', `{ clientMutationId: "${newId()}", name: "child", permissions: ["order:read"] }`))
  expect((await answer.json() as any).data.answer.errors[0].code).toBe('FORBIDDEN')
})

test('a key that is not valid says so, and not why', async () => {
  const [revoked, expired, left] = [await makeKey(owner, ['order:read']), await makeKey(owner, ['order:read']), await makeKey('owner@rival.example', ['order:read'])]
  await cast.do(owner, 'revokeApiKey', { id: revoked.id })
  await cast.rows(`update api_key set expires_at = now() - interval '1 second' where id = ?`, [expired.id])
  await cast.rows(`update partner set state = 'Suspended' where code = 'RVL'`)
  const before = await cast.rows('select id, last_used_at from api_key order by id')
  for (const [locale, accepted] of languages) {
    const told = new Set<string>()
    for (const key of [revoked.secret, expired.secret, left.secret, 'x', `gx_00000000_${'A'.repeat(43)}`, (await makeKey('admin@guanxi.example', ['order:read'])).secret])
      // not even who is asked is public to a wrong key, and no cookie stands in for it
      for (const query of ['{ viewer { id } }', '{ orders { nodes { id } } }']) {
        const answer = await ask(key, query, { headers: { 'accept-language': accepted, cookie: await cast.cookie(owner) } })
        expect(answer.status).toBe(401)
        told.add(await answer.text())
      }
    expect(told.size).toBe(1)
    const { errors: [error] } = JSON.parse([...told][0]!)
    expect(error.extensions.code).toBe('KEY_INVALID')
    expectSentence(error.message, 'KEY_INVALID', locale)
  }
  const file = await fetch(`${server.url}/partner/files/quotes/${newId()}.pdf`, { headers: { authorization: `Bearer ${revoked.secret}` } })
  expect([file.status, (await file.json() as any).errors[0].extensions.code]).toEqual([401, 'KEY_INVALID'])
  const stream = await ask(revoked.secret, 'subscription { recordChanged { type } }', { headers: { accept: 'text/event-stream' } })
  expect([stream.status, (await stream.json() as any).errors[0].extensions.code]).toEqual([401, 'KEY_INVALID'])
  // a key that opens nothing was not used
  expect((await cast.rows('select id, last_used_at from api_key order by id')).filter(({ id }) => before.some((row) => row.id === id))).toEqual(before)
})

test('a key asks six hundred times a minute, and no key uses up another’s', async () => {
  const [busy, quiet] = [await makeKey(owner, ['order:read']), await makeKey(owner, ['order:read'])]
  const statuses: Record<number, number> = {}
  let last!: Response
  for (let round = 0; round < 603; round++) { last = await ask(busy.secret, '{ __typename }'); statuses[last.status] = (statuses[last.status] ?? 0) + 1; if (round < 602) await last.text() }
  expect(statuses).toEqual({ 200: 600, 429: 3 })
  expect((await last.json() as any).errors[0].extensions.code).toBe('RATE_LIMITED')
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await ask(quiet.secret, '{ __typename }')).status).toBe(200)
}, 60_000)

test('a key shrinks with its maker: their role, their partner, themselves', async () => {
  const maker = 'owner@substar.example'
  const { secret } = await makeKey(maker, ['order:read', 'user:manage', 'key:manage'])
  const can = async () => (await (await ask(secret, '{ viewer { permissions } }')).json() as any).data?.viewer?.permissions ?? null
  expect(await can()).toEqual(['user:manage', 'key:manage', 'order:read'])
  await cast.rows(`update app_user set roles = '{partner_administrator}' where email = 'manager@substar.example'`)
  await cast.rows(`update app_user set roles = '{buyer}' where email = ?`, [maker])
  expect(await can()).toEqual(['order:read'])
  expect(await codeOf(ask(secret, '{ apiKeys { id } }'))).toBe('FORBIDDEN')
  await cast.rows(`update app_user set roles = '{partner_administrator}' where email = ?`, [maker])
  for (const [broken, whole] of [
    [`update app_user set active = false where email = '${maker}'`, `update app_user set active = true where email = '${maker}'`],
    [`update partner set state = 'Suspended' where code = 'SUB'`, `update partner set state = 'Active' where code = 'SUB'`],
  ]) {
    await cast.rows(broken!)
    expect(await codeOf(ask(secret, '{ viewer { permissions } }')), broken).toBe('KEY_INVALID')
    await cast.rows(whole!)
    expect(await can()).not.toBeNull()
  }
})
