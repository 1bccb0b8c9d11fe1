import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'
import { Books, desk, finance, owner, rep } from '../billing/world.ts'

let server: TestServer, books: Books, sku: string, productId: string
beforeAll(async () => { server = await startServer(); books = new Books(server) })
beforeEach(async () => { const [product] = await books.products(1, 40); ({ sku, id: productId } = product!) })
afterAll(() => server.close())

const shown = 'results { externalId outcome recordId version errors { code path } }'
async function report(name: string, rows: object[], who = desk): Promise<any[]> {
  const { data, errors } = await books.persist(who, name, { rows }, shown)
  expect(errors ?? data!.answer.errors).toEqual([])
  return data!.answer.results
}
const stock = async () => (await books.rows('select on_hand, reserved from stock where product_id = ?', [productId]))[0] as { on_hand: number; reserved: number }
const events = async (type: string) => (await books.rows('select count(*)::int as n from event where type = ?', [type]))[0].n as number
/** A confirmed order of Northstar's. */
async function confirmed(quantity: number): Promise<{ id: string; number: string }> {
  const id = await books.order([{ productId, quantity }])
  return (await books.do(desk, 'confirmOrder', { id }, 'order { id number }')).order
}

test('stock: what is newer counts, what is older is told so, the same again changes nothing and is answered the same', async () => {
  const { on_hand } = await stock(), before = await events('stock.received')
  const row = { sku, onHand: on_hand + 5, version: '2026-11-22T08:00:00Z' }, [first] = await report('reportStock', [row])
  expect(first).toMatchObject({ outcome: 'APPLIED', recordId: productId, errors: [] })
  expect((await report('reportStock', [row]))[0]).toEqual(first)
  expect([(await stock()).on_hand, await events('stock.received')]).toEqual([on_hand + 5, before + 1])
  expect((await report('reportStock', [{ ...row, onHand: 1, version: '2026-11-22T07:59:59Z' }]))[0]).toMatchObject({ outcome: 'OUTDATED', version: first.version })
  expect((await report('reportStock', [{ ...row, onHand: on_hand }]))[0]).toMatchObject({ outcome: 'REFUSED', errors: [{ code: 'CONFLICTING', path: ['rows', '0', 'version'] }] })
  expect((await stock()).on_hand).toBe(on_hand + 5)
})

test('one row that is refused keeps no other from being taken, and leaves nothing behind', async () => {
  await confirmed(3)
  const { on_hand, reserved } = await stock(), [other] = await books.rows('select p.id, p.sku, s.on_hand from product p join stock s on s.product_id = p.id where p.sku <> ? order by p.sku limit 1', [sku]) as any[]
  const results = await report('reportStock', [{ sku: 'NO-SUCH', onHand: 1, version: '7' }, { sku: 'NO-DAY', onHand: 1, version: '2026-02-30T25:00:00Z' }, { sku, onHand: reserved - 1, version: '99999999999999' }, { sku: other.sku.toLowerCase(), onHand: other.on_hand + 1, version: '99999999999999' }])
  expect(results.map(({ outcome, errors }) => [outcome, ...errors.map(({ code, path }: any) => `${code} ${path.join('.')}`)])).toEqual([['REFUSED', 'UNKNOWN_SKU rows.0.sku'], ['REFUSED', 'BAD_USER_INPUT rows.1.version'], ['REFUSED', 'OUT_OF_RANGE rows.2.onHand'], ['APPLIED']])
  expect((await stock()).on_hand).toBe(on_hand)
  expect(await books.rows(`select external_id from inbound_version where external_id in ('NO-SUCH', 'NO-DAY', ?)`, [other.sku.toUpperCase()])).toHaveLength(1)
  expect(await books.refusal(desk, 'reportStock', { rows: Array.from({ length: 501 }, () => ({ sku, onHand: 1, version: '1' })) })).toBe('TOO_MANY_LINES')
  for (const who of [rep, finance]) expect(await books.refusal(who, 'reportStock', { rows: [{ sku, onHand: 1, version: '1' }] })).toBe('FORBIDDEN')
})

test('supplies are announced, put off and called off by their name elsewhere', async () => {
  const row = { externalId: 'PO-77', sku, quantity: 10, expectedDate: '2099-03-01', version: '1' }, [made] = await report('reportSupplies', [row])
  expect((await report('reportSupplies', [row]))[0]).toEqual(made)
  const [moved] = await report('reportSupplies', [{ ...row, quantity: 12, expectedDate: '2099-04-01', version: '2' }])
  expect([moved.outcome, moved.recordId]).toEqual(['APPLIED', made.recordId])
  expect(await books.rows(`select quantity, expected_date::text as day, state from supply where external_id = 'PO-77'`)).toEqual([{ quantity: 12, day: '2099-04-01', state: 'Announced' }])
  expect((await report('reportSupplies', [{ ...row, canceled: true, version: '3' }]))[0].outcome).toBe('APPLIED')
  expect((await report('reportSupplies', [{ ...row, version: '4' }]))[0]).toMatchObject({ outcome: 'REFUSED', errors: [{ code: 'ILLEGAL_MOVE' }] })
  expect((await report('reportSupplies', [{ ...row, externalId: 'PO-78', expectedDate: '2020-01-01' }]))[0]).toMatchObject({ errors: [{ code: 'PAST', path: ['rows', '0', 'expectedDate'] }] })
})

test('a shipment is taken once, its arrival too; never more than is open', async () => {
  const order = await confirmed(4), row = { externalId: 'WH-1', orderNumber: order.number, partnerCode: 'NST', carrier: 'DHL', trackingNumber: 'T1', lines: [{ sku, quantity: 3 }], version: '1' }
  const over = await report('reportShipments', [{ ...row, externalId: 'WH-0', lines: [{ sku, quantity: 5 }] }, { ...row, externalId: 'WH-00', lines: [{ sku: 'NO-SUCH', quantity: 1 }] }, row, { ...row, externalId: 'WH-000', orderNumber: 'O-0' }])
  expect(over.map(({ outcome, errors }) => [outcome, errors[0]?.code, errors[0]?.path.join('.')])).toEqual([['REFUSED', 'OUT_OF_RANGE', 'rows.0.lines.0.quantity'], ['REFUSED', 'UNKNOWN_SKU', 'rows.1.lines.0.sku'], ['APPLIED', undefined, undefined], ['REFUSED', 'NOT_FOUND', 'rows.3.orderNumber']])
  const twice = await Promise.all(Array.from({ length: 5 }, () => report('reportShipments', [row])))
  expect(new Set(twice.map(([result]) => JSON.stringify(result)))).toEqual(new Set([JSON.stringify(over[2])]))
  expect(await books.rows('select number, carrier, external_id from shipment where order_id = ?', [order.id])).toEqual([{ number: 1, carrier: 'DHL', external_id: 'WH-1' }])
  expect((await report('reportShipments', [{ ...row, lines: [{ sku, quantity: 2 }], version: '2' }]))[0]).toMatchObject({ outcome: 'REFUSED', errors: [{ code: 'CONFLICTING', path: ['rows', '0', 'lines'] }] })
  expect((await report('reportShipments', [{ ...row, delivered: true, trackingNumber: 'T2', version: '2' }]))[0].outcome).toBe('APPLIED')
  expect((await books.rows('select s.tracking_number, s.delivered_at is not null as here, l.delivered_quantity from shipment s join order_line l on l.order_id = s.order_id where s.order_id = ?', [order.id]))).toEqual([{ tracking_number: 'T2', here: true, delivered_quantity: 3 }])
  expect((await report('reportShipments', [{ externalId: 'WH-2', orderId: order.id, version: '1', delivered: true }]))[0].outcome).toBe('APPLIED')
  expect((await books.rows('select state from sales_order where id = ?', [order.id]))[0].state).toBe('Delivered')
})

test('reports of the same thing at once: one is taken, the others are answered as it was', async () => {
  const order = await confirmed(2), row = { externalId: 'WH-RACE', orderId: order.id, lines: [{ sku, quantity: 2 }], version: '1' }
  const answers = await Promise.all(Array.from({ length: 8 }, () => report('reportShipments', [row])))
  expect(new Set(answers.map(([result]) => JSON.stringify(result))).size).toBe(1)
  expect((await books.rows('select count(*)::int as n from shipment where order_id = ?', [order.id]))[0].n).toBe(1)
})

test('an invoice of the ERP is ours, once, of what was shipped and of no more', async () => {
  const order = await confirmed(3)
  await report('reportShipments', [{ externalId: 'WH-9', orderId: order.id, version: '1', lines: [{ position: 1, quantity: 2 }] }])
  const row = { externalId: 'RE-1', orderId: order.id, shipments: ['WH-9'], lines: [{ sku, quantity: 2 }], version: '1' }
  const refused = await report('reportInvoices', [{ ...row, lines: [{ sku, quantity: 3 }] }, { ...row, net: '1' }, { ...row, shipments: ['WH-10'] }], finance)
  expect(refused.map(({ errors: [error] }) => `${error.code} ${error.path.join('.')}`)).toEqual(['OUT_OF_RANGE rows.0.lines.0.quantity', 'CONFLICTING rows.1.net', 'NOT_FOUND rows.2.shipments.0'])
  expect(await books.rows('select 1 from invoice_line where order_id = ?', [order.id])).toEqual([])
  const [made] = await report('reportInvoices', [row], finance)
  expect((await report('reportInvoices', [row], finance))[0]).toEqual(made)
  expect((await report('reportInvoices', [{ ...row, version: '2' }], finance))[0]).toMatchObject({ errors: [{ code: 'TAKEN' }] })
  expect((await report('reportInvoices', [{ ...row, externalId: 'RE-2' }], finance))[0]).toMatchObject({ errors: [{ code: 'EMPTY' }] })
  expect(await books.rows('select number is not null as issued, external_id from invoice where id = ?', [made.recordId])).toEqual([{ issued: true, external_id: 'RE-1' }])
  expect((await books.read(owner, `{ order(id: "${order.id}") { billingState } }`)).order.billingState).toBe('PartiallyInvoiced')
})

/** Of each kind: a row, the same with other content, what it leaves behind, and who reports it. */
const kinds: [string, string, () => Promise<{ row: object; other: object; left: () => Promise<unknown> }>, string][] = [
  ['stock', 'reportStock', async () => { const { on_hand } = await stock(); return { row: { sku, onHand: on_hand + 7 }, other: { sku, onHand: on_hand + 9 }, left: stock } }, desk],
  ['a supply', 'reportSupplies', async () => { const externalId = `PO-${crypto.randomUUID()}`, row = { externalId, sku, quantity: 5, expectedDate: '2099-05-01' }; return { row, other: { ...row, quantity: 6 }, left: () => books.rows('select quantity, state from supply where external_id = ?', [externalId]) } }, desk],
  ['a shipment', 'reportShipments', async () => {
    const order = await confirmed(3), externalId = `WH-${crypto.randomUUID()}`, row = { externalId, orderId: order.id, carrier: 'DHL', lines: [{ sku, quantity: 2 }] }
    return { row, other: { ...row, carrier: 'UPS' }, left: () => books.rows('select s.carrier, l.quantity from shipment s join shipment_line l on l.shipment_id = s.id where s.order_id = ?', [order.id]) }
  }, desk],
  ['an invoice', 'reportInvoices', async () => {
    const order = await confirmed(2), externalId = `RE-${crypto.randomUUID()}`
    await report('reportShipments', [{ externalId, orderId: order.id, version: '1' }])
    return { row: { externalId, orderId: order.id, lines: [{ sku, quantity: 2 }] }, other: { externalId, orderId: order.id }, left: () => books.rows('select i.number is not null as issued, l.quantity::int from invoice i join invoice_line l on l.invoice_id = i.id where l.order_id = ?', [order.id]) }
  }, finance],
]
test.each(kinds)('%s: told twice, late, otherwise, in one message and at once, it is what the newest report said', { timeout: 60_000 }, async (_kind, name, make, who) => {
  const { row, other, left } = await make(), now = Date.parse('2030-01-01T00:00:00Z'), at = (more: number, of = row) => ({ ...of, version: String(now + more) }), tell = (...rows: object[]) => report(name, rows, who), outcomes = (results: any[]) => results.map(({ outcome, errors }) => errors[0]?.code ?? outcome)
  // from four servers of theirs at once, and twice in each message
  const answers = (await Promise.all(Array.from({ length: 4 }, () => tell(at(1), at(1))))).flat(), after = await left()
  expect([answers.length, new Set(answers.map((answer) => JSON.stringify(answer))).size, answers[0].outcome]).toEqual([8, 1, 'APPLIED'])
  expect([outcomes(await tell(at(0, other))), outcomes(await tell(at(1, other))), await left()]).toEqual([['OUTDATED'], ['CONFLICTING'], after])
  // newer ones in whatever order they arrive: what was issued stays, everything else is as the newest said
  const stays = name === 'reportInvoices', crowd = (await Promise.all([3, 2, 5, 4].map((more) => tell(at(more, other))))).flat(), newest = await left()
  expect(outcomes(crowd).filter((outcome) => !(stays ? ['TAKEN'] : ['APPLIED', 'OUTDATED']).includes(outcome))).toEqual([])
  expect([outcomes(await tell(at(5, other), at(4))), JSON.stringify(newest) === JSON.stringify(after), await left()]).toEqual([stays ? ['TAKEN', 'TAKEN'] : ['APPLIED', 'OUTDATED'], stays, newest])
})

test('an API key reports with the permissions that it lists, and not without', async () => {
  const key = async (permissions: string[]) => (await books.do(desk, 'createApiKey', { name: 'warehouse', permissions }, 'secret')).secret as string
  const ask = async (secret: string) => (await fetch(`${server.url}/graphql/crm`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` }, body: JSON.stringify({ query: `mutation ($input: ReportShipmentsInput!) { reportShipments(input: $input) { errors { code } ${shown} } }`, variables: { input: { clientMutationId: crypto.randomUUID(), rows: [{ externalId: 'WH-K', orderId: order.id, version: '1' }] } } }) })).json() as any
  const order = await confirmed(1)
  expect((await ask(await key(['backoffice:stock'])))).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] })
  expect((await ask(await key(['backoffice:ship', 'order:read', 'order:ship', 'order:deliver'])))).toMatchObject({ data: { reportShipments: { results: [{ outcome: 'APPLIED' }] } } })
})
