import { afterAll, beforeAll, expect, test } from 'vitest'
import { getIntrospectionQuery } from 'graphql'
import { type App, type TestServer, startServer } from '../support/server.ts'
import { Cast, mutation, newId } from './acting.ts'

const owner = 'owner@northstar.example'

let server: TestServer, cast: Cast
beforeAll(async () => { server = await startServer(); cast = new Cast(server) })
afterAll(() => server.close())

/** As a program asks: no cookie and no header but the key's. */
async function curl(app: App, key: string, query: string, variables?: Record<string, unknown>): Promise<any> {
  const response = await fetch(`${server.url}/graphql/${app}`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) })
  return response.json()
}
const makeKey = async (email: string, permissions: string[], expiresAt?: string): Promise<{ id: string; secret: string }> => {
  const { apiKey, secret } = await cast.do(email, 'createApiKey', { name: 'shop', permissions, ...(expiresAt ? { expiresAt } : {}) }, 'secret apiKey { id }')
  return { id: apiKey.id, secret }
}
const code = (answer: any): string | null => answer.errors?.[0].extensions.code ?? answer.data?.answer?.errors[0]?.code ?? null

test('a key does what its maker may, through the whole purchase', async () => {
  const key = await makeKey(owner, ['catalog:read', 'cart:use', 'quote:read', 'quote:request', 'quote:accept', 'order:read', 'account:read', 'partner:read', 'event:read'])
  const staff = await makeKey('admin@guanxi.example', ['quote:read', 'quote:draft', 'quote:edit', 'quote:submit', 'quote:present', 'order:read', 'order:confirm', 'partner:read', 'price:read', 'cost:read', 'account:read'])
  const verb = async (app: App, secret: string, name: string, input: object, selection: string) => {
    const answer = await curl(app, secret, mutation(app, name, selection), { input: { clientMutationId: newId(), ...input } })
    expect(code(answer), `${name}: ${JSON.stringify(answer.errors ?? answer.data.answer.errors)}`).toBeNull()
    return answer.data.answer
  }
  const [product] = await cast.products(1)
  const { data } = await curl('partner', key.secret, '{ viewer { email permissions } products(first: 1) { nodes { netPrice } } __schema { queryType { name } } }')
  expect(data.viewer).toMatchObject({ email: owner })
  expect(data.viewer.permissions).toHaveLength(9)
  const { quote } = await verb('partner', key.secret, 'requestQuote', { lines: [{ productId: product!.id, quantity: 1 }] }, 'quote { id }')
  for (const name of ['draftQuote', 'submitQuote', 'presentQuote']) await verb('crm', staff.secret, name, { id: quote.id }, 'quote { state }')
  const { order } = await verb('partner', key.secret, 'acceptQuote', { id: quote.id }, 'order { id state }')
  expect(order.state).toBe('Placed')
  expect((await verb('crm', staff.secret, 'confirmOrder', { id: order.id }, 'order { state }')).order.state).toBe('Confirmed')
  expect(await cast.rows('select distinct channel from event where subject_id in (?, ?)', [quote.id, order.id])).toEqual([{ channel: 'api' }])
})

test('a key is cut down to what it lists, in its fields, its rows and its verbs', async () => {
  const { secret } = await makeKey(owner, ['catalog:read'])
  expect(code(await curl('partner', secret, '{ products(first: 1) { nodes { sku } } }'))).toBeNull()
  for (const query of ['{ quotes { nodes { id } } }', '{ orders { nodes { id } } }', '{ cart { id } }', '{ apiKeys { id } }', '{ home { openQuotes } }']) expect(code(await curl('partner', secret, query)), query).toBe('FORBIDDEN')
  expect(code(await curl('partner', secret, mutation('partner', 'requestQuote'), { input: { clientMutationId: newId(), lines: [] } }))).toBe('FORBIDDEN')
  // what a search may not read is not found, and nothing tells that it exists
  expect((await curl('partner', secret, '{ search(query: "NST") { type } }')).data.search.filter(({ type }: any) => type !== 'product')).toEqual([])

  const staff = await makeKey('admin@guanxi.example', ['quote:read', 'order:read'])
  const answer = await curl('crm', staff.secret, '{ quotes(first: 1) { nodes { id marginPercent actions } } }')
  expect(answer.data.quotes.nodes[0]).toMatchObject({ marginPercent: null, actions: [] })
  expect(answer.errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' }, path: ['quotes', 'nodes', 0, 'marginPercent'] })
})

test('tools that read the schema may, with a key', async () => {
  for (const [app, email] of [['partner', owner], ['crm', 'admin@guanxi.example']] as const) {
    const { secret } = await makeKey(email, ['catalog:read'])
    expect((await curl(app, secret, getIntrospectionQuery())).data.__schema.types.length, app).toBeGreaterThan(50)
  }
})

test('a retry with a lesser key is told no more than that key may read', async () => {
  const wide = await makeKey('admin@guanxi.example', ['account:read', 'account:create', 'account:update']), narrow = await makeKey('admin@guanxi.example', ['account:read', 'account:create'])
  const again = (secret: string) => curl('crm', secret, mutation('crm', 'createAccount', 'account { actions }'), { input: { clientMutationId: 'the same account', name: 'Told twice' } })
  expect((await again(wide.secret)).data.answer.account.actions).toContain('update')
  expect((await again(narrow.secret)).data.answer.account.actions).not.toContain('update')
})

test('nobody makes a key that does more than they may, nor a key for somebody else', async () => {
  expect(await cast.refusal('buyer@northstar.example', 'createApiKey', { name: 'x', permissions: ['catalog:read'] })).toBe('FORBIDDEN')
  expect(await cast.refusal(owner, 'createApiKey', { name: 'x', permissions: ['quote:approve'] })).toBe('FORBIDDEN')
  expect(await cast.refusal(owner, 'createApiKey', { name: 'x', permissions: [] })).toBe('REQUIRED')
  const { id } = await makeKey(owner, ['catalog:read'])
  expect(await cast.refusal('owner@rival.example', 'revokeApiKey', { id })).toBe('NOT_FOUND')
  expect(await cast.refusal('manager@northstar.example', 'revokeApiKey', { id })).toBe('FORBIDDEN')
})

test('revoked, expired, unknown or of the other audience, a key opens nothing', async () => {
  const ask = async (secret: string, app: App = 'partner') => code(await curl(app, secret, '{ products(first: 1) { nodes { sku } } }'))
  const key = await makeKey(owner, ['catalog:read'])
  expect(await ask(key.secret)).toBeNull()
  expect(await ask(key.secret, 'crm')).toBe('KEY_INVALID')
  await cast.do(owner, 'revokeApiKey', { id: key.id })
  expect(await ask(key.secret)).toBe('KEY_INVALID')
  const brief = await makeKey(owner, ['catalog:read'], new Date(Date.now() + 60_000).toISOString())
  expect(await ask(brief.secret)).toBeNull()
  await cast.rows(`update api_key set expires_at = now() - interval '1 second' where id = '${brief.id}'`)
  expect(await ask(brief.secret)).toBe('KEY_INVALID')
  expect(await cast.refusal(owner, 'createApiKey', { name: 'x', permissions: ['catalog:read'], expiresAt: '2020-01-01T00:00:00Z' })).toBe('PAST')
  for (const secret of ['x', `gx_00000000_${'A'.repeat(43)}`, `${key.secret.slice(0, -1)}!`, key.secret.slice(0, -1)]) expect(await ask(secret), secret).toBe('KEY_INVALID')
})

test('a key ends with its maker', async () => {
  const { secret } = await makeKey(owner, ['catalog:read'])
  expect(code(await curl('partner', secret, '{ products(first: 1) { nodes { sku } } }'))).toBeNull()
  await cast.rows(`update partner set state = 'Suspended' where code = 'NST'`)
  expect(code(await curl('partner', secret, '{ products(first: 1) { nodes { sku } } }'))).toBe('KEY_INVALID')
})
