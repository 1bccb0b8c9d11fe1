import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserOf, systemOf } from '../../server/people/agent.ts'
import { Cast, nobodysId } from '../api/acting.ts'
import { idOf, userId, writeCast } from '../support/cast.ts'
import { type TestServer, appOf, startServer } from '../support/server.ts'
import { Browser, refusal } from './signing-in.ts'

let server: TestServer, cast: Cast
beforeAll(async () => { server = await startServer(({ adminUrl }) => writeCast(adminUrl), { trustedProxies: ['127.0.0.1'] }); cast = new Cast(server) })
afterAll(() => server.close())

const email = 'seller@northstar.example'
const signedIn = async (who = email, address = '192.0.2.1') => { const browser = new Browser(server, appOf(who), address); await browser.signIn(who); return browser }
const sessions = async (browser: Browser) => (await browser.send('{ sessions { id browser system address createdAt seenAt current } }')).body.data.sessions as any[]

test('their owner sees each with where it is, and ends one or all others', async () => {
  const [first, second, third] = [await signedIn(), await signedIn(email, '198.51.100.4'), await signedIn()]
  const seen = await sessions(second!)
  expect(seen.map(({ browser, system, address, current }) => [browser, system, address, current]).sort()).toEqual([['Firefox', 'Windows', '192.0.2.1', false], ['Firefox', 'Windows', '192.0.2.1', false], ['Firefox', 'Windows', '198.51.100.4', true]])
  const mine = (await sessions(first!)).find(({ current }) => current)
  const rival = await signedIn('seller@rival.example')
  for (const id of [mine.id, nobodysId, 'x']) expect(refusal(await rival.act('endSession', { id })), id).toEqual(['NOT_FOUND', 'id'])
  expect(await first!.viewer()).toBe(email)
  expect((await second!.act('endSession', { id: mine.id }, 'ended')).ended).toBe(1)
  expect([await first!.viewer(), await second!.viewer(), await third!.viewer()]).toEqual([null, email, email])
  expect(refusal(await second!.act('endSession', { id: mine.id }))).toEqual(['NOT_FOUND', 'id'])
  expect((await third!.act('endOtherSessions', {}, 'ended')).ended).toBe(1)
  expect([await second!.viewer(), await third!.viewer(), await rival.viewer()]).toEqual([null, email, 'seller@rival.example'])
})

test('one that nobody used for two weeks has ended, and does not come back', async () => {
  const browser = await signedIn()
  await cast.rows(`update session set seen_at = now() - interval '13 days'`)
  expect(await browser.viewer()).toBe(email)
  await cast.rows(`update session set seen_at = now() - interval '15 days'`)
  expect([await browser.viewer(), await browser.viewer()]).toEqual([null, null])
  expect(await sessions(await signedIn())).toHaveLength(1)
})

test('who manages people signs theirs out everywhere, and nobody else’s', async () => {
  const people = async () => [await signedIn('buyer@northstar.example'), await signedIn('buyer@rival.example'), await signedIn('desk@guanxi.example')]
  const browsers = await people(), there = () => Promise.all(browsers.map((browser) => browser.viewer()))
  expect((await cast.read('owner@northstar.example', '{ users(filter: { search: "buyer@" }) { nodes { actions } } }')).users.nodes[0].actions).toContain('endSessions')
  const [buyer, rival, desk] = [userId('NST', 'buyer'), userId('RVL', 'buyer'), idOf('desk@guanxi.example')]
  for (const [by, id, code] of [
    ['owner@rival.example', buyer, 'NOT_FOUND'], ['manager@northstar.example', buyer, 'FORBIDDEN'], ['rep@guanxi.example', buyer, 'FORBIDDEN'], ['channel2@guanxi.example', buyer, 'NOT_FOUND'],
    ['owner@northstar.example', desk, 'NOT_FOUND'], ['owner@northstar.example', userId('NST', 'owner'), 'FORBIDDEN'],
  ] as const) expect(await cast.refusal(by, 'endSessionsOf', { userId: id }), `${by} ${id}`).toBe(code)
  expect(await there()).toEqual(['buyer@northstar.example', 'buyer@rival.example', 'desk@guanxi.example'])
  for (const [by, id] of [['owner@northstar.example', buyer], ['channel2@guanxi.example', rival], ['admin@guanxi.example', desk]] as const) expect(await cast.refusal(by, 'endSessionsOf', { userId: id })).toBeNull()
  expect(await there()).toEqual([null, null, null])
  expect(await cast.rows('select 1 from known_device where user_id in (?, ?, ?)', [buyer, rival, desk])).toEqual([])
})

test('browsers are called as their owners call them', () => {
  const named = (agent: string) => `${browserOf(agent)} ${systemOf(agent)}`
  expect(named('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0')).toBe('Edge Windows')
  expect(named('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15')).toBe('Safari macOS')
  expect(named('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/138.0 Mobile/15E148 Safari/604.1')).toBe('Chrome iPhone')
  expect(named('Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36')).toBe('Chrome Android')
  expect(named('')).toBe('null null')
})
