import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../survives/databases.ts'
import { LivingServer, buildBundle, removeBundle } from '../survives/living-server.ts'
import { type Acknowledged, Client } from '../survives/load.ts'
import { Receiver, isSigned } from './receiver.ts'

// A server that is killed in the middle of it all, again and again: everything that it acknowledged is told, in order, each under one id.
const server = new LivingServer(), receiver = new Receiver()
let owner: Client, desk: Client, finance: Client, productId: string, secret: string

beforeAll(async () => {
  buildBundle()
  await Promise.all([server.start(), receiver.open()])
  const [product] = await ask<{ id: string }>(server.adminUrl, `select p.id from product p where p.orderable and p.lifecycle = 'ACTIVE' and exists (select 1 from list_price l where l.product_id = p.id and l.currency = 'USD' and l.price between 20 and 400 and l.valid_to is null) order by p.sku limit 1`)
  productId = product!.id
  await ask(server.adminUrl, 'update stock set on_hand = on_hand + 100000 where product_id = $1', [productId])
  await ask(server.adminUrl, 'update partner_terms set credit_limit = 1000000000, invoicing = null')
  owner = new Client(server.url, 'owner@northstar.example')
  desk = new Client(server.url, 'desk@guanxi.example')
  finance = new Client(server.url, 'finance@guanxi.example')
  await Promise.all([owner.signIn(), desk.signIn(), finance.signIn()])
  const made = await owner.insist('createWebhook', { name: 'shop', url: receiver.url, types: ['order.*', 'invoice.*', 'specialPrice.*'] }, 'secret webhook { id }')
  secret = made!.answer.secret
}, 180_000)
afterAll(async () => {
  await server.clear()
  await receiver.close()
  removeBundle()
}, 60_000)

test('nothing is lost, nothing is told under two ids, and no order is confirmed before it was placed', { timeout: 240_000 }, async () => {
  let count = 0, late = 0
  // every third answer comes late; the server dies while one is under way
  receiver.answer = (_received, response) => {
    if (count++ % 3) return void response.writeHead(204).end()
    late++
    setTimeout(() => { late--; response.writeHead(204).end() }, 300)
  }
  const done: Acknowledged[] = []
  let going = true
  const work = (async () => {
    while (going) {
      const placed = await owner.insist('placeOrder', { lines: [{ productId, quantity: 1 }] }, 'order { id }')
      if (!placed) continue
      done.push(placed)
      const id = placed.answer.order.id as string, asked = await owner.insist('createSpecialPrice', { terms: { validFrom: '2099-01-01', validTo: '2099-12-31', reason: 'A tender', lines: [{ productId, quantity: 5, requestedPrice: '1' }] } }, 'specialPrice { id }')
      // what each of the rooms tells: asked for, confirmed, shipped, invoiced
      for (const one of [
        asked && await owner.insist('submitSpecialPrice', { id: asked.answer.specialPrice.id }, 'specialPrice { id }'), await desk.insist('confirmOrder', { id }, 'order { id }'), await desk.insist('shipOrder', { id }, 'order { id }'),
        await finance.insist('createInvoice', { orderIds: [id], issue: true }, 'invoice { id }'),
      ]) if (one) done.push(one)
    }
  })()
  for (let round = 0; round < 4; round++) {
    const before = receiver.got.length
    while (receiver.got.length < before + 6 || !late) await sleep(10)
    await server.kill()
    server.launch()
    await server.healthy()
  }
  going = false
  await work
  expect([...owner.surprises, ...desk.surprises, ...finance.surprises]).toEqual([])

  // what died with its server comes up again after a minute; here at once
  const open = async () => {
    await ask(server.adminUrl, `update webhook_delivery set next_attempt_at = least(next_attempt_at, now() + interval '1 second') where state = 'Waiting'`)
    await ask(server.adminUrl, `select pg_notify('guanxi_webhook', '')`)
    const [row] = await ask<{ open: number }>(server.adminUrl, `select (select count(*) from webhook_outbox)::int + (select count(*) from webhook_delivery where state = 'Waiting')::int as open`)
    return row!.open
  }
  await expect.poll(open, { timeout: 60_000, interval: 2_000 }).toBe(0)

  const events = await ask<{ id: string; type: string; subject_id: string }>(server.adminUrl, `select e.id, e.type, e.subject_id from event e where e.subject_type in ('order', 'invoice', 'special_price') and e.public and e.partner_id = (select partner_id from webhook) and e.at > (select created_at from webhook)`)
  expect(events.length).toBeGreaterThan(20)
  expect(done.length).toBeLessThanOrEqual(events.length)
  const ids = new Map<string, Set<string>>()
  for (const { id, body } of receiver.got) ids.set(body.data.eventId, (ids.get(body.data.eventId) ?? new Set()).add(id))
  expect(events.filter(({ id }) => ids.get(id)?.size !== 1)).toEqual([])
  expect(receiver.got.filter((one) => !isSigned(secret, one))).toEqual([])
  expect(await ask(server.adminUrl, `select count(*)::int as n, count(distinct event_id)::int as different, count(*) filter (where state = 'Delivered')::int as delivered from webhook_delivery`)).toEqual([{ n: events.length, different: events.length, delivered: events.length }])
  const firsts = new Map<string, string[]>()
  for (const { body } of receiver.got) { const known = firsts.get(body.data.subjectId) ?? []; if (!known.includes(body.type)) firsts.set(body.data.subjectId, [...known, body.type]) }
  expect([...firsts.values()].filter((types) => !['order.placed', 'invoice.issued', 'specialPrice.submitted'].includes(types[0]!))).toEqual([])
  expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['order.placed', 'order.confirmed', 'order.shipped', 'order.billed', 'invoice.issued', 'specialPrice.submitted']))
  // it did die in the middle of something: or else this proves little
  expect(receiver.got.length).toBeGreaterThan(events.length)
})
