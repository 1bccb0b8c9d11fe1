import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageOf } from '../../server/people/oidc-routes.ts'
import { Cast } from '../api/acting.ts'
import { userId, writeCast } from '../support/cast.ts'
import { type App, type TestServer, startServer } from '../support/server.ts'
import { type TestProvider, client, startProvider } from './provider.ts'
import { Browser, codeIn, enrolled } from './signing-in.ts'

let server: TestServer, provider: TestProvider, cast: Cast
beforeAll(async () => {
  const port = await freePort(), publicUrl = `http://127.0.0.1:${port}`
  provider = await startProvider(['crm', 'partner'].map((app) => `${publicUrl}/${app}/sign-in/oidc/callback`))
  server = await startServer(({ adminUrl }) => writeCast(adminUrl), { port, publicUrl, trustedProxies: ['127.0.0.1'], oidc: { issuer: provider.issuer, ...client } })
  cast = new Cast(server)
})
afterAll(async () => { await server.close(); await provider.close() })

function freePort(): Promise<number> {
  const probe = createServer()
  return new Promise((resolve) => probe.listen(0, '127.0.0.1', () => { const { port } = probe.address() as AddressInfo; probe.close(() => resolve(port)) }))
}

/** A browser's visit to a page of ours: where it is sent, with its cookies kept. */
async function go(browser: Browser, url: string): Promise<string> {
  const answer = await fetch(new URL(url, server.url), { redirect: 'manual', headers: { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
  browser.keep(answer.headers.getSetCookie())
  return answer.headers.get('location')!
}
const begin = (browser: Browser, to = '') => go(browser, `/${browser.app}/sign-in/oidc${to && `?to=${encodeURIComponent(to)}`}`)
/** All the way to the provider and back, with what happens on the way. */
async function wayOf(browser: Browser, change: { away?: (url: URL) => void; back?: (url: URL) => void } = {}, to = ''): Promise<string> {
  const away = new URL(await begin(browser, to))
  change.away?.(away)
  const back = new URL(await provider.visit(away.href))
  change.back?.(back)
  return go(browser, back.href)
}
const fresh = (app: App = 'partner') => new Browser(server, app)

test('whom the provider knows by a verified address is signed in, and led to where they were going', async () => {
  provider.signIn({ sub: 'nst-owner', email: 'Owner@northstar.example' })
  const browser = fresh()
  const away = new URL(await begin(browser))
  expect([...away.searchParams.keys()].sort()).toEqual(['client_id', 'code_challenge', 'code_challenge_method', 'nonce', 'redirect_uri', 'response_type', 'scope', 'state'])
  expect(await wayOf(browser, {}, '/partner/quotes?state=Presented')).toBe('/partner/quotes?state=Presented')
  expect(await browser.viewer()).toBe('owner@northstar.example')
  expect([...browser.cookies.keys()].sort()).toEqual(['guanxi-device', 'guanxi-partner'])
  expect((await browser.send('{ signInOptions { singleSignOn } }')).body.data.signInOptions).toEqual({ singleSignOn: true })

  provider.signIn({ sub: 'rep', email: 'rep@guanxi.example' })
  const staff = fresh('crm')
  expect(await wayOf(staff)).toBe('/crm')
  expect(await staff.viewer()).toBe('rep@guanxi.example')
})

test('the link holds when the address changes, and the address alone brings nobody else along', async () => {
  provider.signIn({ sub: 'rvl-seller', email: 'seller@rival.example' })
  expect(await wayOf(fresh())).toBe('/partner')
  await cast.rows(`update app_user set email = 'renamed@rival.example' where id = ?`, [userId('RVL', 'seller')])
  const renamed = fresh()
  expect(await wayOf(renamed)).toBe('/partner')
  expect(await renamed.viewer()).toBe('renamed@rival.example')
  // somebody new was given the address at the provider
  provider.signIn({ sub: 'successor', email: 'renamed@rival.example' })
  const other = fresh()
  expect([await wayOf(other), await other.viewer()]).toEqual(['/partner?sign-in=unknown', null])
  expect(await cast.rows('select subject from user_identity where user_id = ?', [userId('RVL', 'seller')])).toEqual([{ subject: 'rvl-seller' }])
})

test('nobody else is let in, or made', async () => {
  const people = (await cast.rows('select id from app_user')).length, told = () => cast.rows(`select actor_id, data from audit_entry where action = 'signInFailed'`), before = (await told()).length
  await cast.rows(`update app_user set active = false where email = 'buyer@rival.example'`)
  await cast.rows(`update partner set state = 'Suspended' where code = 'SUB'`)
  for (const account of [
    { sub: 'stranger', email: 'stranger@nowhere.example' }, { sub: 'unverified', email: 'manager@rival.example', verified: false }, { sub: 'silent' }, { sub: 'staff', email: 'desk@guanxi.example' },
    { sub: 'left', email: 'buyer@rival.example' }, { sub: 'suspended', email: 'owner@substar.example' },
  ]) {
    provider.signIn(account)
    const browser = fresh()
    expect([await wayOf(browser), await browser.viewer()], account.sub).toEqual(['/partner?sign-in=unknown', null])
  }
  // who was linked and then left stays out
  provider.signIn({ sub: 'nst-seller', email: 'seller@northstar.example' })
  expect(await wayOf(fresh())).toBe('/partner')
  await cast.rows(`update app_user set active = false where email = 'seller@northstar.example'`)
  expect(await wayOf(fresh())).toBe('/partner?sign-in=unknown')
  expect(await wayOf(fresh('crm'))).toBe('/crm?sign-in=unknown')
  expect((await cast.rows('select id from app_user')).length).toBe(people)
  // the trail tells of each, and not what the provider said of them
  expect((await told()).slice(before)).toEqual(Array.from({ length: 8 }, () => ({ actor_id: null, data: { step: 'provider' } })))
  expect(await cast.rows(`select subject from user_identity where subject in ('stranger', 'unverified', 'silent', 'staff', 'left', 'suspended')`)).toEqual([])
})

test('an answer that was not asked for by this browser, just now, is none', async () => {
  provider.signIn({ sub: 'nst-manager', email: 'manager@northstar.example' })
  const failed = '/partner?sign-in=failed'
  expect(await wayOf(fresh(), { back: (url) => url.searchParams.set('state', 'another') })).toBe(failed)
  expect(await wayOf(fresh(), { back: (url) => url.searchParams.delete('state') })).toBe(failed)
  expect(await wayOf(fresh(), { away: (url) => url.searchParams.set('nonce', 'another') })).toBe(failed)
  expect(await wayOf(fresh(), { back: (url) => url.searchParams.set('code', 'guessed') })).toBe(failed)
  expect(await wayOf(fresh(), { back: (url) => url.searchParams.set('iss', 'https://elsewhere.example') })).toBe(failed)

  const [mine, victim] = [fresh(), fresh()]
  const back = new URL(await provider.visit(await begin(mine)))
  await begin(victim)
  // an attacker's answer, in the victim's browser; with the victim's own state the code does not fit its verifier
  expect(await go(victim, back.href)).toBe(failed)
  const theirs = new URL(await begin(victim))
  expect(await go(victim, `${back.pathname}?code=${back.searchParams.get('code')}&state=${theirs.searchParams.get('state')}&iss=${encodeURIComponent(provider.issuer)}`)).toBe(failed)
  expect(await go(fresh(), back.href)).toBe(failed)
  expect(await victim.viewer()).toBeNull()

  const once = fresh(), answer = await provider.visit(await begin(once)), kept = new Map(once.cookies)
  expect(await go(once, answer)).toBe('/partner')
  for (const [name, value] of kept) once.cookies.set(name, value)
  expect(await go(once, answer)).toBe(failed)
  // what was kept for one app does not open the other
  const crossing = fresh()
  const other = await provider.visit(await begin(crossing))
  crossing.cookies.set('guanxi-oidc-crm', crossing.cookies.get('guanxi-oidc-partner')!)
  expect(await go(crossing, other.replace('/partner/', '/crm/'))).toBe('/crm?sign-in=failed')
  expect(await go(fresh(), '/partner/sign-in/oidc/callback?error=access_denied&state=x')).toBe(failed)
})

test('leads to pages of its app alone', async () => {
  for (const to of ['https://evil.example/', '//evil.example/partner', '/\\evil.example', '/partner/../crm', '/partnership', 'javascript:alert(1)', '/partner/sign-in/oidc', 'http://here:80@evil.example/partner', '\t//evil.example', 'x'.repeat(3)])
    expect(pageOf('partner', to), to).toBe('/partner')
  expect([pageOf('partner', '/partner/orders?x=1'), pageOf('crm', '/crm/quotes/1'), pageOf('crm', null)]).toEqual(['/partner/orders?x=1', '/crm/quotes/1', '/crm'])
  provider.signIn({ sub: 'nst-owner', email: 'owner@northstar.example' })
  expect(await wayOf(fresh(), {}, 'https://evil.example/partner')).toBe('/partner')
})

test('the provider vouches for the second factor of who comes through it; the password alone does not', async () => {
  const email = 'owner@rival.example', { secret } = await enrolled(server, email), browser = fresh()
  provider.signIn({ sub: 'rvl-owner', email })
  expect([await wayOf(browser), await browser.viewer()]).toEqual(['/partner', email])
  const first = await fresh().signIn(email)
  expect(first.viewer).toBeNull()
  expect((await fresh().confirm({ challenge: first.secondFactorNeeded.challenge, code: await codeIn(secret) })).viewer).toEqual({ email })
})

test('without a provider there is no way to it, and one that is down is told', async () => {
  const plain = await startServer(({ adminUrl }) => writeCast(adminUrl)), down = await startServer(({ adminUrl }) => writeCast(adminUrl), { oidc: { issuer: 'http://127.0.0.1:1', ...client } })
  try {
    expect((await plain.gql('crm', null, '{ signInOptions { singleSignOn } }')).data.signInOptions).toEqual({ singleSignOn: false })
    for (const { url } of [plain, down]) {
      const answer = await fetch(`${url}/crm/sign-in/oidc`, { redirect: 'manual' })
      expect([answer.status, answer.headers.get('location')]).toEqual([302, '/crm?sign-in=unavailable'])
    }
  } finally {
    await plain.close()
    await down.close()
  }
})
