import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, type TestServer, appOf, demo, startServer } from '../support/server.ts'
import { newId } from './acting.ts'
import { type Posted, expectNothingTold, expectSentence, languages, post } from './posting.ts'

// A server that answers the apps' own operations alone; the operations are those of the last build.
const file = (app: App) => `dist/portal/operations/${app}.json`
const built = (['crm', 'partner'] as const).every((app) => existsSync(file(app)))
const operations = (app: App) => JSON.parse(readFileSync(file(app), 'utf8')) as Record<string, string>
const named = (app: App, name: string) => Object.entries(operations(app)).find(([, text]) => new RegExp(`\\b(query|mutation|subscription) ${name}\\b`).test(text))![0]
const byHash = (hash: string, variables = {}) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } }, variables })
const codeIn = ({ body }: Posted): string | undefined => body?.errors?.[0]?.extensions?.code
const people = { crm: 'rep@guanxi.example', partner: 'owner@northstar.example' }

let server: TestServer
beforeAll(async () => { server = await startServer(demo, { documents: 'persisted' }) })
afterAll(() => server.close())

describe.skipIf(!built).each(['crm', 'partner'] as const)('%s', (app) => {
  const cookies = new Map<string, string>()
  /** Signs in as the app does, by the hash of its operation. */
  async function cookieOf(email: string): Promise<string> {
    if (!cookies.has(email)) {
      const answer = await post(server, appOf(email), byHash(named(appOf(email), 'SignIn'), { input: { clientMutationId: newId(), email, password: 'guanxi-demo' } }))
      cookies.set(email, [answer.headers['set-cookie']].flat().find((cookie) => cookie?.startsWith(`guanxi-${app}=`))!.split(';')[0]!)
    }
    return cookies.get(email)!
  }
  const own = '{ viewer { id } }'

  test('a person signs in and asks by the hashes of the app', async () => {
    const cookie = await cookieOf(people[app])
    const { body } = await post(server, app, byHash(named(app, 'Viewer')), { cookie })
    expect(body.data.viewer.email).toBe(people[app])
    // a hash that comes with a text of its own means the operation that it names
    expect((await post(server, app, { ...byHash(named(app, 'Viewer')), query: '{ __typename }' }, { cookie })).body.data.viewer.email).toBe(people[app])
  })

  test('every operation of the app is understood', async () => {
    for (const hash of Object.keys(operations(app))) expect(codeIn(await post(server, app, byHash(hash), { cookie: await cookieOf(people[app]) })), operations(app)[hash]!.slice(0, 80)).not.toBe('UNKNOWN_OPERATION')
  })

  test('nothing else is: no text, no hash of a text, no GET, from nobody and from nobody’s cookie', async () => {
    const foreign = createHash('sha256').update(own).digest('hex')
    for (const headers of [{}, { cookie: await cookieOf(people[app]) }] as Record<string, string>[]) {
      for (const body of [{ query: own }, { query: own, ...byHash(foreign) }, byHash(foreign), byHash('__proto__'), { documentId: foreign, query: own }, {}]) {
        for (const [locale, accepted] of languages) {
          const answer = await post(server, app, body, { ...headers, 'accept-language': accepted })
          expect([answer.status, codeIn(answer)]).toEqual([400, 'UNKNOWN_OPERATION'])
          expectSentence(answer.body.errors[0].message, 'UNKNOWN_OPERATION', locale)
          expectNothingTold(answer)
        }
      }
      expect(codeIn(await post(server, app, '', headers, { method: 'GET', path: `?query=${encodeURIComponent(own)}` }))).toBe('UNKNOWN_OPERATION')
      const stream = await post(server, app, { query: 'subscription { recordChanged { type } }' }, { ...headers, accept: 'text/event-stream' })
      expect(stream.text).toContain('UNKNOWN_OPERATION')
    }
    expect(codeIn(await post(server, app, [byHash(named(app, 'Viewer'))]))).toBe('BAD_USER_INPUT')
  })

  test('a stream of the app’s own subscription is opened', async () => {
    const gone = new AbortController()
    const response = await fetch(`${server.url}/graphql/${app}`, { method: 'POST', signal: gone.signal, headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-csrf': '1', cookie: await cookieOf(people[app]) }, body: JSON.stringify(byHash(named(app, 'RecordChanged'))) })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
    await expect.poll(server.listeners, { timeout: 2_000 }).toBeGreaterThan(0)
    gone.abort()
  })

  test('a program with a key may ask anything within the limits; one whose key is none may not', async () => {
    const cookie = await cookieOf(people[app])
    const { body } = await post(server, app, byHash(named(app, 'CreateApiKey'), { input: { clientMutationId: newId(), name: 'any', permissions: ['catalog:read'] } }), { cookie })
    const { secret } = body.data.createApiKey as { secret: string }
    expect((await post(server, app, { query: own }, { authorization: `Bearer ${secret}` })).body.data.viewer.id).toBeTruthy()
    expect((await post(server, app, '', { authorization: `Bearer ${secret}` }, { method: 'GET', path: `?query=${encodeURIComponent(own)}` })).body.data.viewer.id).toBeTruthy()
    for (const authorization of [`Bearer ${secret}x`, 'Bearer x', 'Basic x']) expect((await post(server, app, { query: own }, { authorization, cookie })).body.data, authorization).toBeUndefined()
  })
})
