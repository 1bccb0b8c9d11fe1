import { afterAll, beforeAll, expect, test } from 'vitest'
import { Cast } from '../api/acting.ts'
import { pdfText } from '../leak/pdf.ts'
import { type TestServer, startServer } from '../support/server.ts'

const owner = 'owner@northstar.example', desk = 'desk@guanxi.example'

let server: TestServer, cast: Cast, productId: string
beforeAll(async () => {
  server = await startServer()
  cast = new Cast(server)
  productId = (await cast.plenty())[0]!.id
})
afterAll(() => server.close())

test('a confirmation says what was agreed to, once it was; nobody else finds it', async () => {
  const id = await cast.order([{ productId, quantity: 5 }])
  const paper = async (path: string, email: string) => fetch(`${server.url}${path}`, { headers: { cookie: await cast.cookie(email) } })
  const pdfOf = async (email: string) => (await cast.read(email, `{ order(id: "${id}") { pdf } }`)).order?.pdf
  expect(await pdfOf(owner)).toBeNull()
  expect((await paper(`/partner/files/orders/${id}.pdf`, owner)).status).toBe(404)
  await cast.do(desk, 'confirmOrder', { id })
  expect([await pdfOf(owner), await pdfOf(desk)]).toEqual([`/partner/files/orders/${id}.pdf`, `/crm/files/orders/${id}.pdf`])
  const [theirs, ours, rivals] = await Promise.all([paper(await pdfOf(owner), owner), paper(await pdfOf(desk), desk), paper(`/partner/files/orders/${id}.pdf`, 'owner@rival.example')])
  expect([theirs.status, ours.status, rivals.status]).toEqual([200, 200, 404])
  const said = pdfText(Buffer.from(await theirs.arrayBuffer()))
  const [{ number, total, sku, day }] = await cast.rows(`select o.number, m.total::text, p.sku, to_char(o.promise_date, 'FMMonth FMDD, YYYY') as day from sales_order o join order_amount m on m.order_id = o.id join order_line l on l.order_id = o.id join product p on p.id = l.product_id where o.id = ?`, [id])
  for (const text of ['Order confirmation', number, sku, day, new Intl.NumberFormat('en', { minimumFractionDigits: 2 }).format(total)]) expect(said).toContain(text)
})

test("a parent finds no confirmation of its sub-dealer's order: it is all prices", async () => {
  const [{ id }] = await cast.rows(`select o.id from sales_order o join partner p on p.id = o.partner_id where p.parent_id = (select partner_id from app_user where email = ?) and o.state in ('Confirmed', 'PartiallyShipped', 'Shipped', 'Delivered', 'Closed') limit 1`, [owner])
  expect((await cast.read(owner, `{ order(id: "${id}") { id pdf } }`)).order).toEqual({ id, pdf: null })
  expect((await fetch(`${server.url}/partner/files/orders/${id}.pdf`, { headers: { cookie: await cast.cookie(owner) } })).status).toBe(404)
})

test('a despatch note says what went of how much, in the language of whom it is for; nobody else finds it', async () => {
  const id = await cast.order([{ productId, quantity: 5 }])
  await cast.do(desk, 'confirmOrder', { id })
  const [line] = await cast.rows('select id from order_line where order_id = ?', [id])
  const { order: { shipments } } = await cast.do(desk, 'shipOrder', { id, carrier: 'DHL', trackingNumber: 'JD 0146', lines: [{ orderLineId: line.id, quantity: 2 }] }, 'order { shipments { id trackingUrl } }')
  expect(shipments[0].trackingUrl).toContain('JD0146')
  const note = async (app: string, email: string) => fetch(`${server.url}/${app}/files/shipments/${shipments[0].id}.pdf`, { headers: { cookie: await cast.cookie(email) } })
  const [ours, theirs, rivals] = await Promise.all([note('crm', desk), note('partner', owner), note('partner', 'owner@rival.example')])
  expect([ours.status, theirs.status, rivals.status]).toEqual([200, 200, 404])
  const text = pdfText(Buffer.from(await theirs.arrayBuffer()))
  for (const said of ['Despatch note', 'JD 0146', 'DHL']) expect(text).toContain(said)
})
