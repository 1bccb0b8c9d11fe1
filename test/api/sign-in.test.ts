import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, type TestServer, demoPassword, startServer } from '../support/server.ts'
import { Cast, mutation, newId } from './acting.ts'
import { type Posted, expectNothingTold, expectSentence, languages, post } from './posting.ts'

let server: TestServer, cast: Cast
beforeAll(async () => { server = await startServer(); cast = new Cast(server) })
afterAll(() => server.close())

const attempt = (app: App, email: string, password: string, headers: Record<string, string> = {}): Promise<Posted> =>
  post(server, app, { query: mutation(app, 'signIn', 'viewer { email }'), variables: { input: { clientMutationId: 'x', email, password } } }, headers)
const viewer = async (cookie: string, app: App = 'partner') => (await server.gql(app, cookie, '{ viewer { email } }')).data.viewer
const cookieOf = ({ headers }: Posted): string => String(headers['set-cookie']).split(';')[0]!

test('a wrong password, an unknown address and the other side’s people get the same answer, in three languages', async () => {
  const before = await cast.everything()
  for (const [locale, accepted] of languages) {
    const answers = await Promise.all([
      attempt('partner', 'seller@northstar.example', 'wrong', { 'accept-language': accepted }), attempt('partner', 'nobody@nowhere.example', 'wrong', { 'accept-language': accepted }),
      attempt('partner', 'rep@guanxi.example', demoPassword, { 'accept-language': accepted }), attempt('partner', 'seller@northstar.example', '', { 'accept-language': accepted }),
    ])
    for (const answer of answers) {
      expect(answer.body).toEqual(answers[0]!.body)
      expect(answer.headers['set-cookie']).toBeUndefined()
      expectNothingTold(answer)
    }
    const [error] = answers[0]!.body.data.answer.errors
    expect([error.code, error.path]).toEqual(['WRONG_PASSWORD', ['password']])
    expectSentence(error.message, 'WRONG_PASSWORD', locale)
  }
  expect(await cast.everything()).toEqual(before)
})

test('people of a partner that is suspended cannot sign in', async () => {
  expect((await attempt('partner', 'leitung@bavaria-spann.example', demoPassword)).body.data.answer.errors[0].code).toBe('WRONG_PASSWORD')
})

test('after ten attempts on an address even the right password waits; other people do not', async () => {
  const codes = []
  for (let round = 0; round < 11; round++) codes.push((await attempt('partner', 'sales@rival.example', 'wrong')).body.data.answer.errors[0].code)
  expect(codes).toEqual([...Array<string>(10).fill('WRONG_PASSWORD'), 'RATE_LIMITED'])
  for (const [locale, accepted] of languages) {
    const [error] = (await attempt('partner', ' SALES@rival.example', demoPassword, { 'accept-language': accepted })).body.data.answer.errors
    expect(error.code).toBe('RATE_LIMITED')
    expectSentence(error.message, 'RATE_LIMITED', locale)
  }
  expect((await attempt('partner', 'kowalski@northstar.example', demoPassword)).body.data.answer.viewer.email).toBe('kowalski@northstar.example')
})

test('a session ends when it expires, is left or its person is deactivated, and a new one replaces it', async () => {
  const email = 'seller@northstar.example'
  const signIn = async (headers: Record<string, string> = {}) => cookieOf(await attempt('partner', email, demoPassword, headers))
  const first = await signIn()
  expect(await viewer(first)).toEqual({ email })
  expect((await server.gql('crm', first.replace('guanxi-partner', 'guanxi-crm'), '{ viewer { email } }')).data.viewer).toBeNull()

  const second = await signIn({ cookie: first })
  expect(second).not.toBe(first)
  expect([await viewer(first), await viewer(second)]).toEqual([null, { email }])

  await cast.rows(`update session set expires_at = now() - interval '1 second' where user_id = (select id from app_user where email = ?)`, [email])
  expect(await viewer(second)).toBeNull()
  expect((await server.gql('partner', second, '{ quotes { nodes { id } } }')).errors![0]!.extensions.code).toBe('UNAUTHENTICATED')
  for (const [locale, accepted] of languages) {
    const answer = await post(server, 'partner', { query: mutation('partner', 'clearCart'), variables: { input: { clientMutationId: newId() } } }, { cookie: second, 'accept-language': accepted })
    expect(answer.body.errors[0].extensions.code).toBe('UNAUTHENTICATED')
    expectSentence(answer.body.errors[0].message, 'UNAUTHENTICATED', locale)
  }

  const third = await signIn()
  await server.gql('partner', third, mutation('partner', 'signOut'), { input: { clientMutationId: newId() } })
  expect(await viewer(third)).toBeNull()

  const fourth = await signIn()
  const [{ id }] = await cast.rows('select id from app_user where email = ?', [email])
  await cast.do('owner@northstar.example', 'deactivateUser', { id })
  expect(await viewer(fourth)).toBeNull()
  expect((await attempt('partner', email, demoPassword)).body.data.answer.errors[0].code).toBe('WRONG_PASSWORD')
})

test('the cookie is out of reach of scripts and other sites, and holds nothing but chance', async () => {
  const answer = await attempt('partner', 'manager@northstar.example', demoPassword)
  const [session, device] = answer.headers['set-cookie'] as unknown as string[]
  expect(session).toMatch(/^guanxi-partner=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/)
  expect(device).toMatch(/^guanxi-device=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=15552000$/)
  const stored = await cast.rows(`select encode(token_hash, 'base64') as hash from session`)
  expect(JSON.stringify(stored)).not.toContain(cookieOf(answer).split('=')[1])
  for (const forged of ['guanxi-partner=', 'guanxi-partner=x', `guanxi-partner=${'A'.repeat(43)}`, `guanxi-partner=${'x'.repeat(5_000)}`, "guanxi-partner=' or true --"]) expect(await viewer(forged)).toBeNull()
})
