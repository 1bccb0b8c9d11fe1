import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'
import { Cast } from '../api/acting.ts'
import { unsound } from './soundness.ts'

// what looks for damage is itself looked at: each kind of it is found

const since = new Date()
let server: TestServer, client: pg.Client
beforeAll(async () => {
  server = await startServer()
  const cast = new Cast(server), [product] = await cast.products(1)
  await cast.do('desk@guanxi.example', 'confirmOrder', { id: await cast.order([{ productId: product!.id, quantity: 2 }]) })
  await cast.quote('Presented')
  client = new pg.Client(server.database.adminUrl)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await server.close()
})

const look = () => unsound(async (sql, values) => (await client.query(sql, values)).rows, since)
const latest = '(select id from sales_order order by id desc limit 1)'

test('a sound database has nothing to find', async () => {
  expect(await look()).toEqual([])
})

test.each([
  ['an order without lines', `delete from order_line where order_id = ${latest}`],
  ['an order without its amount', `delete from order_amount where order_id = ${latest}`],
  ['an amount that is not the sum of the lines', `update order_amount set subtotal = subtotal + 1 where order_id = ${latest}`],
  ['a version that is not the sum of its lines', 'update quote_line set amount = amount + 1 where id = (select id from quote_line limit 1)'],
  ['stock reserved for nobody, or twice', `update stock set reserved = reserved + 1, on_hand = on_hand + 1 where product_id = (select product_id from order_line where order_id = ${latest} limit 1)`],
  ['shipped without a shipment', `update order_line set shipped_quantity = 1 where order_id = ${latest}`],
  ['an order that nothing tells of', `delete from event where subject_id = ${latest}`],
  ['a receipt without an answer', 'update mutation_receipt set answer = null where client_mutation_id = (select client_mutation_id from mutation_receipt limit 1)'],
  ['a number behind its counter', `update document_counter set value = 0 where kind = 'order'`],
])('%s is found', async (what, damage) => {
  await client.query('begin')
  try {
    await client.query(damage)
    expect((await look()).join('\n')).toContain(what)
  } finally {
    await client.query('rollback')
  }
})
