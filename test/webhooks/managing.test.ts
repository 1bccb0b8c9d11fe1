import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { poolOf } from '../../server/orm.ts'
import { forgetDeliveries } from '../../server/webhooks/deliver.ts'
import { mutation, newId, nobodysId } from '../api/acting.ts'
import { idOf } from '../support/cast.ts'
import { isSigned } from './receiver.ts'
import { Telling, admin, eventually, lathe, owner, rival } from './telling.ts'

let company: Telling
beforeAll(async () => { company = await Telling.open() })
afterAll(() => company.close())

const url = 'https://shop.example/hook', seller = 'seller@northstar.example', rep = 'rep@guanxi.example'
const make = (email: string, input: object = {}) => company.cast.try(email, 'createWebhook', { name: 'shop', url, types: ['order.*'], ...input }, 'secret webhook { id state actions user { email } types }')
const refusals = async (email: string, input: object) => (await make(email, input)).data!.answer.errors.map(({ code, path }) => [code, path[0]])

describe('who may', () => {
  test('administrators of the company and of partners make webhooks, nobody else', async () => {
    for (const email of [owner, admin]) expect((await make(email)).data!.answer).toMatchObject({ errors: [], secret: expect.stringMatching(/^whsec_[\w+/]{43}=$/), webhook: { state: 'Active', actions: ['update', 'rotate', 'test', 'replay', 'disable'], user: { email } } })
    for (const email of [seller, rep, 'manager@northstar.example', 'manager@guanxi.example', 'buyer@northstar.example']) expect((await make(email)).errors?.[0]!.extensions.code, email).toBe('FORBIDDEN')
  })

  test('an API key makes none and turns none: it may do less than what a webhook tells', async () => {
    const { id } = await company.webhook(owner, url)
    const { secret } = await company.cast.do(owner, 'createApiKey', { name: 'shop', permissions: ['webhook:manage', 'order:read'] }, 'secret')
    const ask = async (name: string, input: object) => (await (await fetch(`${company.server.url}/graphql/partner`, {
      method: 'POST', headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }, body: JSON.stringify({ query: mutation('partner', name), variables: { input: { clientMutationId: newId(), ...input } } }),
    })).json() as any).data.answer.errors.map(({ code }: any) => code)
    for (const [name, input] of [['createWebhook', { name: 'x', url, types: ['*'] }], ['updateWebhook', { id, url }], ['rotateWebhookSecret', { id }], ['enableWebhook', { id }], ['removeWebhook', { id }]] as const) expect(await ask(name, input), name).toEqual(['FORBIDDEN'])
    expect(await ask('testWebhook', { id })).toEqual([])
  })

  test('another partner’s is not there; the company’s administrator can stop a partner’s, and turn it nowhere', async () => {
    const { id } = await company.webhook(owner, url), delivery = (await company.cast.do(owner, 'testWebhook', { id }, 'delivery { id }')).delivery.id
    const span = { from: new Date(0).toISOString(), to: new Date(1).toISOString() }
    const turning = [['updateWebhook', { id, url }], ['rotateWebhookSecret', { id }], ['enableWebhook', { id }], ['removeWebhook', { id }], ['testWebhook', { id }], ['replayWebhook', { id, ...span }], ['replayWebhookDelivery', { id: delivery }]] as const
    for (const [verb, input] of [...turning, ['disableWebhook', { id }] as const]) {
      expect(await company.cast.refusal(rival, verb, input), verb).toBe('NOT_FOUND')
      expect(await company.cast.refusal(rival, verb, { ...input, id: nobodysId }), verb).toBe('NOT_FOUND')
    }
    for (const [verb, input] of turning) expect(await company.cast.refusal(admin, verb, input), verb).toBe('FORBIDDEN')
    expect((await company.cast.read(rival, '{ webhooks { url } }')).webhooks.map(({ url }: any) => url)).toEqual(['https://rvl-owner.example/hook'])
    const { webhook } = await company.cast.do(admin, 'disableWebhook', { id }, 'webhook { state disabledReason actions }')
    expect(webhook).toEqual({ state: 'Disabled', disabledReason: 'PERSON', actions: [] })
  })

  test('the database makes none for somebody else, and tells nobody a secret', async () => {
    const { id, secret } = await company.webhook(owner, url)
    const [{ sealed }] = await company.cast.rows('select sealed from webhook_secret where webhook_id = ?', [id])
    expect(Buffer.from(sealed).includes(secret.slice(6))).toBe(false)
    const { rows } = await (await poolOf(company.server.database.databases.system)).query(`select string_agg(t::text, '') as all from (select a::text from audit_entry a union all select m::text from mutation_receipt m) t`)
    expect(rows[0]!.all).not.toContain(secret.slice(6, 30))
  })
})

test('what cannot be is refused with its reason, at its field', async () => {
  expect(await refusals(owner, { url: 'http://shop.example' })).toEqual([['ADDRESS_REFUSED', 'url']])
  expect(await refusals(owner, { url: 'https://10.0.0.1' })).toEqual([['ADDRESS_REFUSED', 'url']])
  expect(await refusals(owner, { types: ['order.nothing'] })).toEqual([['BAD_USER_INPUT', 'types']])
  // the word does not exist for a dealer
  expect(await refusals(owner, { types: ['order.released'] })).toEqual([['BAD_USER_INPUT', 'types']])
  expect(await refusals(owner, { types: ['partner.*'] })).toEqual([['BAD_USER_INPUT', 'types']])
  expect(await refusals(owner, { types: [] })).toEqual([['REQUIRED', 'types']])
  expect(await refusals(owner, { name: ' ' })).toEqual([['REQUIRED', 'name']])
  const { id } = await company.webhook(owner, url)
  expect(await company.cast.refusal(owner, 'removeWebhook', { id })).toBe('ILLEGAL_MOVE')
  expect(await company.cast.refusal(owner, 'enableWebhook', { id })).toBe('ILLEGAL_MOVE')
  expect(await company.cast.refusal(owner, 'updateWebhook', { id, revision: 99, name: 'x' })).toBe('STALE')
  expect(await company.cast.refusal(owner, 'replayWebhook', { id, from: '2026-01-01T00:00:00Z', to: '2026-03-01T00:00:00Z' })).toBe('OUT_OF_RANGE')
  await company.cast.do(owner, 'disableWebhook', { id }, 'webhook { state }')
  expect(await company.cast.refusal(owner, 'testWebhook', { id })).toBe('ILLEGAL_MOVE')
  await company.cast.do(owner, 'removeWebhook', { id })
  expect(await company.cast.rows('select 1 from webhook_secret where webhook_id = ?', [id])).toEqual([])
  await company.cast.rows(`insert into webhook (id, name, url, types, user_id, partner_id, state, disabled_reason, created_at, updated_at) select gen_random_uuid(), 'x', 'https://x.example', '{*}', user_id, partner_id, 'Disabled', 'PERSON', now(), now() from webhook, generate_series(1, 20) where id = ?`, [idOf('webhook RVL owner')])
  expect(await refusals(rival, {})).toEqual([['TOO_MANY_LINES', undefined]])
})

test('a test event goes out at once, and with two secrets while one replaces the other', async () => {
  const receiver = await company.receiver(), { id, secret } = await company.webhook(owner, receiver.url, ['quote.*'])
  const press = () => company.cast.do(owner, 'testWebhook', { id }, 'delivery { id type }')
  const { delivery } = await press(), [first] = await receiver.until(1)
  expect([first!.id, first!.body]).toEqual([delivery.id, { type: 'webhook.test', timestamp: expect.any(String), data: { webhookId: id } }])
  const { secret: next, webhook } = await company.cast.do(owner, 'rotateWebhookSecret', { id }, 'secret webhook { rotatedAt oldSecretUntil }')
  expect(Date.parse(webhook.oldSecretUntil) - Date.parse(webhook.rotatedAt)).toBeGreaterThan(86_000_000)
  await press()
  const second = (await receiver.until(2))[1]!
  expect([isSigned(secret, second), isSigned(next, second), isSigned(next, first!)]).toEqual([true, true, false])
  const { secret: last } = await company.cast.do(owner, 'rotateWebhookSecret', { id, keepHours: 0 }, 'secret webhook { oldSecretUntil }')
  await press()
  const third = (await receiver.until(3))[2]!
  expect([isSigned(secret, third), isSigned(next, third), isSigned(last, third)]).toEqual([false, false, true])
})

test('the log says what became of everything, a replay keeps its id, and old entries are forgotten', async () => {
  const receiver = await company.receiver(), { id } = await company.webhook(owner, receiver.url, ['order.placed'])
  const { order } = await company.cast.do(owner, 'placeOrder', { lines: lathe }, 'order { id }')
  await receiver.until(1)
  const log = async (filter: object = {}) => (await company.cast.read(owner, `query ($id: ID!, $filter: WebhookDeliveryFilter) { webhook(id: $id) { deliveries(filter: $filter) { totalCount { value } nodes { id type subjectType subjectId state attempts actions attemptLog { status response } } } } }`, { id, filter })).webhook.deliveries
  await eventually(async () => (await log({ state: ['Delivered'] })).nodes).toEqual([{ id: receiver.got[0]!.id, type: 'order.placed', subjectType: 'order', subjectId: order.id, state: 'Delivered', attempts: 1, actions: ['replay'], attemptLog: [{ status: 204, response: null }] }])
  expect((await log({ type: ['quote.presented'] })).totalCount.value).toBe(0)
  await company.cast.do(owner, 'replayWebhookDelivery', { id: receiver.got[0]!.id }, 'delivery { state }')
  await receiver.until(2)
  expect(receiver.got[1]!.id).toBe(receiver.got[0]!.id)
  await eventually(async () => (await log()).nodes[0].attemptLog.length).toBe(2)
  await company.cast.rows(`update webhook_delivery set created_at = now() - interval '31 days' where webhook_id = ?`, [id])
  expect(await forgetDeliveries(await poolOf(company.server.database.databases.system))).toBeGreaterThanOrEqual(1)
  expect((await log()).totalCount.value).toBe(0)
})
