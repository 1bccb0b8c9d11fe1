import { XMLParser } from 'fast-xml-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'
import { Books, desk, owner, rival } from '../billing/world.ts'
import { misplaced } from './structure.ts'

let server: TestServer, books: Books
beforeAll(async () => { server = await startServer(); books = new Books(server) })
afterAll(() => server.close())

const read = (xml: string) => new XMLParser({ ignoreAttributes: false, parseTagValue: false, isArray: (name) => ['cac:OrderLine', 'cac:DespatchLine'].includes(name) }).parse(xml)
const fetched = async (email: string, path: string) => { const answer = await fetch(`${server.url}${path}`, { headers: { cookie: await books.cookie(email) } }); return { status: answer.status, body: await answer.text() } }

test('an order goes out as UBL: its lines are its total, in the order of the schema', async () => {
  const orders = await books.rows(`select distinct on (o.currency, m.subtotal = m.total, o.partner_id is null) o.id, o.number, trim_scale(m.total)::float8 as total, (select count(*)::int from order_line l where l.order_id = o.id) as lines from sales_order o join order_amount m on m.order_id = o.id order by o.currency, m.subtotal = m.total, o.partner_id is null`) as any[]
  expect(orders.length).toBeGreaterThan(2)
  for (const { id, number, total, lines } of orders) {
    const { status, body } = await fetched(desk, `/crm/files/orders/${id}.xml`), { Order: document } = read(body)
    expect([status, misplaced(body), document['cbc:SalesOrderID'], document['cac:OrderLine'].length], number).toEqual([200, [], number, lines])
    const sum = document['cac:OrderLine'].reduce((so: number, line: any) => so + Number(line['cac:LineItem']['cbc:LineExtensionAmount']['#text']), 0), sums = document['cac:AnticipatedMonetaryTotal']
    expect(Number(sums['cbc:PayableAmount']['#text'])).toBeCloseTo(total, 2)
    expect(sum - Number(sums['cbc:AllowanceTotalAmount']?.['#text'] ?? 0) + Number(sums['cbc:ChargeTotalAmount']?.['#text'] ?? 0)).toBeCloseTo(total, 2)
    expect(document['cac:OrderLine'].every((line: any) => /^[A-Z0-9]{2,3}$/.test(line['cac:LineItem']['cbc:Quantity']['@_unitCode']))).toBe(true)
  }
  const { body } = await fetched(desk, `/crm/files/orders/${orders[0].id}.xml`)
  for (const [said, other] of [['cbc:ID>', 'cbc:Wrong>'], ['cbc:IssueDate>', 'cbc:IssueTime>'], [' unitCode="H87"', ''], ['<cac:Price>', '<cac:Price><cbc:PriceAmount currencyID="EUR">1</cbc:PriceAmount>']]) expect(misplaced(body.replaceAll(said!, other!)), said).not.toEqual([])
})

test('a shipment goes out as a despatch advice; no price stands on it', async () => {
  const [shipment] = await books.rows(`select s.id, o.number || '-' || s.number as name, (select sum(l.quantity)::int from shipment_line l where l.shipment_id = s.id) as pieces from shipment s join sales_order o on o.id = s.order_id join partner p on p.id = o.partner_id where p.code = 'NST' order by s.id limit 1`) as any[]
  const { status, body } = await fetched(owner, `/partner/files/shipments/${shipment.id}.xml`), { DespatchAdvice: document } = read(body)
  expect([status, misplaced(body), document['cbc:ID'], body.includes('Amount')]).toEqual([200, [], shipment.name, false])
  expect(document['cac:DespatchLine'].reduce((sum: number, line: any) => sum + Number(line['cbc:DeliveredQuantity']['#text']), 0)).toBe(shipment.pieces)
  expect(body).toContain('xmlns="urn:oasis:names:specification:ubl:schema:xsd:DespatchAdvice-2"')
})

test('neither is there for another dealer, and an order\'s money is not there for its parent', async () => {
  const [{ id, shipment }] = await books.rows(`select o.id, (select s.id from shipment s where s.order_id = o.id limit 1) as shipment from sales_order o join partner p on p.id = o.partner_id where p.code = 'NST' and exists (select 1 from shipment s where s.order_id = o.id) limit 1`) as any
  expect([(await fetched(owner, `/partner/files/orders/${id}.xml`)).status, (await fetched(rival, `/partner/files/orders/${id}.xml`)).status, (await fetched(rival, `/partner/files/shipments/${shipment}.xml`)).status]).toEqual([200, 404, 404])
  const [below] = await books.rows(`select o.id from sales_order o join partner p on p.id = o.partner_id join partner up on up.id = p.parent_id where up.code = 'NST' limit 1`) as any[]
  expect((await fetched(owner, `/partner/files/orders/${below.id}.xml`)).status).toBe(404)
})
