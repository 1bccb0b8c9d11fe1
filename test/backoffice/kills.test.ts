import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../survives/databases.ts'
import { LivingServer, buildBundle, removeBundle } from '../survives/living-server.ts'
import { Client } from '../survives/load.ts'

// A server that is killed between writing and answering: whoever reports sends the same again, and nothing is lost or done twice.
const server = new LivingServer()
let owner: Client, desk: Client, product: { id: string; sku: string }

beforeAll(async () => {
  buildBundle()
  await server.start()
  ;[product] = (await ask<{ id: string; sku: string }>(server.adminUrl, `select p.id, p.sku from product p where p.orderable and p.lifecycle = 'ACTIVE' and exists (select 1 from list_price l where l.product_id = p.id and l.currency = 'USD' and l.price between 20 and 400 and l.valid_to is null) order by p.sku limit 1`)) as [typeof product]
  await ask(server.adminUrl, 'update stock set on_hand = on_hand + 100000 where product_id = $1', [product.id])
  await ask(server.adminUrl, 'update partner_terms set credit_limit = 1000000000')
  owner = new Client(server.url, 'owner@northstar.example')
  desk = new Client(server.url, 'desk@guanxi.example')
  await Promise.all([owner.signIn(), desk.signIn()])
}, 180_000)
afterAll(async () => { await server.clear(); removeBundle() }, 60_000)

test('every shipment that was reported is there once, with its event', { timeout: 240_000 }, async () => {
  const reported: { externalId: string; orderId: string }[] = []
  let going = true, again = 0
  const work = (async () => {
    for (let count = 0; going; count++) {
      const placed = await owner.insist('placeOrder', { lines: [{ productId: product.id, quantity: 2 }] }, 'order { id }'), orderId = placed!.answer.order.id as string
      const confirmed = await desk.insist('confirmOrder', { id: orderId }, 'order { id }')
      const row = { externalId: `K-${count}`, orderId, version: '1', lines: [{ sku: product.sku, quantity: 1 }] }, shown = 'results { outcome recordId errors { code } }'
      const first = await desk.insist('reportShipments', { rows: [row] }, shown)
      // another server of theirs, that knows nothing of the first's answer
      const second = await desk.insist('reportShipments', { rows: [row] }, shown)
      for (const { attempts } of [placed!, confirmed!, first!, second!]) if (attempts > 1) again++
      expect([first!.answer.results[0].outcome, second!.answer.results]).toEqual(['APPLIED', first!.answer.results])
      reported.push(row)
    }
  })()
  for (let round = 0; round < 4; round++) {
    const before = reported.length
    while (reported.length < before + 5) await sleep(5)
    await server.kill()
    server.launch()
    await server.healthy()
  }
  going = false
  await work
  expect([...owner.surprises, ...desk.surprises]).toEqual([])
  const there = await ask<{ external_id: string; order_id: string; shipments: number; events: number }>(server.adminUrl, `select s.external_id, s.order_id, (select count(*)::int from shipment x where x.order_id = s.order_id) as shipments, (select count(*)::int from event e where e.subject_id = s.order_id and e.type = 'order.shipped') as events from shipment s where s.external_id like 'K-%'`)
  expect(there.map(({ external_id }) => external_id).sort()).toEqual(reported.map(({ externalId }) => externalId).sort())
  expect(there.filter(({ shipments, events }) => shipments !== 1 || events !== 1)).toEqual([])
  expect(reported.length).toBeGreaterThan(20)
  // it did die while something was under way, each time: or else this proves little
  expect(again).toBeGreaterThanOrEqual(4)
})
