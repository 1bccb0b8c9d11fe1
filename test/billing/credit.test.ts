import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startServer } from '../support/server.ts'
import { tally } from '../api/acting.ts'
import { reconcileAll } from '../../server/reconcile.ts'
import { Books, finance, shown } from './world.ts'

let server: TestServer, books: Books
beforeAll(async () => { server = await startServer(); books = new Books(server); await books.open() })
afterAll(() => server.close())

const cents = (amount: string) => Math.round(Number(amount) * 100)
/** Issued, of a dealer at home, who pays tax. */
const taxed = async (code = 'QLT') => (await books.do(finance, 'createInvoice', { orderIds: [(await books.shipped(code))[0]], issue: true }, shown)).invoice
const note = 'creditNote { id number state kind net tax gross lines { quantity amount } }'
const credit = (id: string, input: Record<string, unknown> = {}) => books.try(finance, 'creditInvoice', { id, reason: 'Agreed', issue: true, ...input }, `invoice { state openAmount creditedAmount } ${note}`)

test('a whole invoice is called off, and its shipments invoiced anew', async () => {
  const invoice = await taxed()
  expect(invoice.taxes).toEqual([{ category: 'S', rate: '5', net: invoice.net, tax: Math.round(Number(invoice.net) * 0.05).toString() }])
  const { data } = await credit(invoice.id, { invoiceAgain: true })
  expect(data!.answer).toMatchObject({ errors: [], invoice: { state: 'Credited', openAmount: '0', creditedAmount: invoice.gross }, creditNote: { kind: 'CREDIT_NOTE', state: 'Issued', gross: invoice.gross, tax: invoice.tax } })
  expect(data!.answer.creditNote.number).toMatch(/^CN-/)
  expect((await books.rows(`select type from event where subject_id = ? order by id`, [data!.answer.creditNote.id])).map(({ type }) => type)).toEqual(['invoice.created', 'invoice.issued'])
  const [{ order_id: orderId }] = await books.rows('select order_id from invoice where id = ?', [invoice.id])
  expect((await books.read(finance, `{ order(id: "${orderId}") { billingState } }`)).order.billingState).toBe('NotInvoiced')
  expect((await books.do(finance, 'createInvoice', { orderIds: [orderId], issue: true }, shown)).invoice.gross).toBe(invoice.gross)
  expect((await credit(invoice.id)).data!.answer.errors[0]!.code).toBe('ILLEGAL_MOVE')
})

test('pieces and parts of a price are credited, never more than the line has left', async () => {
  const invoice = await taxed(), line = invoice.lines.find(({ quantity }: { quantity: string }) => Number(quantity) > 1) ?? invoice.lines[0]
  const first = await credit(invoice.id, { lines: [{ lineId: line.id, amount: '7' }] })
  expect(first.data!.answer).toMatchObject({ errors: [], creditNote: { net: '7', lines: [{ quantity: '1', amount: '7' }] } })
  const refused = [[{ quantity: Number(line.quantity) + 1 }, 'quantity'], [{ amount: line.amount }, 'amount'], [{ amount: '0' }, 'amount'], [{ amount: '-1' }, 'amount'], [{ amount: '0.5' }, 'amount'], [{}, 'quantity'], [{ quantity: 1, amount: '1' }, 'quantity']] as const
  for (const [what, field] of refused) {
    const { data } = await credit(invoice.id, { lines: [{ lineId: line.id, ...what }] })
    expect([data!.answer.errors[0]!.path.join('.'), data!.answer.creditNote], JSON.stringify(what)).toEqual([`lines.0.${field}`, null])
  }
  const twice = await credit(invoice.id, { lines: [{ lineId: line.id, quantity: Number(line.quantity) }, { lineId: line.id, quantity: 1 }] })
  expect([twice.data!.answer.errors[0]!.path.join('.'), twice.data!.answer.creditNote]).toEqual(['lines.1.quantity', null])
  for (let index = 0; index < Number(line.quantity); index++) expect((await credit(invoice.id, { lines: [{ lineId: line.id, quantity: 1 }] })).data!.answer.errors).toEqual([])
  const [sum] = await books.rows(`select sum(c.amount)::float8 as amount from invoice_line c where c.credited_line_id = ?`, [line.id])
  expect(sum.amount).toBe(Number(line.amount))
  const { data: rest } = await credit(invoice.id)
  // where the line was all there was, nothing is left
  expect(invoice.lines.length > 1 ? rest!.answer.invoice : { state: 'Credited', openAmount: '0', creditedAmount: invoice.gross }).toEqual({ state: 'Credited', openAmount: '0', creditedAmount: invoice.gross })
  expect((await reconcileAll(server.database.adminUrl)).filter(({ differences }) => differences.length).map(({ check }) => check.name)).toEqual([])
})

test('whoever takes pieces back after a correction of what others left gets no less than nothing', async () => {
  const invoice = await taxed(), line = invoice.lines.find(({ quantity }: { quantity: string }) => Number(quantity) > 2)
  const credited = async (what: Record<string, unknown>) => Number((await credit(invoice.id, { lines: [{ lineId: line.id, ...what }] })).data!.answer.creditNote.net)
  const before = await credited({ quantity: Number(line.quantity) - 2 })
  const left = Number(line.amount) - before, one = await credited({ amount: String(left - 11) }).then(() => credited({ quantity: 1 }))
  expect([one, await credited({ quantity: 1 })]).toEqual([6, 5])
})

test('ten at once credit the whole: one does', async () => {
  const invoice = await taxed('HXM')
  const again = async (): Promise<Awaited<ReturnType<typeof credit>>> => { const answer = await credit(invoice.id); return answer.errors?.[0]?.extensions.code === 'OVERLOADED' ? again() : answer }
  const answers = tally(await Promise.all(Array.from({ length: 10 }, again)))
  expect(answers.done).toBe(1)
  expect(await books.rows('select count(*)::int as n from invoice where credited_id = ?', [invoice.id])).toEqual([{ n: 1 }])
})

test('what a return brought back is credited, and the return closed', async () => {
  const invoice = await taxed('HXM')
  const [line] = await books.rows('select order_id, order_line_id, quantity::int as quantity from invoice_line where invoice_id = ? order by position limit 1', [invoice.id])
  const id = crypto.randomUUID()
  await books.rows(`insert into return_authorization (id, number, order_id, state, partner_id, owner_id, seller_id, reason) select ?, 'R-1', o.id, 'Received', o.partner_id, o.owner_id, o.seller_id, 'DEFECTIVE' from sales_order o where o.id = ?`, [id, line.order_id])
  await books.rows(`insert into return_line (id, return_id, position, order_line_id, quantity, condition, received_quantity) values (gen_random_uuid(), ?, 1, ?, 1, 'DEFECTIVE', 1)`, [id, line.order_line_id])
  const creditable = async (email: string) => (await books.read(email, `{ order(id: "${line.order_id}") { returns { id creditable } } }`)).order.returns.find((one: { id: string }) => one.id === id).creditable
  expect([await creditable(finance), await creditable('desk@guanxi.example')]).toEqual([true, false])
  // a draft that is discarded has credited nothing
  const { creditNote } = await books.do(finance, 'creditReturn', { returnId: id }, 'return { state } creditNote { id }')
  expect(await books.refusal(finance, 'creditReturn', { returnId: id })).toBe('ILLEGAL_MOVE')
  await books.do(finance, 'discardInvoice', { id: creditNote.id })
  expect(await books.rows(`select state, closed_at from return_authorization where id = ?`, [id])).toEqual([{ state: 'Received', closed_at: null }])
  expect([await creditable(finance), await books.rows(`select count(*)::int as n from event where type = 'return.reopened' and data ->> 'return' = 'R-1'`)]).toEqual([true, [{ n: 1 }]])
  const answer = await books.do(finance, 'creditReturn', { returnId: id, issue: true }, `return { state } creditNote { state gross reason lines { quantity } }`)
  expect(answer).toMatchObject({ return: { state: 'Closed' }, creditNote: { state: 'Issued', reason: 'R-1', lines: [{ quantity: '1' }] } })
  expect(await books.refusal(finance, 'creditReturn', { returnId: id })).toBe('ILLEGAL_MOVE')
  expect(await creditable(finance)).toBe(false)
  // where another of its drafts was discarded, this one stands
  await books.rows(`update return_authorization set state = 'Received' where id = ? returning 1`, [id])
  expect(await books.refusal(finance, 'creditReturn', { returnId: id })).toBe('EMPTY')
})

test("a partner's balance counts what is open of invoices and what is not invoiced, and what is overdue", async () => {
  const read = async () => (await books.read(finance, `{ partners(first: 50) { nodes { code balance overdue overdueDays } } }`)).partners.nodes.find(({ code }: { code: string }) => code === 'QLT')
  const before = await read()
  const [orderId] = await books.shipped('QLT'), { invoice } = await books.do(finance, 'createInvoice', { orderIds: [orderId], issue: true }, shown)
  // invoiced, it owes the tax as well
  expect(cents((await read()).balance) - cents(before.balance)).toBe(cents(invoice.tax))
  const pg = (await import('pg')).default, client = new pg.Client(server.database.adminUrl)
  await client.connect()
  await client.query(`set session_replication_role = replica; update invoice set due_date = app.today() - 12 where id = '${invoice.id}'`)
  await client.end()
  expect(await read()).toMatchObject({ overdue: invoice.gross, overdueDays: 12 })
  const { invoices } = await books.read(finance, `{ invoices(first: 5, filter: { overdue: true }) { nodes { id overdueDays } } }`)
  expect(invoices.nodes).toEqual([{ id: invoice.id, overdueDays: 12 }])
})
