import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Cast, newId } from '../api/acting.ts'
import { mutation } from '../api/acting.ts'
import { type TestServer, appOf, demo, demoPassword, startServer } from '../support/server.ts'
import { Browser, refusal } from './signing-in.ts'
import { goodPassword, tokenFor } from './mail-links.ts'

let server: TestServer, cast: Cast, addresses = 0
beforeAll(async () => { server = await startServer(demo, { trustedProxies: ['127.0.0.1'] }); cast = new Cast(server) })
afterAll(() => server.close())

const browser = (email: string) => new Browser(server, appOf(email), `203.0.113.${++addresses}`)
const ask = (guest: Browser, email: string, clientMutationId = newId()) => guest.send(mutation(guest.app, 'requestPasswordReset'), { input: { clientMutationId, email } })
const reset = (guest: Browser, token: string, password = goodPassword) => guest.act('resetPassword', { token, password }, 'viewer { email } secondFactorNeeded { challenge }')
const idOf = async (email: string): Promise<string> => (await cast.rows('select id from app_user where email = ?', [email]))[0].id
const sent = async (email: string) => (await cast.rows<{ kind: string }>(`select kind from mail where user_id = ? and state = 'sent' order by created_at`, [await idOf(email)])).map(({ kind }) => kind)

test.each(['buyer@northstar.example', 'finance@guanxi.example'])('%s chooses a new password by a link, and is signed out everywhere else', async (email) => {
  const elsewhere = browser(email), guest = browser(email)
  await elsewhere.signIn(email)
  expect((await ask(guest, ` ${email.toUpperCase()}`.trim())).body.data.answer.errors).toEqual([])
  const token = await tokenFor(server, email)
  expect(server.mails(email)[0]!.text).toContain(`http://localhost/${appOf(email)}/reset-password#${token}`)
  expect(await elsewhere.viewer()).toBe(email)
  expect(await reset(guest, token)).toMatchObject({ errors: [], viewer: { email } })
  expect([await elsewhere.viewer(), await guest.viewer()]).toEqual([null, email])
  expect(refusal(await browser(email).signIn(email))).toEqual(['WRONG_PASSWORD', 'password'])
  expect(await browser(email).signIn(email, goodPassword)).toMatchObject({ errors: [] })
  await expect.poll(() => server.mails(email).length).toBe(2)
  expect(server.mails(email)[0]!.subject).toBe('Your password was changed')
  expect(server.mails(email)[0]!.text).not.toMatch(/https?:/)
  expect(refusal(await reset(browser(email), token))).toEqual(['LINK_INVALID', 'token'])
})

test('an address that nobody has, one at the other door, one of somebody kept out: the same bytes, and no mail', async () => {
  const there = 'seller@northstar.example', [{ id }] = await cast.rows(`update app_user set active = false where email = 'kowalski@northstar.example' returning id`)
  const answers = []
  for (const email of [there, 'nobody@northstar.example', 'desk@guanxi.example', 'kowalski@northstar.example']) {
    const { status, text, headers } = await ask(new Browser(server, 'partner', `203.0.113.${++addresses}`), email, 'the same')
    const { date: _date, 'content-length': length, ...rest } = headers
    answers.push({ status, text, length, rest: { ...rest, 'x-request-id': undefined } })
  }
  for (const answer of answers) expect(answer).toEqual(answers[0])
  await tokenFor(server, there)
  await expect.poll(async () => (await cast.rows(`select count(*)::int as n from mail where kind = 'reset_request'`))[0].n).toBe(0)
  expect(await cast.rows(`select 1 from mail where user_id = ?`, [id])).toEqual([])
  for (const email of ['nobody@northstar.example', 'desk@guanxi.example', 'kowalski@northstar.example']) expect(server.mails(email), email).toEqual([])
  await cast.rows('update app_user set active = true where id = ? returning 1', [id])
})

describe('a link that does not hold changes nothing', () => {
  const states: [string, (email: string, token: string) => Promise<unknown>][] = [
    ['out of date', (email) => cast.rows(`update password_link set expires_at = now() - interval '1 second' where user_id = (select id from app_user where email = ?) returning 1`, [email])],
    ['of somebody who was kept out', (email) => cast.rows('update app_user set active = false where email = ? returning 1', [email])],
    ['sent before another one was used', async (email) => { await ask(browser(email), email); await reset(browser(email), await tokenFor(server, email, 2)) }],
    ['after the password was changed otherwise', async (email) => { const guest = browser(email); await guest.signIn(email); await guest.act('changePassword', { currentPassword: demoPassword, newPassword: goodPassword }) }],
  ]
  const people = ['owner@rival.example', 'sales@rival.example', 'purchasing@rival.example', 'sales@ggcnc.example']
  test.each(states.map(([name, spoil], index) => [name, people[index]!, spoil] as const))('%s', async (_name, email, spoil) => {
    await cast.rows(`update app_user set roles = '{partner_administrator}' where email in ('sales@rival.example') returning 1`)
    await ask(browser(email), email)
    const token = await tokenFor(server, email)
    await spoil(email, token)
    const hash = async () => (await cast.rows('select password_hash from credential where user_id = ?', [await idOf(email)]))[0].password_hash
    const before = await hash()
    expect(refusal(await reset(browser(email), token, 'quite another password'))).toEqual(['LINK_INVALID', 'token'])
    expect(await hash()).toBe(before)
  })

  test('or for another purpose', async () => {
    const email = 'manager@northstar.example'
    await ask(browser(email), email)
    const token = await tokenFor(server, email)
    expect(refusal(await browser(email).act('acceptInvitation', { token, password: goodPassword }))).toEqual(['LINK_INVALID', 'token'])
    expect(refusal(await reset(browser(email), token, 'too short'))).toEqual(['PASSWORD_SHORT', 'password'])
    expect(await reset(browser(email), token)).toMatchObject({ errors: [] })
  })
})

test('nobody is written to without end, nor can one who asks in their place take their link away', async () => {
  const email = 'owner@substar.example', attacker = browser(email)
  await ask(browser(email), email)
  const token = await tokenFor(server, email)
  for (let count = 0; count < 4; count++) expect((await ask(attacker, email)).body.data.answer.errors).toEqual([])
  const { body, headers } = await ask(attacker, email)
  expect(body.data.answer.errors[0].code).toBe('RATE_LIMITED')
  expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  // nor from a hundred other networks
  for (let count = 0; count < 6; count++) await ask(browser(email), email)
  await expect.poll(async () => (await cast.rows(`select count(*)::int as n from mail where kind = 'reset_request' or state = 'queued'`))[0].n, { timeout: 5_000 }).toBe(0)
  expect(await sent(email)).toEqual(['reset', 'reset', 'reset', 'reset', 'reset'])
  expect(await reset(browser(email), token)).toMatchObject({ errors: [] })
})

test('a link is no way around the second factor', async () => {
  const email = 'whitfield@guanxi.example', guest = browser(email)
  await cast.rows(`insert into second_factor (user_id, secret, confirmed_at) values (?, '\\x00', now()) returning 1`, [await idOf(email)])
  await ask(guest, email)
  const answer = await reset(guest, await tokenFor(server, email))
  expect(answer).toMatchObject({ errors: [], viewer: null, secondFactorNeeded: { challenge: expect.any(String) } })
  expect(await guest.viewer()).toBeNull()
})

describe('changing the own password', () => {
  const email = 'manager@guanxi.example'
  test('needs the present one, and ends other sessions', async () => {
    const here = browser(email), elsewhere = browser(email)
    await here.signIn(email)
    await elsewhere.signIn(email)
    const change = (currentPassword: string, newPassword: string) => here.act('changePassword', { currentPassword, newPassword })
    expect(refusal(await change('wrong', goodPassword))).toEqual(['WRONG_PASSWORD', 'currentPassword'])
    expect(refusal(await change(demoPassword, 'short'))).toEqual(['PASSWORD_SHORT', 'newPassword'])
    expect(await elsewhere.viewer()).toBe(email)
    expect(await change(demoPassword, goodPassword)).toMatchObject({ errors: [] })
    expect([await here.viewer(), await elsewhere.viewer()]).toEqual([email, null])
    expect(await browser(email).signIn(email, goodPassword)).toMatchObject({ errors: [] })
    await expect.poll(() => sent(email)).toEqual(['password_changed'])
    // a receipt holds a hash of what was sent, which for a password would be too much
    expect(await cast.rows(`select 1 from mutation_receipt where operation in ('changePassword', 'resetPassword', 'acceptInvitation')`)).toEqual([])
  })

  test('is not for who is not there: nobody, or a key', async () => {
    const input = { currentPassword: demoPassword, newPassword: goodPassword }
    expect(refusal(await browser(email).act('changePassword', input))![0]).toBe('UNAUTHENTICATED')
    const { secret } = await cast.do('desk@guanxi.example', 'createApiKey', { name: 'X', permissions: ['order:read'] }, 'secret')
    const { body } = await browser(email).send(mutation('crm', 'changePassword'), { input: { clientMutationId: newId(), ...input } }, { authorization: `Bearer ${secret}`, cookie: '' })
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN')
  })

  test('guesses of who sits at a foreign screen are counted', async () => {
    const guest = browser('desk@guanxi.example')
    await guest.signIn('desk@guanxi.example')
    const codes = []
    for (let count = 0; count < 12; count++) codes.push(refusal(await guest.act('changePassword', { currentPassword: `guess ${count}`, newPassword: goodPassword }))![0])
    expect([codes[0], codes.at(-1)]).toEqual(['WRONG_PASSWORD', 'RATE_LIMITED'])
  })
})
