import { afterAll, beforeAll, expect, test } from 'vitest'
import { failingDays, mostAttempts, waitAfter, waits } from '../../server/webhooks/schedule.ts'
import { type Answer, type Receiver, isSigned } from './receiver.ts'
import { type Made, Telling, lathe, owner, eventually } from './telling.ts'

let company: Telling
beforeAll(async () => { company = await Telling.open() })
afterAll(() => company.close())

const answering = (status: number, text = '', headers: Record<string, string> = {}): Answer => (_received, response) => void response.writeHead(status, headers).end(text)
const seller = 'seller@northstar.example'
const place = async (email = seller): Promise<string> => (await company.cast.do(email, 'placeOrder', { lines: lathe }, 'order { id }')).order.id
const hook = async (types = ['order.placed'], email = owner): Promise<[Receiver, Made]> => { const receiver = await company.receiver(); return [receiver, await company.webhook(email, receiver.url, types)] }
const log = async (id: string) => (await company.cast.read(owner, `query ($id: ID!) { webhook(id: $id) { state disabledReason failingSince deliveries { nodes { id state attempts nextAttemptAt attemptLog { status error durationMs response } } } } }`, { id })).webhook
const state = async (id: string) => (await company.deliveries(id)).map(({ state }) => state)

test('the attempts of one delivery go over three days, further apart each time, and each at another moment', () => {
  const least = waits.map((_wait, index) => waitAfter(index + 1, null, () => 0)!), most = waits.map((_wait, index) => waitAfter(index + 1, null, () => 1)!)
  expect(least.reduce((sum, wait) => sum + wait) / 86_400).toBeGreaterThan(3)
  expect(most.reduce((sum, wait) => sum + wait) / 86_400).toBeLessThan(4)
  expect([...least]).toEqual([...least].sort((a, b) => a - b))
  expect(most.every((wait, index) => wait > least[index]!)).toBe(true)
  expect([waitAfter(mostAttempts, null), waitAfter(1, 120, () => 0), waitAfter(1, 1e9, () => 0)]).toEqual([null, 120, 86_400])
})

test('what is not taken is sent again at its time under the same id, and given up after the last attempt', async () => {
  const [receiver, { id, secret }] = await hook()
  receiver.answer = answering(503, 'busy')
  await place()
  await receiver.until(1)
  await eventually(async () => (await company.deliveries(id))[0].attempts).toBe(1)
  await eventually(async () => (await company.cast.rows(`select extract(epoch from next_attempt_at - now())::float8 as wait from webhook_delivery where webhook_id = ?`, [id]))[0].wait).toBeLessThan(7)
  for (let attempt = 2; attempt <= mostAttempts; attempt++) {
    await eventually(async () => (await company.cast.rows(`select count(*)::int as n from webhook_attempt a join webhook_delivery d on d.id = a.delivery_id and d.next_attempt_at > now() where d.webhook_id = ?`, [id]))[0].n).toBe(attempt - 1)
    await company.hurry(id)
    await receiver.until(attempt)
  }
  await eventually(() => state(id)).toEqual(['Failed'])
  expect(new Set(receiver.got.map((one) => one.id)).size).toBe(1)
  expect(receiver.got.every((one) => isSigned(secret, one))).toBe(true)
  const { deliveries: { nodes: [told] }, failingSince } = await log(id)
  expect(told.attemptLog.at(-1)).toEqual({ status: 503, error: null, durationMs: expect.any(Number), response: 'busy' })
  expect(failingSince).not.toBeNull()
  receiver.answer = answering(200)
  await company.cast.do(owner, 'replayWebhookDelivery', { id: told.id }, 'delivery { state }')
  await eventually(() => state(id)).toEqual(['Delivered'])
  expect((await log(id)).failingSince).toBeNull()
})

test('of one record nothing overtakes, of others it does', async () => {
  const [receiver, { id }] = await hook(['order.*'])
  let refused = ''
  receiver.answer = ({ body }, response) => { refused ||= String(body.data.subjectId); response.writeHead(body.data.subjectId === refused ? 500 : 200).end() }
  const first = await company.confirmed(seller), second = await company.confirmed(seller)
  await eventually(async () => (await company.deliveries(id)).map(({ subject_id, type, state }) => [subject_id, type, state])).toEqual([
    [first, 'order.placed', 'Waiting'], [first, 'order.confirmed', 'Waiting'], [second, 'order.placed', 'Delivered'], [second, 'order.confirmed', 'Delivered']])
  expect(refused).toBe(first)
  expect(receiver.got.filter(({ body }) => body.data.subjectId === first && body.type === 'order.confirmed')).toEqual([])
  receiver.answer = answering(200)
  await eventually(async () => { await company.hurry(id); return state(id) }).toEqual(Array(4).fill('Delivered'))
  const ofFirst = receiver.got.filter(({ body }) => body.data.subjectId === first).map(({ body }) => body.type)
  expect(ofFirst.slice(ofFirst.lastIndexOf('order.placed'))).toEqual(['order.placed', 'order.confirmed'])
})

test('a slow receiver holds up nobody else, and is asked four things at once at most', async () => {
  const [slow, { id }] = await hook(), [quick] = await hook()
  const open: (() => void)[] = []
  slow.answer = (_received, response) => void open.push(() => response.writeHead(200).end())
  for (let n = 0; n < 7; n++) await place()
  await quick.until(7)
  expect(slow.got.length).toBe(4)
  expect((await state(id)).every((one) => one === 'Waiting')).toBe(true)
  slow.answer = answering(200)
  for (const finish of open) finish()
  await slow.until(7)
  expect(new Set(slow.got.map((one) => one.id)).size).toBe(7)
})

test('a receiver that says it is gone, or takes nothing for days, is not asked any more, and its owner is written to', async () => {
  const [gone, first] = await hook(), [dead, second] = await hook()
  gone.answer = answering(410)
  dead.answer = answering(500)
  await company.cast.rows(`update webhook set failing_since = now() - interval '${failingDays} days' where id = ?`, [second.id])
  await place()
  await eventually(async () => [(await log(first.id)).disabledReason, (await log(second.id)).disabledReason]).toEqual(['GONE', 'FAILING'])
  expect([await state(first.id), await state(second.id)]).toEqual([['Failed'], ['Failed']])
  expect(await company.cast.rows(`select u.email, count(*)::int as n from mail m join app_user u on u.id = m.user_id where m.kind = 'webhook_disabled' group by 1`)).toEqual([{ email: owner, n: 2 }])
  await eventually(() => company.server.mails(owner).map(({ subject }) => subject)).toContain('A webhook was disabled')
  await place()
  await eventually(() => company.cast.rows('select 1 from webhook_outbox')).toEqual([])
  expect([gone.got.length, dead.got.length]).toEqual([1, 1])
  // back again: what happened meanwhile is asked for
  dead.answer = answering(200)
  await company.cast.do(owner, 'enableWebhook', { id: second.id }, 'webhook { state actions }')
  const span = { from: new Date(Date.now() - 3600_000).toISOString(), to: new Date(Date.now() + 60_000).toISOString() }
  const { count } = await company.cast.do(owner, 'replayWebhook', { id: second.id, ...span }, 'count webhook { state failingSince }')
  expect(count).toBeGreaterThan(1)
  await dead.until(1 + count)
  expect((await company.cast.do(owner, 'replayWebhook', { id: second.id, ...span }, 'count')).count).toBe(0)
  expect((await company.cast.do(owner, 'replayWebhook', { id: second.id, ...span, undelivered: false }, 'count')).count).toBe(count)
})

test('no redirect is followed, and of the answer its beginning is kept, without what was secret', async () => {
  const [receiver, { id, secret }] = await hook(), [elsewhere] = await hook(['quote.requested'])
  receiver.answer = ({ headers }, response) => void response.writeHead(302, { location: elsewhere.url }).end(`${secret} ${String(headers['webhook-signature'])} ${'x'.repeat(5000)}`)
  await place()
  await receiver.until(1)
  await eventually(async () => (await log(id)).deliveries.nodes[0].attemptLog.length).toBe(1)
  const [told] = (await log(id)).deliveries.nodes[0].attemptLog
  expect([told.status, elsewhere.got.length]).toEqual([302, 0])
  expect(told.response.length).toBeLessThanOrEqual(1024)
  expect(told.response).not.toContain(secret.slice(6))
  expect(told.response).toMatch(/^\[…\] v1,\[…\] x/)
})

test('who is cut off is sent nothing more, not even what waits', async () => {
  const leaving = 'manager@northstar.example'
  await company.cast.rows(`update app_user set roles = '{partner_administrator}' where email = ?`, [leaving])
  const [ours, first] = await hook(['order.*'], leaving), [theirs, second] = await hook(['order.*'], 'owner@rival.example')
  ours.answer = theirs.answer = answering(500)
  await Promise.all([place(), company.cast.do('owner@rival.example', 'requestQuote', { lines: lathe })])
  await ours.until(1)
  await company.cast.rows('update app_user set active = false where email = ?', [leaving])
  await eventually(async () => { await company.hurry(first.id); return (await company.cast.rows('select state, disabled_reason as reason from webhook where id = ?', [first.id]))[0] }).toEqual({ state: 'Disabled', reason: 'OWNER' })
  // nor by what happens to a partner that was suspended
  await company.cast.rows(`update partner set state = 'Suspended' where code = 'RVL'`)
  await company.cast.rows(`insert into event (id, type, actor_name, channel, subject_type, subject_id, partner_id, public) select gen_random_uuid(), 'order.confirmed', 'desk', 'crm', 'order', id, partner_id, true from sales_order where partner_id = (select id from partner where code = 'RVL') limit 1`)
  await eventually(async () => (await company.cast.rows('select state, disabled_reason as reason from webhook where id = ?', [second.id]))[0]).toEqual({ state: 'Disabled', reason: 'OWNER' })
  expect([ours.got.length, theirs.got.length]).toEqual([1, 0])
})

test('who may not manage webhooks any more has none that sends', async () => {
  const demoted = 'seller2@northstar.example'
  await company.cast.rows(`update app_user set roles = '{partner_administrator}' where email = ?`, [demoted])
  const [receiver, { id }] = await hook(['order.*'], demoted)
  await company.cast.rows(`update app_user set roles = '{seller}' where email = ?`, [demoted])
  await place()
  await eventually(async () => (await company.cast.rows('select state, disabled_reason as reason from webhook where id = ?', [id]))[0]).toEqual({ state: 'Disabled', reason: 'OWNER' })
  expect(receiver.got).toEqual([])
})
