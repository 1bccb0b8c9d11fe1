import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Cast, nobodysId } from '../api/acting.ts'
import { idOf, writeCast } from '../support/cast.ts'
import { type TestServer, startServer } from '../support/server.ts'

// What somebody agreed to, from staff's side and their dealer's: every verb in every state.
const rep = 'rep@guanxi.example', owner = 'owner@northstar.example', buyer = 'buyer@northstar.example', rival = 'owner@rival.example', parent = owner
let server: TestServer, cast: Cast
beforeAll(async () => { server = await startServer(({ adminUrl }) => writeCast(adminUrl)); cast = new Cast(server) })
afterAll(() => server.close())

const contactOf = (account: string) => idOf(`contact ${idOf(`account ${account}`)}`)
const ours = contactOf('NST seller')
const reach = { channel: 'PHONE', purpose: 'SURVEY' }
const input = (more: object = {}) => ({ contactId: ours, ...reach, source: 'PHONE', ...more })
const may = async (email: string, id = ours, of = reach): Promise<boolean | null> => (await cast.read(email, `{ contact(id: "${id}") { mayContact(channel: ${of.channel}, purpose: ${of.purpose}) } }`)).contact?.mayContact ?? null
/** Puts the record as it must be; no app role may. */
async function asOwner(sql: string): Promise<void> {
  const client = new pg.Client(server.database.adminUrl)
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

describe.each([['staff', rep], ['the dealer', owner]])('by %s', (_who, email) => {
  const states = [null, 'Given', 'Withdrawn'] as const
  const into = async (state: (typeof states)[number]) => {
    await asOwner(`delete from consent where channel = 'PHONE'`)
    if (state) await cast.do(email, state === 'Given' ? 'giveConsent' : 'withdrawConsent', input())
  }

  test.each([[null, 'giveConsent', true], [null, 'withdrawConsent', false], ['Given', 'withdrawConsent', false], ['Withdrawn', 'giveConsent', true]] as const)('%s – %s: %s', async (state, verb, given) => {
    await into(state)
    const { contact } = await cast.do(email, verb, input({ evidence: ' said so ' }), 'contact { consents { channel purpose decision source evidence recordedBy { email } } }')
    expect(contact.consents.find(({ channel }: any) => channel === 'PHONE')).toEqual({ ...reach, decision: given ? 'Given' : 'Withdrawn', source: 'PHONE', evidence: 'said so', recordedBy: { email } })
    expect([await may(rep), await may(owner)]).toEqual([given, given])
  })

  test.each([['Given', 'giveConsent'], ['Withdrawn', 'withdrawConsent']] as const)('%s – %s is no move, and leaves nothing', async (state, verb) => {
    await into(state)
    const before = await cast.rows('select count(*)::int as n from consent')
    expect(await cast.refusal(email, verb, input())).toBe('ILLEGAL_MOVE')
    expect(await cast.rows('select count(*)::int as n from consent')).toEqual(before)
  })

  test('what was decided stays told: the latest counts, the earlier are its history', async () => {
    await into('Given')
    await cast.do(email, 'withdrawConsent', input())
    const { contact } = await cast.read(email, `{ contact(id: "${ours}") { consentHistory { nodes { decision channel } totalCount { value } } } }`)
    expect(contact.consentHistory.nodes.filter(({ channel }: any) => channel === 'PHONE').map(({ decision }: any) => decision)).toEqual(['Withdrawn', 'Given'])
  })

  test.each([['setDoNotContact', true, 'clearDoNotContact'], ['clearDoNotContact', false, 'setDoNotContact']] as const)('%s only from the other state', async (verb, set, other) => {
    await asOwner(`update contact set do_not_contact_since = ${set ? 'null' : 'now()'}`)
    const reason = { reason: 'asked at the fair' }
    const { contact } = await cast.do(email, verb, { id: ours, ...(set ? reason : {}) }, 'contact { doNotContactSince doNotContactReason actions }')
    expect([Boolean(contact.doNotContactSince), contact.doNotContactReason, contact.actions.includes(other), contact.actions.includes(verb)]).toEqual([set, set ? reason.reason : null, true, false])
    expect(await cast.refusal(email, verb, { id: ours, ...(set ? reason : {}) })).toBe('ILLEGAL_MOVE')
    await asOwner('update contact set do_not_contact_since = null')
  })
})

test('nobody has agreed by saying nothing', async () => {
  expect(await may(rep, ours, { channel: 'FAX', purpose: 'NEWSLETTER' })).toBe(false)
  expect(await may(rep, ours, { channel: 'EMAIL', purpose: 'MARKETING' })).toBe(true)
})

test('the wish not to be contacted beats every consent, in lists too', async () => {
  const listed = async (filter: string) => (await cast.read(rep, `{ contacts(first: 100, filter: ${filter}) { nodes { id } } }`)).contacts.nodes.map(({ id }: any) => id)
  const reachable = '{ mayContact: { channel: EMAIL, purpose: MARKETING } }'
  expect(await listed(reachable)).toContain(ours)
  await cast.do(rep, 'setDoNotContact', { id: ours, reason: 'complaint' })
  expect(await may(owner, ours, { channel: 'EMAIL', purpose: 'MARKETING' })).toBe(false)
  expect(await listed(reachable)).not.toContain(ours)
  expect(await listed('{ doNotContact: true }')).toEqual([ours])
  await cast.do(rep, 'clearDoNotContact', { id: ours })
  expect(await listed(reachable)).toContain(ours)
})

test('a decision has a day on which it can have been made', async () => {
  await asOwner(`delete from consent where channel = 'PHONE'`)
  const dated = (at: string) => cast.refusal(rep, 'giveConsent', input({ at }))
  expect(await dated(new Date(Date.now() + 3_600_000).toISOString())).toBe('OUT_OF_RANGE')
  await cast.do(rep, 'giveConsent', input({ at: '2026-02-01T00:00:00Z' }))
  expect(await cast.refusal(rep, 'withdrawConsent', input({ at: '2026-01-31T00:00:00Z' }))).toBe('OUT_OF_RANGE')
})

test.each([[buyer, ours, 'FORBIDDEN'], ['finance@guanxi.example', ours, 'FORBIDDEN'], [rival, ours, 'NOT_FOUND'], [parent, contactOf('SUB seller'), 'NOT_FOUND'], [rep, contactOf('direct stranger'), 'NOT_FOUND'], [rep, nobodysId, 'NOT_FOUND']])('%s may not decide for others: %s %s', async (email, contactId, code) => {
  for (const verb of ['giveConsent', 'withdrawConsent']) expect(await cast.refusal(email, verb, input({ contactId }))).toBe(code)
  expect(await cast.refusal(email, 'setDoNotContact', { id: contactId, reason: 'x' })).toBe(code)
  expect(await cast.refusal(email, 'clearDoNotContact', { id: contactId })).toBe(code)
})

test.each([[rep, 'Consent given: phone, surveys'], [owner, 'Consent given: phone, surveys']])('%s reads of it on the timeline', async (email, sentence) => {
  await asOwner(`delete from consent where channel = 'PHONE'`)
  await cast.do(email, 'giveConsent', input())
  const { events } = await cast.read(email, `{ events(first: 1) { nodes { type summary } } }`)
  expect(events.nodes).toEqual([{ type: 'contact.consentGiven', summary: sentence }])
})

test('a reason is asked for, and texts have an end', async () => {
  expect(await cast.refusal(rep, 'setDoNotContact', { id: ours, reason: ' ' })).toBe('REQUIRED')
  expect(await cast.refusal(rep, 'giveConsent', input({ evidence: 'x'.repeat(2001) }))).toBe('TOO_LONG')
})
