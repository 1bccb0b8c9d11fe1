import { afterAll, beforeAll, expect, test } from 'vitest'
import { reconcileAll } from '../../server/reconcile.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { tally } from '../api/acting.ts'
import { Books, desk, finance, owner, rep, shown } from './world.ts'

let server: TestServer, books: Books, goods: string, service: string
beforeAll(async () => {
  server = await startServer()
  books = new Books(server)
  const found = await books.rows(`select p.id from product p join stock s on s.product_id = p.id where p.orderable and p.lifecycle = 'ACTIVE' and s.available > 20 and s.reserved = 0 and not exists (select 1 from reservation r where r.product_id = p.id and r.state = 'Held')
    and exists (select 1 from list_price l where l.product_id = p.id and l.currency = 'USD' and l.price between 20 and 400 and l.valid_to is null) order by p.sku limit 2`)
  ;[goods, service] = found.map(({ id }) => id as string) as [string, string]
  await books.do(finance, 'setTaxClass', { productId: service, taxClass: 'SERVICE' })
}, 180_000)
afterAll(() => server.close())

const faults = async () => (await reconcileAll(server.database.adminUrl)).filter(({ differences }) => differences.length).map(({ check, differences }) => [check.name, differences[0]])
const stateOf = async (id: string) => (await books.read(finance, `{ order(id: "${id}") { state billingState invoiceable servicesOpen lines { product { id } shippedQuantity deliveredQuantity reservedQuantity } } }`)).order
async function confirmed(lines: { productId: string; quantity: number }[]): Promise<string> {
  const id = await books.order(lines)
  await books.do(desk, 'confirmOrder', { id })
  return id
}
const onHand = async () => (await books.rows('select on_hand from stock where product_id = ?', [service]))[0].on_hand

test('an order of services alone is invoiced by finance, and reconciles; nothing leaves the stock', async () => {
  const before = await onHand(), id = await confirmed([{ productId: service, quantity: 2 }])
  expect(await books.rows('select 1 from reservation r join order_line l on l.id = r.order_line_id where l.order_id = ?', [id])).toEqual([])
  expect(await stateOf(id)).toMatchObject({ state: 'Confirmed', invoiceable: false, servicesOpen: true })
  expect(await books.refusal(finance, 'createInvoice', { orderIds: [id] })).toBe('EMPTY')
  expect(await books.refusal(rep, 'createInvoice', { orderIds: [id], services: true })).toBe('FORBIDDEN')
  expect(await books.refusal(finance, 'createInvoice', { orderIds: [id], shipmentIds: [id], services: true })).toBe('BAD_USER_INPUT')
  expect(tally(await Promise.all(Array.from({ length: 6 }, () => books.persist(finance, 'createInvoice', { orderIds: [id], services: true, issue: true }))))).toEqual({ done: 1, EMPTY: 5 })
  expect(await stateOf(id)).toMatchObject({ state: 'Delivered', billingState: 'Invoiced', servicesOpen: false, lines: [{ shippedQuantity: 2, deliveredQuantity: 2 }] })
  expect([await onHand(), await faults()]).toEqual([before, []])
  // called off and invoiced anew, it is not performed again
  const { order } = await books.read(owner, `{ order(id: "${id}") { invoices { id } } }`)
  await books.do(finance, 'creditInvoice', { id: order.invoices[0].id, reason: 'Wrong address', issue: true, invoiceAgain: true })
  await books.do(finance, 'createInvoice', { orderIds: [id], services: true, issue: true })
  expect([await books.rows('select count(*)::int as n from shipment where order_id = ?', [id]), await faults()]).toEqual([[{ n: 1 }], []])
}, 120_000)

test('beside goods, a service waits until it is done: the desk ships goods, then performs', async () => {
  const id = await confirmed([{ productId: goods, quantity: 1 }, { productId: service, quantity: 3 }])
  await books.do(desk, 'shipOrder', { id })
  expect(await stateOf(id)).toMatchObject({ state: 'PartiallyShipped', invoiceable: true, servicesOpen: true, lines: [{ shippedQuantity: 1 }, { shippedQuantity: 0 }] })
  const { invoice } = await books.do(finance, 'createInvoice', { orderIds: [id], issue: true }, shown)
  expect(invoice.lines.map(({ quantity }: { quantity: string }) => Number(quantity))).toEqual([1])
  const [{ id: line }] = await books.rows('select id from order_line where order_id = ? and product_id = ?', [id, service])
  await books.do(desk, 'shipOrder', { id, lines: [{ orderLineId: line, quantity: 1 }] })
  // what is left is said to be done by whoever invoices
  const rest = (await books.do(finance, 'createInvoice', { orderIds: [id], services: true, issue: true }, shown)).invoice
  expect(rest.lines.map(({ quantity }: { quantity: string }) => Number(quantity))).toEqual([1, 2])
  expect(await stateOf(id)).toMatchObject({ state: 'Shipped', billingState: 'Invoiced', servicesOpen: false })
  expect(await faults()).toEqual([])
}, 120_000)

test('what is not confirmed is not performed; goods that are held become no service', async () => {
  const placed = await books.order([{ productId: service, quantity: 1 }])
  expect(await stateOf(placed)).toMatchObject({ servicesOpen: false })
  expect(await books.refusal(finance, 'createInvoice', { orderIds: [placed], services: true })).toBe('EMPTY')
  await confirmed([{ productId: goods, quantity: 1 }])
  const { data } = await books.try(finance, 'setTaxClass', { productId: goods, taxClass: 'SERVICE' })
  expect(data!.answer.errors.map(({ code, path }) => [code, path.join('.')])).toEqual([['CONFLICTING', 'taxClass']])
})

test('whoever makes a service of something waits for who is at its stock, and sees what they have done', async () => {
  await confirmed([{ productId: goods, quantity: 1 }])
  const client = await server.database.connect()
  try {
    await client.query('begin')
    await client.query('select 1 from stock where product_id = $1 for update', [goods])
    await client.query(`update reservation set state = 'Released', ended_at = now() where product_id = $1 and state = 'Held'`, [goods])
    const set = books.do(finance, 'setTaxClass', { productId: goods, taxClass: 'SERVICE' }, 'product { taxClass }')
    await expect.poll(async () => (await client.query(`select 1 from pg_locks where not granted and transactionid = pg_current_xact_id()::xid`)).rowCount, { timeout: 20_000 }).toBe(1)
    await client.query('commit')
    expect((await set).product.taxClass).toBe('SERVICE')
  } finally { await client.end() }
  await books.do(finance, 'setTaxClass', { productId: goods, taxClass: 'STANDARD' })
}, 60_000)
