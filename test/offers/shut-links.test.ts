import { afterAll, beforeAll, expect, test } from 'vitest'
import { linkIdIn, linkToken } from '../../server/quotes/link-token.ts'
import { Vault } from '../../server/kit/vault.ts'
import { Cast, newId } from '../api/acting.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { Offering, dealer, rep } from './offering.ts'

// Links that lead nowhere any more, and what only looks like one.
let server: TestServer, cast: Cast, offers: Offering
beforeAll(async () => { server = await startServer(); cast = new Cast(server); offers = new Offering(cast) })
afterAll(() => server.close())

const nowhere = async (path: string, id: string, status = 410) => {
  const [number] = await cast.rows('select number from quote where id = ?', [id])
  for (const at of [path, `${path}?pdf=1`]) {
    const { status: answered, html } = await offers.open(at)
    expect([at, answered]).toEqual([at, status])
    expect(html).not.toContain(number.number)
  }
  expect((await offers.answer(path, {})).status).toBe(status)
  return await offers.orders(id)
}

test('one that was withdrawn, and nobody withdraws one twice', async () => {
  const { id, link } = await offers.sent()
  await cast.do(rep, 'revokeQuoteLink', { id: link.id })
  expect(await nowhere(link.path, id)).toEqual([])
  expect(await cast.refusal(rep, 'revokeQuoteLink', { id: link.id })).toBe('ILLEGAL_MOVE')
  expect(await cast.refusal(dealer, 'acceptQuote', { id })).toBe(null)
})

test('one whose day is over, one of an offer that was revised, and one of an offer that was withdrawn', async () => {
  const old = await offers.sent(), revised = await offers.sent(), canceled = await offers.sent()
  await cast.rows(`update quote_link set expires_at = now() - interval '1 second' where id = ?`, [old.link.id])
  await cast.do(rep, 'reviseQuote', { id: revised.id })
  await cast.do(rep, 'cancelQuote', { id: canceled.id })
  for (const one of [old, revised, canceled]) expect(await nowhere(one.link.path, one.id)).toEqual([])
})

test('one of a person who has left, or whose partner was suspended', async () => {
  const left = await offers.sent(), [person] = await cast.rows('select id from app_user where email = ?', [dealer])
  await cast.rows('update quote_link set user_id = (select u.id from app_user u join partner p on p.id = u.partner_id where p.code = \'NST\' and u.id <> ? limit 1) where id = ?', [person.id, left.link.id])
  await cast.rows(`update app_user set active = false where id = (select user_id from quote_link where id = ?)`, [left.link.id])
  expect(await nowhere(left.link.path, left.id)).toEqual([])
})

test('an answered one makes nothing twice', async () => {
  const { id, link } = await offers.sent(), { html } = await offers.open(link.path), sha256 = /name="sha256" value="(\w+)"/.exec(html)![1]!
  for (const yes of ['yes', 'yes', 'no']) await fetch(server.url + link.path, { method: 'POST', body: new URLSearchParams({ answer: yes, sha256, signer: 'Ada', agreed: '1' }), redirect: 'manual' })
  expect(await offers.orders(id)).toHaveLength(1)
})

test('a link holds no more than its own offer: no id of another, no other way in', async () => {
  const { link } = await offers.sent(), other = await offers.sent(), [, , token] = link.path.split('/') as [string, string, string]
  expect((await fetch(`${server.url}/graphql/partner`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf': '1', authorization: `Bearer ${token}` }, body: JSON.stringify({ query: `{ quote(id: "${other.id}") { number } }` }) })).status).toBe(401)
  expect((await offers.open(`/partner/files/quotes/${other.id}.pdf`, { authorization: `Bearer ${token}` })).status).toBe(401)
  const { html } = await offers.open(`${link.path}?id=${other.id}&versionId=${other.id}`)
  const [number] = await cast.rows('select number from quote where id = ?', [other.id])
  expect(html).not.toContain(number.number)
})

test('a mark is this installation’s own, and belongs to one id', () => {
  const ours = new Vault('one secret'), theirs = new Vault('another secret'), id = newId(), token = linkToken(ours, id)
  expect(linkIdIn(ours, token)).toBe(id)
  expect(linkIdIn(theirs, token)).toBe(null)
  const other = linkToken(ours, newId())
  const forged = [token.slice(0, 22) + other.slice(22), other.slice(0, 21) + token.slice(21), `${token}A`, token.slice(1), token.slice(0, -1), `${token}=`, '', 'x', 'A'.repeat(54), encodeURIComponent('../x')]
  for (const [index] of [...token].entries()) forged.push(token.slice(0, index) + (token[index] === 'A' ? 'B' : 'A') + token.slice(index + 1))
  expect(forged.filter((one) => one !== token && linkIdIn(ours, one) !== null)).toEqual([])
})

test('who guesses is told nothing, and has to wait after a while', async () => {
  const { id, link } = await offers.sent(), guesses = ['x', 'A'.repeat(54), `${link.path.slice(8, -2)}AA`, id]
  const pages = await Promise.all(guesses.map(async (token) => offers.open(`/offers/${token}`)))
  expect(pages.map(({ status }) => status)).toEqual(guesses.map(() => 404))
  expect(new Set(pages.map(({ html }) => html)).size).toBe(1)
  const statuses: number[] = []
  for (let n = 0; n < 40; n++) statuses.push((await offers.open('/offers/guess')).status)
  expect(statuses.at(-1)).toBe(429)
})
