import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Cast } from '../api/acting.ts'
import { idOf, userId, writeCast } from '../support/cast.ts'
import { type TestServer, demoPassword, startServer } from '../support/server.ts'
import { Browser, codeIn, enrolled, refusal } from './signing-in.ts'

let server: TestServer, cast: Cast
beforeAll(async () => { server = await startServer(({ adminUrl }) => writeCast(adminUrl), { trustedProxies: ['127.0.0.1'] }); cast = new Cast(server) })
afterAll(() => server.close())

/** Lets the same code be tried again. */
const forgetSteps = () => cast.rows('update second_factor set last_step = 0')
const challengeFor = async (browser: Browser, email: string): Promise<string> => (await browser.signIn(email)).secondFactorNeeded.challenge

test('is asked for once it is confirmed, and not before', async () => {
  const email = 'seller@northstar.example', browser = new Browser(server, 'partner')
  await browser.signIn(email)
  expect(refusal(await browser.act('confirmSecondFactor', { code: '123456' }))).toEqual(['ILLEGAL_MOVE', undefined])
  for (const password of [undefined, 'wrong']) expect(refusal(await browser.act('beginSecondFactor', { password }))).toEqual(['WRONG_PASSWORD', 'password'])
  await browser.act('beginSecondFactor', { password: demoPassword })
  const { secret, uri } = await browser.act('beginSecondFactor', { password: demoPassword }, 'secret uri')
  expect(uri).toContain(`secret=${secret}`)
  expect((await new Browser(server, 'partner').signIn(email)).viewer).toEqual({ email })

  for (const code of ['', '12345', 'abcdef', await codeIn(secret, 3), await codeIn(secret, -3)]) expect(refusal(await browser.act('confirmSecondFactor', { code })), code).toEqual(['WRONG_CODE', 'code'])
  const confirming = await codeIn(secret)
  const { recoveryCodes, secondFactor } = await browser.act('confirmSecondFactor', { code: confirming }, 'recoveryCodes secondFactor { recoveryCodesLeft since }')
  expect([new Set(recoveryCodes).size, secondFactor.recoveryCodesLeft]).toEqual([10, 10])
  expect(refusal(await browser.act('beginSecondFactor', { password: demoPassword }))).toEqual(['ILLEGAL_MOVE', undefined])

  const other = new Browser(server, 'partner')
  const first = await other.signIn(email)
  expect([first.viewer, other.cookies.size, await other.viewer()]).toEqual([null, 0, null])
  other.cookies.set('guanxi-partner', first.secondFactorNeeded.challenge)
  expect(await other.viewer()).toBeNull()
  // the code that confirmed it counts no more
  expect(refusal(await other.confirm({ challenge: first.secondFactorNeeded.challenge, code: confirming }))).toEqual(['WRONG_CODE', 'code'])
  expect((await other.confirm({ challenge: first.secondFactorNeeded.challenge, code: await codeIn(secret, 1) })).viewer).toEqual({ email })
  expect(await other.viewer()).toBe(email)
})

test('a code opens once, however many ask at the same time', async () => {
  const email = 'seller2@northstar.example', { secret } = await enrolled(server, email)
  const browsers = await Promise.all([1, 2, 3, 4].map(async () => { const browser = new Browser(server, 'partner'); return { browser, challenge: await challengeFor(browser, email) } }))
  const code = await codeIn(secret, 1)
  const answers = await Promise.all(browsers.map(({ browser, challenge }) => browser.confirm({ challenge, code })))
  expect(answers.map((answer) => refusal(answer)?.[0] ?? 'in').sort()).toEqual(['WRONG_CODE', 'WRONG_CODE', 'WRONG_CODE', 'in'])
  for (const steps of [-3, 3]) {
    await forgetSteps()
    expect(refusal(await browsers[0]!.browser.confirm({ challenge: await challengeFor(browsers[0]!.browser, email), code: await codeIn(secret, steps) })), `${steps}`).toEqual(['WRONG_CODE', 'code'])
  }
})

test('a challenge is for one sign-in, one network, one side, five minutes and five attempts', async () => {
  const email = 'rep@guanxi.example', { secret } = await enrolled(server, email), over = ['SIGN_IN_EXPIRED', 'challenge']
  const browser = new Browser(server, 'crm', '198.51.100.7'), code = () => codeIn(secret)
  let challenge = await challengeFor(browser, email)
  await forgetSteps()
  expect(refusal(await new Browser(server, 'crm', '198.51.100.8').confirm({ challenge, code: await code() }))).toEqual(over)
  expect(refusal(await new Browser(server, 'partner', '198.51.100.7').confirm({ challenge, code: await code() }))).toEqual(over)
  for (const invented of ['', 'x', challenge.slice(1), `${challenge}x`]) expect(refusal(await browser.confirm({ challenge: invented, code: await code() })), invented).toEqual(over)
  expect((await browser.confirm({ challenge, code: await code() })).viewer).toEqual({ email })
  await forgetSteps()
  expect(refusal(await browser.confirm({ challenge, code: await code() }))).toEqual(over)

  challenge = await challengeFor(browser, email)
  await cast.rows(`update sign_in_challenge set expires_at = now() - interval '1 second'`)
  expect(refusal(await browser.confirm({ challenge, code: await code() }))).toEqual(over)

  challenge = await challengeFor(browser, email)
  for (let round = 0; round < 5; round++) expect(refusal(await browser.confirm({ challenge, code: '000000' }))).toEqual(['WRONG_CODE', 'code'])
  expect(refusal(await browser.confirm({ challenge, code: await code() }))).toEqual(over)

  challenge = await challengeFor(browser, email)
  await cast.rows('update app_user set active = false where email = ?', [email])
  expect(refusal(await browser.confirm({ challenge, code: await code() }))).toEqual(over)
  expect(refusal(await browser.signIn(email))).toEqual(['WRONG_PASSWORD', 'password'])
  await cast.rows('update app_user set active = true where email = ?', [email])
})

test('recovery codes open once each, however they are typed, until new ones are made', async () => {
  const email = 'buyer@northstar.example', { browser, secret, recoveryCodes } = await enrolled(server, email), stranger = new Browser(server, 'partner')
  const enter = async (recoveryCode: string) => refusal(await stranger.confirm({ challenge: await challengeFor(stranger, email), recoveryCode }))?.[0] ?? 'in'
  expect([await enter(recoveryCodes[0]!), await enter(recoveryCodes[0]!)]).toEqual(['in', 'WRONG_CODE'])
  expect(await enter(` ${recoveryCodes[1]!.toUpperCase().replace('-', ' ')}`)).toBe('in')
  const challenges = [await challengeFor(stranger, email), await challengeFor(stranger, email)]
  const both = await Promise.all(challenges.map((challenge) => stranger.confirm({ challenge, recoveryCode: recoveryCodes[2]! })))
  expect(both.map((answer) => refusal(answer)?.[0] ?? 'in').sort()).toEqual(['WRONG_CODE', 'in'])
  // the trail says by what they came in
  expect(await cast.rows(`select data from audit_entry where action = 'signIn' and actor_id = ? order by number desc limit 3`, [userId('NST', 'buyer')])).toEqual(Array.from({ length: 3 }, () => ({ data: { step: 'recoveryCode' } })))
  // another person's code is nobody's
  const { recoveryCodes: others } = await enrolled(server, 'manager@northstar.example')
  expect(await enter(others[0]!)).toBe('WRONG_CODE')

  await forgetSteps()
  expect(refusal(await browser.act('renewRecoveryCodes', { code: '000000' }))).toEqual(['WRONG_CODE', 'code'])
  const renewed = await browser.act('renewRecoveryCodes', { code: await codeIn(secret) }, 'recoveryCodes secondFactor { recoveryCodesLeft }')
  expect(renewed.secondFactor.recoveryCodesLeft).toBe(10)
  expect([await enter(recoveryCodes[3]!), await enter(renewed.recoveryCodes[0])]).toEqual(['WRONG_CODE', 'in'])
})

test('its owner turns it off with the password or a code; then the password alone signs in', async () => {
  const email = 'owner@rival.example', { browser, secret } = await enrolled(server, email)
  for (const [proof, code] of [[{}, 'WRONG_CODE'], [{ password: 'wrong' }, 'WRONG_PASSWORD'], [{ code: '000000' }, 'WRONG_CODE']] as const) expect(refusal(await browser.act('turnOffSecondFactor', proof))?.[0]).toBe(code)
  expect(refusal(await browser.act('turnOffSecondFactor', { code: await codeIn(secret, 1) }))).toBeNull()
  expect(refusal(await browser.act('turnOffSecondFactor', { password: demoPassword }))).toEqual(['ILLEGAL_MOVE', undefined])
  expect((await new Browser(server, 'partner').signIn(email)).viewer).toEqual({ email })
  expect(await cast.rows('select 1 from recovery_code where user_id = ?', [userId('RVL', 'owner')])).toEqual([])
})

test('who manages people resets it for theirs, and nobody for others or themselves', async () => {
  const reset = (by: string, id: string) => cast.refusal(by, 'resetSecondFactor', { id })
  await enrolled(server, 'seller@rival.example')
  await enrolled(server, 'desk@guanxi.example')
  const seller = userId('RVL', 'seller'), desk = idOf('desk@guanxi.example')
  for (const [by, id, code] of [
    ['owner@substar.example', seller, 'NOT_FOUND'], ['manager@rival.example', seller, 'FORBIDDEN'], ['finance@guanxi.example', seller, 'FORBIDDEN'], ['channel@guanxi.example', seller, 'NOT_FOUND'],
    ['owner@rival.example', desk, 'NOT_FOUND'], ['owner@rival.example', userId('RVL', 'owner'), 'FORBIDDEN'], ['admin@guanxi.example', idOf('admin@guanxi.example'), 'FORBIDDEN'], ['admin@guanxi.example', 'x', 'NOT_FOUND'],
  ] as const) expect(await reset(by, id), `${by} ${id}`).toBe(code)
  const left = async () => (await cast.rows('select user_id from second_factor where user_id in (?, ?)', [seller, desk])).length
  expect(await left()).toBe(2)
  const offered = async (by: string, email: string) => (await cast.read(by, `{ users(filter: { search: "${email}" }) { nodes { actions } } }`)).users.nodes[0].actions.includes('resetSecondFactor')
  expect([await offered('owner@rival.example', 'seller@rival.example'), await offered('manager@rival.example', 'seller@rival.example'), await offered('admin@guanxi.example', 'desk@'), await offered('admin@guanxi.example', 'finance@')]).toEqual([true, false, true, false])
  expect([await reset('owner@rival.example', seller), await reset('admin@guanxi.example', desk), await left()]).toEqual([null, null, 0])
  expect(await cast.rows(`select user_id from mail where kind = 'second_factor_off' and user_id in (?, ?) order by created_at`, [seller, desk])).toEqual([{ user_id: seller }, { user_id: desk }])
  expect((await new Browser(server, 'partner').signIn('seller@rival.example')).viewer).toEqual({ email: 'seller@rival.example' })
  // who has none has none taken away, and nothing tells that it was
  expect(await reset('owner@rival.example', seller)).toBe('ILLEGAL_MOVE')
  expect(await cast.rows(`select 1 from event where type = 'user.secondFactorReset' and subject_id = ?`, [seller])).toHaveLength(1)
})

test('nothing that opens anything is kept where it could be read', async () => {
  const email = 'manager@rival.example', { browser, secret, recoveryCodes } = await enrolled(server, email)
  const challenge = await challengeFor(new Browser(server, 'partner'), email)
  const tables = await cast.rows<{ name: string }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege(oid, 'select')`)
  expect(tables.length).toBeGreaterThan(30)
  for (const { name } of tables) {
    const [{ all }] = await cast.rows(`select coalesce(string_agg(t::text, ' '), '') as all from ${name} t`)
    const hex = [secret, challenge, ...recoveryCodes, demoPassword].map((text) => Buffer.from(text).toString('hex'))
    for (const told of [secret, challenge, ...recoveryCodes, demoPassword, ...hex]) expect((all as string).includes(told), `${name} holds ${told}`).toBe(false)
  }
  // a receipt's hash of what was asked is no way to try passwords
  const guessable = createHash('sha256').update(JSON.stringify({ password: demoPassword })).digest('hex')
  expect(await cast.rows(`select operation from mutation_receipt where operation = 'beginSecondFactor'`)).not.toEqual([])
  expect(await cast.rows('select operation from mutation_receipt where input_hash = ?', [guessable])).toEqual([])
  // a sealed secret opens in its own place alone
  await cast.rows(`update second_factor set last_step = 0, secret = (select secret from second_factor where user_id = ?) where user_id = ?`, [userId('NST', 'buyer'), userId('RVL', 'manager')])
  expect(refusal(await browser.act('turnOffSecondFactor', { code: await codeIn(secret) }))).toEqual(['WRONG_CODE', 'code'])
})

test('a key handles nothing of it', async () => {
  const { secret } = await cast.do('owner@northstar.example', 'createApiKey', { name: 'k', permissions: ['order:read', 'key:manage'] }, 'secret')
  for (const query of ['{ secondFactor { since } }', '{ sessions { id } }', 'mutation { beginSecondFactor(input: { clientMutationId: "1" }) { secret } }', 'mutation { endOtherSessions(input: { clientMutationId: "2" }) { ended } }']) {
    const answer = await fetch(`${server.url}/graphql/partner`, { method: 'POST', headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }, body: JSON.stringify({ query }) })
    expect((await answer.json() as any).errors[0].extensions.code, query).toBe('FORBIDDEN')
  }
})

test('nor of anybody else’s, and tells of nothing that it did not do', async () => {
  const seller = userId('NST', 'seller'), { secret } = await cast.do('owner@northstar.example', 'createApiKey', { name: 'k', permissions: ['user:manage', 'user:read'] }, 'secret')
  for (const [verb, input] of [['resetSecondFactor', `id: "${seller}"`], ['endSessionsOf', `userId: "${seller}"`]] as const) {
    const query = `mutation { ${verb}(input: { clientMutationId: "${verb}", ${input} }) { errors { code } } }`
    const answer = await fetch(`${server.url}/graphql/partner`, { method: 'POST', headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }, body: JSON.stringify({ query }) })
    expect((await answer.json() as any).data[verb].errors, verb).toEqual([{ code: 'FORBIDDEN' }])
  }
  expect(await cast.rows(`select 1 from event where type in ('user.secondFactorReset', 'user.sessionsEnded') and subject_id = ?`, [seller])).toEqual([])
})
