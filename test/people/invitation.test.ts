import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Cast } from '../api/acting.ts'
import { type TestServer, demo, startServer } from '../support/server.ts'
import { Browser, refusal } from './signing-in.ts'
import { goodPassword, tokenFor } from './mail-links.ts'

let server: TestServer, cast: Cast, addresses = 0
beforeAll(async () => { server = await startServer(demo, { trustedProxies: ['127.0.0.1'] }); cast = new Cast(server) })
afterAll(() => server.close())

const owner = 'owner@northstar.example', admin = 'admin@guanxi.example', channel = 'channel@guanxi.example'
const browser = (app: 'crm' | 'partner') => new Browser(server, app, `198.51.100.${++addresses}`)
const accept = (guest: Browser, token: string, more: object = {}) => guest.act('acceptInvitation', { token, password: goodPassword, ...more }, 'viewer { email name }')
const person = async (email: string) => (await cast.rows('select * from app_user where email = ?', [email]))[0]
/** Somebody new of Northstar's, and the token of their first invitation. */
async function invited(name: string): Promise<{ id: string; email: string; token: string }> {
  const email = `${name}@northstar.example`
  const { user } = await cast.do(owner, 'createPartnerUser', { name, email, role: 'seller' }, 'user { id state actions }')
  expect(user).toMatchObject({ state: 'Invited', actions: ['update', 'deactivate', 'invite', 'revokeInvitation'] })
  return { id: user.id, email, token: await tokenFor(server, email) }
}

test.each([['partner', owner, 'createPartnerUser', { role: 'seller' }, 'Northstar Machinery'], ['crm', admin, 'createStaffUser', { roles: ['representative'] }, null]] as const)('%s: an invited person chooses a password and is in', async (app, who, verb, more, company) => {
  const email = app === 'crm' ? 'new.hire@guanxi.example' : 'new.hire@northstar.example'
  await cast.do(who, verb, { name: 'Nia <b>Hire</b>', email: ` ${email.toUpperCase()}`.trim(), locale: 'zh-Hant', ...more })
  const token = await tokenFor(server, email), [mail] = server.mails(email)
  expect(mail!.subject).toContain('使用權限')
  expect(mail!.html).toContain('Nia &lt;b&gt;Hire&lt;/b&gt;')
  expect(mail!.html).not.toMatch(/<script|<img|<b>/)
  for (const form of [mail!.text, mail!.html]) expect(form).toContain(`http://localhost/${app}/invitation#${token}`)

  const guest = browser(app)
  const { body } = await guest.send('query ($token: String!) { passwordLink(token: $token) { purpose name email company } }', { token })
  expect(body.data.passwordLink).toEqual({ purpose: 'invitation', name: 'Nia <b>Hire</b>', email, company: company ?? body.data.passwordLink.company })
  const answer = await accept(guest, token, { name: 'Nia Hire' })
  expect(answer).toMatchObject({ errors: [], viewer: { email, name: 'Nia Hire' } })
  expect(await guest.viewer()).toBe(email)
  expect((await person(email)).joined_at).not.toBeNull()
  const again = browser(app)
  expect(await again.signIn(email, goodPassword)).toMatchObject({ errors: [], viewer: { email } })
})

describe('a link that does not hold opens nothing', () => {
  const states: [string, (one: { id: string; email: string; token: string }) => Promise<unknown>][] = [
    ['used', ({ token }) => accept(browser('partner'), token)],
    ['out of date', ({ id }) => cast.rows(`update password_link set expires_at = now() - interval '1 second' where user_id = ? returning 1`, [id])],
    ['withdrawn', ({ id }) => cast.do(owner, 'revokeInvitation', { id })],
    ['replaced by another', async ({ id, email }) => { await cast.do(owner, 'inviteUser', { id }); await tokenFor(server, email, 2) }],
    ['of somebody who was kept out', ({ id }) => cast.do(owner, 'deactivateUser', { id })],
    ['of somebody who was kept out and let in again', async ({ id }) => { await cast.do(owner, 'deactivateUser', { id }); await cast.do(owner, 'activateUser', { id }) }],
    ['of somebody with another address by now', ({ id }) => cast.rows(`update app_user set email = 'moved.' || email where id = ? returning 1`, [id])],
  ]
  test.each(states)('%s', async (name, spoil) => {
    const one = await invited(`spoilt${states.findIndex(([state]) => state === name)}`)
    await spoil(one)
    const before = await cast.rows('select count(*)::int as n from session'), guest = browser('partner')
    const [{ password_hash: kept } = { password_hash: null }] = await cast.rows('select password_hash from credential where user_id = ?', [one.id])
    expect(refusal(await accept(guest, one.token, { password: 'another good password' }))).toEqual(['LINK_INVALID', 'token'])
    expect((await guest.send('query ($token: String!) { passwordLink(token: $token) { name } }', { token: one.token })).body.data).toEqual({ passwordLink: null })
    expect([await guest.viewer(), guest.cookies.size]).toEqual([null, 0])
    expect(await cast.rows('select count(*)::int as n from session')).toEqual(before)
    const [{ password_hash: now } = { password_hash: null }] = await cast.rows('select password_hash from credential where user_id = ?', [one.id])
    expect(now).toBe(kept)
  })

  test('at the other door, made up, or for another purpose', async () => {
    const { token } = await invited('door')
    for (const [app, made] of [['crm', token], ['partner', 'x'.repeat(43)], ['partner', ''], ['partner', "' or true --"]] as const)
      expect(refusal(await accept(browser(app), made)), made).toEqual(['LINK_INVALID', 'token'])
    expect(refusal(await browser('partner').act('resetPassword', { token, password: goodPassword }))).toEqual(['LINK_INVALID', 'token'])
    expect(await accept(browser('partner'), token)).toMatchObject({ errors: [] })
  })
})

test('of two who follow a link together, one comes in', async () => {
  const { token } = await invited('twice')
  const answers = await Promise.all([1, 2, 3, 4].map(() => accept(browser('partner'), token)))
  expect(answers.map((answer) => refusal(answer)?.[0] ?? 'in').sort()).toEqual(['LINK_INVALID', 'LINK_INVALID', 'LINK_INVALID', 'in'])
})

test('a password that is too short, too long, or the own name or address is refused at its field; the link still holds', async () => {
  const { token, email } = await invited('rosalind.franklin'), guest = browser('partner')
  for (const [password, code] of [['short', 'PASSWORD_SHORT'], ['elevenchars', 'PASSWORD_SHORT'], ['x'.repeat(201), 'TOO_LONG'], [email, 'PASSWORD_GUESSABLE'], ['RosalindFranklin1', 'PASSWORD_GUESSABLE'], ['northstar-rosalind', 'PASSWORD_GUESSABLE'],
    ['123456789012', 'PASSWORD_GUESSABLE'], ['aaaaaaaaaaaa', 'PASSWORD_GUESSABLE'], ['            ', 'PASSWORD_GUESSABLE'], ['Password123!', 'PASSWORD_GUESSABLE'], ['qwertyuiop12', 'PASSWORD_GUESSABLE']] as const)
    expect(refusal(await accept(guest, token, { password })), password).toEqual([code, 'password'])
  expect(await guest.viewer()).toBeNull()
  expect(await accept(guest, token, { password: '電話亭裡有一隻藍色的貓咪喔' })).toMatchObject({ errors: [] })
})

test('who has come in is not invited again, and nobody is written to without end', async () => {
  const { id, token, email } = await invited('patient')
  for (let count = 2; count <= 6; count++) { await cast.do(owner, 'inviteUser', { id }); await tokenFor(server, email, count) }
  expect(await cast.refusal(owner, 'inviteUser', { id })).toBe('RATE_LIMITED')
  expect(refusal(await accept(browser('partner'), token))).toEqual(['LINK_INVALID', 'token'])
  await accept(browser('partner'), await tokenFor(server, email, 6))
  for (const verb of ['inviteUser', 'revokeInvitation']) expect(await cast.refusal(admin, verb, { id }), verb).toBe('ILLEGAL_MOVE')
})

test('who may invite whom', async () => {
  const [{ id: partnerId }] = await cast.rows(`select id from partner where code = 'NST'`), [{ id: german }] = await cast.rows(`select id from partner where code = 'RWM'`)
  const staff = { name: 'X', email: 'x@guanxi.example', roles: ['administrator'] }, dealer = { name: 'X', role: 'seller' }
  for (const who of [channel, 'rep@guanxi.example']) expect(await cast.refusal(who, 'createStaffUser', staff), who).toBe('FORBIDDEN')
  expect(await cast.refusal('rep@guanxi.example', 'createPartnerUser', { ...dealer, partnerId, email: 'x1@northstar.example' })).toBe('FORBIDDEN')
  expect(await cast.refusal(channel, 'createPartnerUser', { ...dealer, partnerId: german, email: 'x1@rheinwerk.example' })).toBe('NOT_FOUND')
  await cast.do(channel, 'createPartnerUser', { ...dealer, partnerId, email: 'by.channel@northstar.example' })
  await tokenFor(server, 'by.channel@northstar.example')
  for (const who of ['manager@northstar.example', 'seller@northstar.example', 'buyer@northstar.example']) expect(await cast.refusal(who, 'createPartnerUser', { ...dealer, email: 'x2@northstar.example' }), who).toBe('FORBIDDEN')
  expect(await cast.refusal(owner, 'createPartnerUser', { ...dealer, role: 'administrator', email: 'x2@northstar.example' })).toBe('BAD_USER_INPUT')
  expect(await cast.refusal(admin, 'createStaffUser', { ...staff, email: owner })).toBe('TAKEN')
  expect(await cast.refusal(admin, 'createStaffUser', { ...staff, roles: ['seller'] })).toBe('BAD_USER_INPUT')
})

test("people of a partner that is not active yet are invited when it is", async () => {
  const [{ id: partnerId }] = await cast.rows(`select id from partner where state = 'Onboarding' limit 1`), email = 'early@lonestarspindle.example'
  const { user } = await cast.do(admin, 'createPartnerUser', { partnerId, name: 'Early', email, role: 'seller' }, 'user { id state }')
  expect(user.state).toBe('NotInvited')
  await cast.do(admin, 'activatePartner', { id: partnerId })
  await accept(browser('partner'), await tokenFor(server, email))
  expect((await cast.read(admin, `{ user(id: "${user.id}") { state } }`)).user.state).toBe('Active')
})

test('a token stands nowhere but in the mail', async () => {
  const { token, email } = await invited('secret')
  const tables = await cast.rows<{ name: string }>(`select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`)
  const guest = browser('partner')
  const found = async () => {
    const names: string[] = []
    for (const { name } of tables) if ((await cast.rows(`select 1 from ${name} t where position(? in t::text) > 0 limit 1`, [token]).catch(() => [])).length) names.push(name)
    return names
  }
  expect(await found()).toEqual([])
  await accept(guest, token)
  expect(await found()).toEqual([])
  expect((await cast.rows(`select state, attempts, address from mail m join app_user u on u.id = m.user_id where u.email = ?`, [email]))).toEqual([{ state: 'sent', attempts: 1, address: null }])
  // the search would find it
  expect(tables.length).toBeGreaterThan(40)
  await cast.rows(`update app_user set title = ? where email = ? returning 1`, [token, email])
  expect(await found()).toContain('public.app_user')
})
