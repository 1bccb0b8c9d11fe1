import { afterAll, beforeAll, expect, test } from 'vitest'
import { reconcileAll } from '../../server/reconcile.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { codeOf, newId, nobodysId, tally } from '../api/acting.ts'
import { Books, desk, finance, owner, rep, rival, shown, sub } from './world.ts'

type Answer = Awaited<ReturnType<Books['try']>>
let server: TestServer, books: Books
beforeAll(async () => { server = await startServer(); books = new Books(server); await books.open() })
afterAll(() => server.close())

test('a shipment is drafted, issued and seen by its dealer alone; the order follows', async () => {
  const [orderId] = await books.shipped('NST', 2), [shipment] = await books.shipmentsOf(orderId!)
  const { invoice: draft } = await books.do(finance, 'createInvoice', { orderIds: [orderId], shipmentIds: [shipment] }, shown)
  expect(draft).toMatchObject({ number: null, state: 'Draft', openAmount: '0' })
  const ask = (email: string) => books.read(email, `{ invoice(id: "${draft.id}") { id number } }`).then(({ invoice }) => invoice)
  expect(await ask(owner)).toBeNull()
  const { invoice } = await books.do(finance, 'issueInvoice', { id: draft.id }, shown)
  expect(invoice).toMatchObject({ state: 'Issued', gross: draft.gross, openAmount: draft.gross, taxes: [{ category: 'G', rate: '0', net: draft.net, tax: '0' }] })
  expect(invoice.number).toMatch(/^INV-\d{4}-\d{6}$/)
  expect(await ask(owner)).toEqual({ id: invoice.id, number: invoice.number })
  expect([await ask(rival), await ask(sub)]).toEqual([null, null])
  expect((await books.read(owner, `{ order(id: "${orderId}") { billingState invoices { id } } }`)).order).toEqual({ billingState: 'PartiallyInvoiced', invoices: [{ id: invoice.id }] })
  await books.do(finance, 'createInvoice', { orderIds: [orderId], issue: true })
  const { order } = await books.read(rep, `{ order(id: "${orderId}") { billingState total invoices { net } } }`)
  // the parts of an order are the order, to the cent, its discount included
  expect([order.billingState, order.invoices.reduce((sum: number, one: { net: string }) => sum + Number(one.net) * 100, 0).toFixed(0)]).toEqual(['Invoiced', (Number(order.total) * 100).toFixed(0)])
})

test('twenty at once invoice the same shipments: one does', async () => {
  const [orderId] = await books.shipped(null)
  const answers = await Promise.all(Array.from({ length: 20 }, () => books.try(finance, 'createInvoice', { orderIds: [orderId], issue: true })))
  expect(tally(answers)).toEqual({ done: 1, EMPTY: 19 })
  expect(await books.rows('select count(*)::int as n from invoice_line where order_id = ? and claims group by shipment_line_id having count(*) > 1', [orderId])).toEqual([])
})

test('twenty drafts are issued at once: their numbers follow each other, and a broken one leaves no gap', async () => {
  const orders = (await books.shipped(null)).slice(0, 20)
  const drafts: string[] = []
  for (const orderId of orders) drafts.push((await books.do(finance, 'createInvoice', { orderIds: [orderId] }, 'invoice { id }')).invoice.id)
  const { pg: client } = await connect()
  // a server that takes a number and is killed
  await client.query('begin')
  await client.query(`update document_counter set value = value + 1 where kind = 'INVOICE' and scope = 'legal:' || to_char(app.today(), 'YYYY')`)
  // whom the server asks to come again comes again
  const issue = async (id: string): Promise<Answer> => { const answer = await books.try(finance, 'issueInvoice', { id }); return codeOf(answer) === 'OVERLOADED' ? issue(id) : answer }
  const answers = Promise.all(drafts.map(issue))
  await new Promise((resolve) => setTimeout(resolve, 300))
  await end(client)
  expect(tally(await answers)).toEqual({ done: drafts.length })
  expect(await books.gaps('INVOICE')).toEqual([])
}, 60_000)

test('an issued invoice is not changed, by nobody and no statement', async () => {
  const [row] = await books.rows('select id from invoice where number is not null limit 1')
  for (const statement of ['update invoice set gross = gross + 1, net = net + 1 where id = ?', 'update invoice set buyer_name = \'x\' where id = ?', 'delete from invoice where id = ?', 'update invoice_line set amount = 0 where invoice_id = ?', 'delete from invoice_line where invoice_id = ?', 'delete from invoice_tax where invoice_id = ?'])
    await expect(books.rows(statement, [row.id]), statement).rejects.toThrow('an issued invoice is not changed')
  expect(await books.refusal(finance, 'issueInvoice', { id: row.id })).toBe('ILLEGAL_MOVE')
  expect(await books.refusal(finance, 'discardInvoice', { id: row.id })).toBe('ILLEGAL_MOVE')
})

test('of an order whose rest is not wanted any more, all is invoiced', async () => {
  const [{ id }] = await books.rows(`select o.id from sales_order o where o.state = 'PartiallyShipped' and o.billing_state = 'NotInvoiced' order by o.number limit 1`)
  await books.do(finance, 'createInvoice', { orderIds: [id], issue: true })
  const state = async () => (await books.read(finance, `{ order(id: "${id}") { billingState } }`)).order.billingState
  expect(await state()).toBe('PartiallyInvoiced')
  await books.do(desk, 'cancelOrder', { id, reason: 'NOT_NEEDED' })
  expect(await state()).toBe('Invoiced')
  expect((await reconcileAll(server.database.adminUrl)).filter(({ differences }) => differences.length).map(({ check }) => `${check.kind}: ${check.name}`)).toEqual([])
})

test('a discarded draft lets go of its shipments and takes no number', async () => {
  const [orderId] = await books.shipped(null)
  const { invoice } = await books.do(finance, 'createInvoice', { orderIds: [orderId] }, 'invoice { id }')
  expect(await books.refusal(finance, 'createInvoice', { orderIds: [orderId] })).toBe('EMPTY')
  expect((await books.do(finance, 'discardInvoice', { id: invoice.id }, 'invoice { state number actions }')).invoice).toEqual({ state: 'Discarded', number: null, actions: [] })
  expect((await books.do(finance, 'createInvoice', { orderIds: [orderId], issue: true }, 'invoice { state }')).invoice.state).toBe('Issued')
})

test('what can not be invoiced together is refused, and who may not is', async () => {
  const [[one], [other]] = [await books.shipped('LSI'), await books.shipped(null)]
  const { data } = await books.try(finance, 'createInvoice', { orderIds: [one, other] })
  expect(data!.answer.errors[0]).toMatchObject({ code: 'CONFLICTING', path: ['orderIds'] })
  expect(await books.refusal(finance, 'createInvoice', { orderIds: [nobodysId] })).toBe('NOT_FOUND')
  expect(await books.refusal(rep, 'createInvoice', { orderIds: [one] })).toBe('FORBIDDEN')
  expect(await books.refusal(desk, 'createInvoice', { orderIds: [one] })).toBe('FORBIDDEN')
  const again = { clientMutationId: newId(), orderIds: [one], issue: true }
  const [first, second] = [await books.do(finance, 'createInvoice', again, 'invoice { id number }'), await books.do(finance, 'createInvoice', again, 'invoice { id number }')]
  expect(second).toEqual(first)
})

test('without a rate nothing is issued, and nothing of it is left', async () => {
  const [orderId] = await books.shipped(null)
  await books.rows(`delete from currency_rate where currency = 'USD'`)
  const before = await books.rows('select (select count(*)::int from invoice) as invoices, (select sum(value)::int from document_counter) as numbers')
  const { data } = await books.try(finance, 'createInvoice', { orderIds: [orderId], issue: true })
  expect(data!.answer.errors[0]).toMatchObject({ code: 'RATE_MISSING' })
  expect(data!.answer.errors[0]!.message).toMatch(/USD on \d{4}-\d\d-\d\d/)
  expect(await books.rows('select (select count(*)::int from invoice) as invoices, (select sum(value)::int from document_counter) as numbers')).toEqual(before)
  const [{ today }] = await books.rows('select app.today()::text as today')
  await books.do(finance, 'addCurrencyRates', { rates: [{ currency: 'USD', day: today, rate: '32.125' }], source: 'Bank' })
  const { invoice } = await books.do(finance, 'createInvoice', { orderIds: [orderId], issue: true }, shown)
  expect([invoice.rate, invoice.companyGross]).toEqual(['32.125', Math.round(Number(invoice.gross) * 32.125).toString()])
})

test('rates are entered all or none, each fault with its row', async () => {
  const [{ today }] = await books.rows('select app.today()::text as today')
  const { data } = await books.try(finance, 'addCurrencyRates', { source: 'Bank', rates: [{ currency: 'EUR', day: today, rate: '35' }, { currency: 'TWD', day: today, rate: '1' }, { currency: 'XXQ', day: today, rate: '1' }, { currency: 'JPY', day: '2999-01-01', rate: '1' }, { currency: 'CNY', day: today, rate: '0' }] })
  expect(data!.answer.errors.map(({ code, path }) => [code, path.join('.')])).toEqual([['BAD_USER_INPUT', 'rates.1.currency'], ['BAD_USER_INPUT', 'rates.2.currency'], ['OUT_OF_RANGE', 'rates.3.day'], ['BAD_USER_INPUT', 'rates.4.rate']])
  expect(codeOf(await books.try(rep, 'addCurrencyRates', { source: 'x', rates: [{ currency: 'EUR', day: today, rate: '35' }] }))).toBe('FORBIDDEN')
  expect((await books.do(finance, 'addCurrencyRates', { source: 'Bank', rates: [{ currency: 'EUR', day: today, rate: '35' }] }, 'added')).added).toBe(1)
  expect((await books.read(finance, `{ rate: exchangeRate(from: "EUR", to: "TWD") back: exchangeRate(from: "TWD", to: "EUR", day: "1999-01-01") }`))).toEqual({ rate: '35', back: null })
})

async function connect() {
  const pg = (await import('pg')).default, client = new pg.Client(server.database.adminUrl)
  await client.connect()
  client.on('error', () => {})
  return { pg: client }
}
/** As a kill does: the connection is cut by the database, and what was open in it comes to nothing. */
async function end(client: Awaited<ReturnType<typeof connect>>['pg']) {
  const [{ pid }] = (await client.query('select pg_backend_pid() as pid')).rows
  const { pg: other } = await connect()
  await other.query('select pg_terminate_backend($1)', [pid])
  await other.end()
}
