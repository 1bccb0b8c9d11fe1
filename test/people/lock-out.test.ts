import { afterAll, beforeAll, expect, test } from 'vitest'
import { Attempts } from '../../server/access/attempts.ts'
import { serve } from '../../server/http.ts'
import { addressOf, networkOf, networksOf } from '../../server/access/network.ts'
import { Vault } from '../../server/kit/vault.ts'
import { poolOf } from '../../server/orm.ts'
import { writeCast } from '../support/cast.ts'
import { type TestServer, startServer, testSettings } from '../support/server.ts'
import { Browser, codeIn, enrolled, refusal } from './signing-in.ts'

let server: TestServer
beforeAll(async () => { server = await startServer(({ adminUrl }) => writeCast(adminUrl), { trustedProxies: ['127.0.0.1'] }) })
afterAll(() => server.close())

const from = (address: string, app: 'crm' | 'partner' = 'partner') => new Browser(server, app, address)
const tally = (answers: any[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const code of answers.map((answer) => refusal(answer)?.[0] ?? 'in')) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

test('an attacker on many addresses uses up the strangers’ attempts, and never locks the owner out', async () => {
  const email = 'owner@northstar.example', home = from('203.0.113.5')
  expect((await home.signIn(email)).viewer).toEqual({ email })
  await home.act('signOut')

  const guesses = []
  for (let round = 0; round < 40; round++) guesses.push(await from(`198.51.100.${round}`).signIn(email, 'guess'))
  expect(tally(guesses)).toEqual({ WRONG_PASSWORD: 30, RATE_LIMITED: 10 })
  // right or wrong, a stranger waits now, and is told for how long
  const { body, headers } = await from('198.51.100.99').send('mutation { signIn(input: { clientMutationId: "1", email: "OWNER@northstar.example ", password: "guanxi-demo" }) { errors { code path retryAfter } viewer { id } } }')
  const [error] = body.data.signIn.errors
  expect([error.code, error.path, body.data.signIn.viewer]).toEqual(['RATE_LIMITED', ['email'], null])
  expect(error.retryAfter).toBeGreaterThan(3_000)
  expect(Number(headers['retry-after'])).toBe(error.retryAfter)
  // the owner's own browser goes on, from wherever it is
  home.address = '198.51.100.0'
  expect((await home.signIn(email)).viewer).toEqual({ email })
  // with guesses of its own that are counted, too
  const own = []
  for (let round = 0; round < 12; round++) own.push(await home.signIn(email, 'guess'))
  expect(tally(own)).toEqual({ WRONG_PASSWORD: 10, RATE_LIMITED: 2 })
  // a mark that somebody made up is a stranger's
  const forged = from('198.51.100.98')
  forged.cookies.set('guanxi-device', 'A'.repeat(43))
  expect(refusal(await forged.signIn(email))?.[0]).toBe('RATE_LIMITED')
})

test('counts hold on every node and after a restart, and an account that nobody has is counted alike', async () => {
  const address = '203.0.113.77', rounds = async (email: string) => { const codes = []; for (let round = 0; round < 12; round++) codes.push(await from(address).signIn(email, 'guess')); return tally(codes) }
  expect(await rounds('buyer@northstar.example')).toEqual({ WRONG_PASSWORD: 10, RATE_LIMITED: 2 })
  expect(await rounds('nobody@nowhere.example')).toEqual({ WRONG_PASSWORD: 10, RATE_LIMITED: 2 })
  const other = await serve({ settings: { ...testSettings(server.database), trustedProxies: ['127.0.0.1'] }, databases: server.database.databases, adminUrl: server.database.adminUrl })
  try {
    const there = new Browser({ ...server, url: `http://127.0.0.1:${other.port}` }, 'partner', address)
    for (const email of ['buyer@northstar.example', 'nobody@nowhere.example']) expect(refusal(await there.signIn(email))?.[0]).toBe('RATE_LIMITED')
    expect((await there.signIn('seller@northstar.example')).viewer).not.toBeNull()
  } finally {
    await other.close()
  }
})

test('many at once, and many in one request, are as many attempts', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => from('203.0.113.20').signIn('seller@rival.example', 'guess')))
  expect(tally(answers)).toEqual({ WRONG_PASSWORD: 10, RATE_LIMITED: 10 })
  const each = Array.from({ length: 14 }, (_, index) => `a${index}: signIn(input: { clientMutationId: "${index}", email: "buyer@rival.example", password: "guess" }) { errors { code path } }`)
  const { body } = await from('203.0.113.21').send(`mutation { ${each.join(' ')} }`)
  expect(body.errors).toBeUndefined()
  expect(tally(Object.values(body.data))).toEqual({ WRONG_PASSWORD: 10, RATE_LIMITED: 4 })
})

test('one address has a hundred attempts, whoever it tries', async () => {
  const attempts = new Attempts(await poolOf(server.database.databases.system), new Vault(server.database.secret)), network = '203.0.113.30'
  for (let round = 0; round < 100; round++) await attempts.take({ account: `nobody${round}@nowhere.example`, network, device: null }, 'email')
  expect(refusal(await from(network).signIn('manager@northstar.example'))?.[0]).toBe('RATE_LIMITED')
  expect((await from('203.0.113.31').signIn('manager@northstar.example')).viewer).not.toBeNull()
})

test('whoever knows the password alone guesses no more codes than anybody guesses passwords', async () => {
  const email = 'desk@guanxi.example', { browser: home, secret } = await enrolled(server, email), thief = from('203.0.113.40', 'crm')
  const answers: any[] = []
  for (let round = 0; round < 15; round++) {
    const first = await thief.signIn(email)
    answers.push(first.secondFactorNeeded ? await thief.confirm({ challenge: first.secondFactorNeeded.challenge, code: '000000' }) : first)
  }
  expect(tally(answers)).toEqual({ WRONG_CODE: 10, RATE_LIMITED: 5 })
  const { secondFactorNeeded: { challenge } } = await home.signIn(email)
  expect((await home.confirm({ challenge, code: await codeIn(secret) })).viewer).toEqual({ email })
})

test('whoever does not know the password uses up no attempts at the second step', async () => {
  const email = 'finance@guanxi.example', { secret } = await enrolled(server, email), traveller = from('203.0.113.50', 'crm')
  const { secondFactorNeeded: { challenge } } = await traveller.signIn(email)
  for (let round = 0; round < 31; round++) await from(`198.51.100.${round}`, 'crm').signIn(email, 'guess')
  expect(refusal(await from('203.0.113.51', 'crm').signIn(email))?.[0]).toBe('RATE_LIMITED')
  expect((await traveller.confirm({ challenge, code: await codeIn(secret) })).viewer).toEqual({ email })
})

test('only what trusted proxies say counts as the address', () => {
  const asked = (remoteAddress: string, said: string | undefined, ...trusted: string[]) => addressOf({ socket: { remoteAddress }, headers: { 'x-forwarded-for': said } } as any, networksOf(trusted))
  expect(asked('203.0.113.9', '10.1.1.1')).toBe('203.0.113.9')
  expect(asked('203.0.113.9', '10.1.1.1', '10.0.0.0/8')).toBe('203.0.113.9')
  expect(asked('10.0.0.1', '198.51.100.1', '10.0.0.0/8')).toBe('198.51.100.1')
  // what the visitor wrote stands before what the proxies saw
  expect(asked('10.0.0.1', '1.1.1.1, 198.51.100.1, 10.2.2.2', '10.0.0.0/8')).toBe('198.51.100.1')
  expect(asked('10.0.0.1', 'nonsense', '10.0.0.0/8')).toBe('10.0.0.1')
  expect(asked('10.0.0.1', undefined, '10.0.0.0/8')).toBe('10.0.0.1')
  expect(asked('::ffff:10.0.0.1', '2001:db8::1', '10.0.0.1')).toBe('2001:db8::1')
  expect(asked('fd00::1', '198.51.100.1', 'fd00::/8')).toBe('198.51.100.1')
  expect([networkOf('2001:db8:1:2:3:4:5:6'), networkOf('2001:db8:1:2:ffff::1'), networkOf('198.51.100.1')]).toEqual(['2001:db8:1:2::/64', '2001:db8:1:2::/64', '198.51.100.1'])
})
