import { copyFileSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from './databases.ts'
import { LivingServer, buildBundle, commandLine, removeBundle } from './living-server.ts'
import { type Acknowledged, Client } from './load.ts'
import { unsound } from './soundness.ts'

const server = new LivingServer()
const since = new Date()
const acknowledged: Acknowledged[] = [], sent: string[] = []
const people = ['owner@northstar.example', 'manager@northstar.example', 'owner@rival.example', 'owner@northstar.example', 'desk@guanxi.example', 'desk@guanxi.example']
let clients: Client[], products: string[]

beforeAll(async () => {
  buildBundle()
  await server.start()
  products = (await ask<{ id: string }>(server.adminUrl, `select p.id from product p join stock s on s.product_id = p.id where p.orderable and p.lifecycle = 'ACTIVE' and exists (select 1 from list_price l where l.product_id = p.id and l.currency = 'USD' and l.price between 20 and 400 and l.valid_to is null) order by p.sku limit 5`)).map(({ id }) => id)
  await ask(server.adminUrl, 'update stock set on_hand = on_hand + 100000 where product_id = any ($1)', [products])
  await ask(server.adminUrl, 'update partner_terms set credit_limit = 1000000000')
  clients = people.map((email) => new Client(server.url, email))
  for (const client of clients) await client.signIn()
}, 120_000)
afterAll(async () => {
  await server.clear()
  removeBundle()
}, 60_000)

const lines = (n: number) => products.map((productId, index) => ({ productId, quantity: 1 + ((n + index) % 3) })).slice(0, 1 + (n % products.length))

/** Everybody at work until told to stop: dealers order and ask for quotes, the desk confirms and cancels what was ordered. */
async function work(going: () => boolean): Promise<void> {
  const waiting: string[] = []
  await Promise.all(clients.map(async (client, number) => {
    for (let n = number; going(); n++) {
      const orderId = client.app === 'crm' ? waiting.shift() : undefined
      if (client.app === 'crm' && !orderId) { await sleep(20); continue }
      const mutationId = crypto.randomUUID()
      const did = orderId ? await client.insist(n % 3 ? 'confirmOrder' : 'cancelOrder', { id: orderId, clientMutationId: mutationId }, 'order { id state }')
        : n % 2 ? await client.insist('requestQuote', { lines: lines(n), note: mutationId, clientMutationId: mutationId }, 'quote { id number }')
          : await client.insist('placeOrder', { lines: lines(n), purchaseOrder: mutationId, clientMutationId: mutationId }, 'order { id number total lines { quantity } }')
      sent.push(mutationId)
      if (!did) continue
      acknowledged.push(did)
      if (did.verb === 'placeOrder') waiting.push(did.answer.order.id)
    }
  }))
}

/** Keeps everybody at work while something terrible happens, again and again. */
async function under(times: number, disaster: (round: number) => Promise<void>): Promise<void> {
  let going = true
  const load = work(() => going)
  for (let round = 0; round < times; round++) {
    const before = acknowledged.length
    while (acknowledged.length < before + 15) await sleep(20)
    await disaster(round)
    await server.healthy()
  }
  const before = acknowledged.length
  while (acknowledged.length < before + 15) await sleep(20)
  going = false
  await load
}

/** Compares everything that was acknowledged with what is there. */
async function expectNothingLost(): Promise<void> {
  const client = new pg.Client(server.adminUrl)
  await client.connect()
  try {
    const rows = async (sql: string, values: unknown[] = []) => (await client.query(sql, values)).rows
    expect(clients.flatMap(({ surprises }) => surprises)).toEqual([])
    expect(server.output.match(/nobody waited for[^]{0,3000}/)?.[0]).toBeUndefined()
    expect(await unsound(rows, since)).toEqual([])
    const orders = new Map((await rows(
      `select o.purchase_order as mark, o.id, o.number, trim_scale(a.total)::text as total, (select json_agg(json_build_object('quantity', l.quantity) order by l.position) from order_line l where l.order_id = o.id) as lines,
        (select json_agg(e.type) from event e where e.subject_id = o.id) as events from sales_order o join order_amount a on a.order_id = o.id where o.created_at > $1`, [since])).map((row) => [row.mark, row]))
    const quotes = new Map((await rows('select v.request_note as mark, q.id, q.number from quote q join quote_version v on v.quote_id = q.id and v.number = 0 where q.created_at > $1', [since])).map((row) => [row.mark, row]))
    const doubled = await rows(`select purchase_order as mark from sales_order where created_at > $1 group by 1 having count(*) > 1 union all select request_note from quote_version where number = 0 and created_at > $1 group by 1 having count(*) > 1`, [since])
    expect(doubled).toEqual([])
    const lost: string[] = []
    for (const { verb, mutationId, answer } of acknowledged) {
      if (verb === 'placeOrder') {
        const { id, number, lines: found } = orders.get(mutationId) ?? {}
        if (id !== answer.order.id || number !== answer.order.number || JSON.stringify(found) !== JSON.stringify(answer.order.lines)) lost.push(`order ${answer.order.number}`)
      } else if (verb === 'requestQuote') {
        if (quotes.get(mutationId)?.id !== answer.quote.id) lost.push(`quote ${answer.quote.number}`)
      } else {
        const happened = verb === 'confirmOrder' ? 'order.confirmed' : 'order.canceled'
        const events: string[] = [...orders.values()].find(({ id }) => id === answer.order.id)?.events ?? []
        if (events.filter((type) => type === happened).length !== 1) lost.push(`${verb} of ${answer.order.id}: ${events.join()}`)
      }
    }
    expect(lost).toEqual([])
    const [{ receipts }] = await rows('select count(*)::int as receipts from mutation_receipt where client_mutation_id = any ($1)', [acknowledged.map(({ mutationId }) => mutationId)])
    expect(receipts).toBe(acknowledged.length)
    // whatever is there was asked for
    expect([...orders.keys(), ...quotes.keys()].filter((mark) => !sent.includes(mark as string))).toEqual([])
  } finally {
    await client.end()
  }
}

test('the server is killed five times under a write load, and nothing that it said is lost', { timeout: 120_000 }, async () => {
  await under(5, async () => {
    await server.kill()
    server.launch()
  })
  expect(acknowledged.length).toBeGreaterThan(80)
  expect(acknowledged.some(({ attempts }) => attempts > 1)).toBe(true)
  await expectNothingLost()
})

test('PostgreSQL is killed five times, and its connections too: the server comes back by itself', { timeout: 120_000 }, async () => {
  for (const client of clients) client.refusals.clear()
  const before = server.output.length
  await under(7, async (round) => {
    if (round < 5) {
      const died = server.postmaster
      process.kill(died, 'SIGKILL')
      // the health check says so for as long as it lasts
      while ((await server.health()) !== 503) await sleep(5)
    } else {
      // a backend that is killed takes all the others with it: shared memory may be damaged
      const [{ pid }] = await ask(server.adminUrl, `select pid from pg_stat_activity where application_name = 'guanxi partner' limit 1`)
      process.kill(pid, 'SIGKILL')
      await sleep(50)
    }
  })
  const log = server.output.slice(before)
  expect(log.match(/starting it again/g)).toHaveLength(5)
  expect(log.match(/The database is back/g)).toHaveLength(5)
  // whoever was not served was told so, and to come again
  const refusals = [...new Set(clients.flatMap((client) => [...client.refusals]))]
  expect(refusals).toContain('503 UNAVAILABLE come again')
  expect(refusals.filter((refusal) => !/^503 (UNAVAILABLE|OVERLOADED) come again$/.test(refusal))).toEqual([])
  await expectNothingLost()
})

test('what works in the background is back, too', { timeout: 30_000 }, async () => {
  await ask(server.adminUrl, `select graphile_worker.add_job('expire_quotes')`)
  await expect.poll(async () => (await ask(server.adminUrl, `select count(*)::int as waiting from graphile_worker.jobs where task_identifier = 'expire_quotes' and run_at <= now()`))[0].waiting, { timeout: 20_000 }).toBe(0)
  await expect.poll(async () => (await ask(server.adminUrl, `select count(*)::int as listening from pg_stat_activity where application_name = 'guanxi live'`))[0].listening, { timeout: 10_000 }).toBe(1)
})

test('backed up while it runs, it stands up elsewhere with its audit trail whole', { timeout: 120_000 }, async () => {
  const elsewhere = `${server.dataFolder}-restored`, file = `${server.dataFolder}-backup`
  try {
    expect(await commandLine(['backup', file], { GUANXI_DATA: server.dataFolder })).toMatchObject({ code: 0 })
    // under a secret of its own first, which is refused
    expect(await commandLine(['restore', file], { GUANXI_DATA: elsewhere })).toMatchObject({ code: 1, output: expect.stringContaining('another GUANXI_SECRET') })
    copyFileSync(`${server.dataFolder}/secret`, `${elsewhere}/secret`)
    const restored = await commandLine(['restore', file], { GUANXI_DATA: elsewhere })
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('The audit trail is whole') })
    expect(restored.output).not.toMatch(/ 0 blocks/)
    expect(await commandLine(['restore', file], { GUANXI_DATA: elsewhere })).toMatchObject({ code: 1, output: expect.stringContaining('not empty') })
  } finally {
    for (const made of [elsewhere, file]) rmSync(made, { recursive: true, force: true })
  }
})

test('asked to stop, it finishes what is under way and ends with success', { timeout: 60_000 }, async () => {
  const [client] = clients
  const holder = new pg.Client(server.adminUrl)
  await holder.connect()
  await holder.query('begin; lock table sales_order in share mode')
  const mutationId = crypto.randomUUID(), placing = client!.insist('placeOrder', { lines: lines(1), purchaseOrder: mutationId, clientMutationId: mutationId }, 'order { id number }')
  await expect.poll(async () => (await ask(server.adminUrl, `select count(*)::int as waiting from pg_stat_activity where wait_event_type = 'Lock'`))[0].waiting, { timeout: 5_000 }).toBe(1)
  const stopped = server.stop()
  await expect.poll(() => fetch(`${server.url}/healthz`).then(() => 'open', () => 'closed'), { timeout: 5_000 }).toBe('closed')
  await holder.query('rollback')
  await holder.end()
  expect(await placing).toMatchObject({ attempts: 1, answer: { errors: [] } })
  expect(await stopped).toBe(0)
})
