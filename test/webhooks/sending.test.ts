import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Telling as Company, Telling, admin, desk, lathe, owner, rival, eventually } from './telling.ts'
import { isSigned } from './receiver.ts'

let company: Company
beforeAll(async () => { company = await Telling.open() })
afterAll(() => company.close())

const orderIn = { id: expect.any(String), number: expect.any(String), state: expect.any(String), total: '100' }

test('what happens to an order arrives in order, signed, with what its dealer may read', async () => {
  const receiver = await company.receiver(), { id, secret } = await company.webhook(owner, receiver.url, ['order.*'])
  const order = await company.confirmed()
  const [placed, confirmed] = await receiver.until(2)
  expect(receiver.types).toEqual(['order.placed', 'order.confirmed'])
  expect([placed, confirmed].every((one) => isSigned(secret, one!))).toBe(true)
  expect(isSigned((await company.webhook(owner, receiver.url, ['quote.*'])).secret, placed!)).toBe(false)
  expect(placed!.body).toMatchObject({ timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), data: { subjectType: 'order', subjectId: order, order: { ...orderIn, id: order } } })
  expect(confirmed!.body.data.details).toMatchObject({ promiseDate: expect.any(String) })
  expect(placed!.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-timestamp': expect.stringMatching(/^\d{10}$/) })
  await eventually(async () => (await company.deliveries(id)).map(({ state }) => state)).toEqual(['Delivered', 'Delivered'])
})

test('each event goes to each webhook once, and to nobody who did not ask or may not see it', async () => {
  const [mine, other, rivals, staffs, internal] = await Promise.all([1, 2, 3, 4, 5].map(() => company.receiver()))
  const hooks = [await company.webhook(owner, mine!.url), await company.webhook(owner, other!.url, ['order.confirmed']), await company.webhook(rival, rivals!.url), await company.webhook(admin, staffs!.url, ['order.*'])]
  await company.webhook(admin, internal!.url, ['order.held'])
  const { order: { id: order } } = await company.cast.do(owner, 'placeOrder', { lines: lathe }, 'order { id }')
  await company.cast.do(desk, 'holdOrder', { id: order, reason: 'credit of the dealer' })
  await company.cast.do(desk, 'releaseOrder', { id: order })
  await company.cast.do(desk, 'confirmOrder', { id: order })
  await internal!.until(1)
  expect(internal!.got[0]!.body.data).toMatchObject({ details: { reason: 'credit of the dealer' }, order: { id: order } })
  await Promise.all([mine!.until(2), other!.until(1), staffs!.until(4)])
  expect([mine!.types, other!.types, rivals!.types, staffs!.types]).toEqual([['order.placed', 'order.confirmed'], ['order.confirmed'], [], ['order.placed', 'order.held', 'order.released', 'order.confirmed']])
  expect(await company.cast.rows('select 1 from webhook_outbox')).toEqual([])
  const kept = await company.cast.rows(`select count(*)::int as n, count(distinct (webhook_id, event_id))::int as different from webhook_delivery where webhook_id = any (array[${hooks.map(() => '?').join()}]::uuid[])`, hooks.map(({ id }) => id))
  expect(kept).toEqual([{ n: 7, different: 7 }])
  // the rival's own events are the rival's
  await company.cast.do(rival, 'requestQuote', { lines: lathe }, 'quote { id }')
  await rivals!.until(1)
  expect(rivals!.types).toEqual(['quote.requested'])
  expect(mine!.types).toEqual(['order.placed', 'order.confirmed'])
})

test('the body is read when it is sent, under the rights that its owner has then', async () => {
  const receiver = await company.receiver(), { id } = await company.webhook(owner, receiver.url, ['order.*'])
  receiver.answer = (_received, response) => void response.writeHead(500).end()
  const order = await company.confirmed('seller@northstar.example')
  await receiver.until(1)
  expect(receiver.got[0]!.body.data.order).toMatchObject({ id: order })
  await eventually(async () => (await company.deliveries(id)).length).toBe(2)
  // the event is not for dealers any more, and neither is the order
  await company.cast.rows('update event set public = false where subject_id = ?', [order])
  receiver.answer = (_received, response) => void response.writeHead(204).end()
  await company.hurry(id)
  await eventually(async () => { await company.hurry(id); return (await company.deliveries(id)).map(({ state }) => state) }).toEqual(['Dropped', 'Dropped'])
  expect(receiver.types).toEqual(['order.placed'])
})

test('nothing is written down for nobody', async () => {
  await company.cast.rows(`update webhook set state = 'Disabled', disabled_reason = 'PERSON' where state = 'Active'`)
  const before = await company.cast.rows('select count(*)::int as n from webhook_delivery')
  await company.confirmed()
  expect(await company.cast.rows('select 1 from webhook_outbox')).toEqual([])
  expect(await company.cast.rows('select count(*)::int as n from webhook_delivery')).toEqual(before)
})
