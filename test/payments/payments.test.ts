import { afterAll, beforeAll, expect, test } from 'vitest'
import { reconcileAll } from '../../server/reconcile.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { codeOf, tally } from '../api/acting.ts'
import { type Issued, Ledger, finance, owner, paid, rep, rival } from './world.ts'

let server: TestServer, books: Ledger
beforeAll(async () => { server = await startServer(); books = new Ledger(server) }, 180_000)
afterAll(() => server.close())

const ledgerFaults = async () => (await reconcileAll(server.database.adminUrl)).filter(({ differences }) => differences.length).map(({ check, differences }) => [check.kind, check.name, differences[0]])
const half = (amount: string) => (Number(amount) / 2).toFixed(2)

test('the demo reconciles', async () => {
  expect(await ledgerFaults()).toEqual([])
  await books.open()
}, 120_000)

test('a payment pays a part, then the rest; the order follows, and the dealer sees it', async () => {
  const [invoice] = await books.issued('NST'), { id: invoiceId, gross, currency, partnerId } = invoice!
  const part = half(gross), first = (await books.book({ partnerId, currency, amount: part, invoices: [{ invoiceId, amount: part }] })).payment
  expect(first).toMatchObject({ rest: '0', allocations: [{ invoice: { id: invoiceId, state: 'PartiallyPaid' } }] })
  const second = (await books.book({ partnerId, currency, amount: gross, invoices: [{ invoiceId }] })).payment
  expect(second.allocations[0].invoice).toMatchObject({ state: 'Paid', openAmount: '0' })
  expect([Number(second.rest).toFixed(2), await books.balance(invoiceId)]).toEqual([part === half(gross) ? Number(part).toFixed(2) : '', '0'])
  const seen = await books.read(owner, `{ invoice(id: "${invoiceId}") { state openAmount allocations { payment { number } } } payments(first: 100) { nodes { id } } }`)
  expect(seen.invoice).toMatchObject({ state: 'Paid', openAmount: '0' })
  expect(seen.payments.nodes.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([first.id, second.id]))
  expect((await books.read(rival, `{ payment(id: "${first.id}") { id } }`)).payment).toBeNull()
  // taken back, it is open again
  const back = (await books.do(finance, 'unallocatePayment', { id: second.id }, paid)).payment
  expect([back.rest, back.allocations]).toEqual([second.amount, []])
  await books.do(finance, 'reversePayment', { id: first.id, reason: 'Bounced' }, paid)
  expect(await books.balance(invoiceId)).toBe(gross)
  expect((await books.read(owner, `{ invoice(id: "${invoiceId}") { state openAmount } }`)).invoice).toEqual({ state: 'Issued', openAmount: gross })
  expect(await books.refusal(finance, 'reversePayment', { id: first.id, reason: 'Again' })).toBe('ILLEGAL_MOVE')
  expect(await ledgerFaults()).toEqual([])
}, 120_000)

test('several invoices at once, too much stays on account, pays later, or goes back', async () => {
  const invoices = await books.issued('NST', 3), [first, second, third] = invoices as [Issued, Issued, Issued], { currency, partnerId } = first
  const total = (Number(first.gross) + Number(second.gross) + 100).toFixed(2)
  const { payment } = await books.book({ partnerId, currency, amount: total, invoices: [{ invoiceId: first.id }, { invoiceId: second.id }] })
  expect(payment.allocations.map((one: any) => one.invoice.state)).toEqual(['Paid', 'Paid'])
  expect(payment.rest).toBe('100')
  expect(await books.refusal(finance, 'allocatePayment', { id: payment.id, invoices: [{ invoiceId: third.id, amount: '100.01' }] })).toBe('OUT_OF_RANGE')
  await books.do(finance, 'allocatePayment', { id: payment.id, invoices: [{ invoiceId: third.id, amount: '60' }] }, paid)
  expect(await books.refusal(finance, 'refundPayment', { id: payment.id, amount: '41', day: await books.today() })).toBe('OUT_OF_RANGE')
  expect((await books.do(finance, 'refundPayment', { id: payment.id, day: await books.today() }, paid)).payment.rest).toBe('0')
  const { refunds: [back] } = (await books.read(finance, `{ payment(id: "${payment.id}") { refunds { id } } }`)).payment
  for (const [verb, input] of [['allocatePayment', { invoices: [{ invoiceId: third.id, amount: '1' }] }], ['refundPayment', { day: await books.today() }]] as const)
    expect(await books.refusal(finance, verb, { id: back.id, ...input })).toBe('ILLEGAL_MOVE')
  expect(await books.refusal(finance, 'reversePayment', { id: payment.id, reason: 'No' })).toBe('CONFLICTING')
  expect((await books.do(finance, 'writeOffInvoice', { id: third.id, reason: 'A trifle' }, 'invoice { state openAmount }')).invoice).toEqual({ state: 'Paid', openAmount: '0' })
  expect(await ledgerFaults()).toEqual([])
}, 120_000)

test('in another currency: the rate of the day, the difference is booked', async () => {
  const [invoice] = await books.issued('NST'), { id: invoiceId, gross, partnerId } = invoice!
  const [{ amount }] = await books.rows(`select app.converted(?::numeric, 'USD', 'EUR', app.today())::text as amount`, [gross])
  const [{ day }] = await books.rows(`select (app.today() - 200)::text as day`)
  const { payment } = await books.book({ partnerId, day, currency: 'EUR', amount: (Number(amount) + 1).toFixed(2), invoices: [{ invoiceId, amount: gross }] })
  expect(payment.allocations[0].invoice).toMatchObject({ state: 'Paid', openAmount: '0' })
  expect(await books.rows(`select count(*)::int as n from receivable_entry where ledger = 'EXCHANGE' and allocation_id in (select id from payment_allocation where payment_id = ?)`, [payment.id])).toEqual([{ n: 1 }])
  expect((await books.tryBook({ partnerId, currency: 'CHF', amount: '5' })).data!.answer.errors[0]!.code).toBe('RATE_MISSING')
  expect(await ledgerFaults()).toEqual([])
}, 120_000)

test('what is credited after it was paid becomes credit on account', async () => {
  const [invoice] = await books.issued('NST'), { id: invoiceId, gross, currency, partnerId } = invoice!
  const { payment } = await books.book({ partnerId, currency, amount: gross, invoices: [{ invoiceId }] })
  await books.do(finance, 'creditInvoice', { id: invoiceId, reason: 'All of it', issue: true })
  expect(await books.read(finance, `{ payment(id: "${payment.id}") { rest } invoice(id: "${invoiceId}") { state openAmount paidAmount } }`)).toEqual({ payment: { rest: gross }, invoice: { state: 'Credited', openAmount: '0', paidAmount: '0' } })
  expect(await ledgerFaults()).toEqual([])
}, 120_000)

test('the same payment twice is refused, at the same moment too', async () => {
  const [invoice] = await books.issued('NST'), input = { partnerId: invoice!.partnerId, currency: 'USD', amount: '12', bankReference: 'BANK-1' }
  expect(tally(await Promise.all(Array.from({ length: 8 }, () => books.tryBook(input))))).toEqual({ done: 1, TAKEN: 7 })
})

test('ten at once let payments pay one invoice: it is never overpaid', async () => {
  const [invoice] = await books.issued('NST'), { id: invoiceId, gross, currency, partnerId } = invoice!
  const answers = await Promise.all(Array.from({ length: 10 }, () => books.tryBook({ partnerId, currency, amount: gross, invoices: [{ invoiceId, amount: gross }] })))
  expect(answers.filter((answer) => codeOf(answer) === null).length).toBe(1)
  expect(await books.balance(invoiceId)).toBe('0')
})

test('refusals name the field; who may not, may not', async () => {
  const [mine] = await books.issued('NST'), [theirs] = await books.issued('RVL'), base = { partnerId: mine!.partnerId, currency: 'USD', amount: '10' }
  const refused = async (input: Record<string, unknown>) => { const [error] = (await books.tryBook({ ...base, ...input })).data!.answer.errors; return [error?.code, error?.path.join('.')] }
  expect(await refused({ amount: '0' })).toEqual(['OUT_OF_RANGE', 'amount'])
  expect(await refused({ amount: '1.001' })).toEqual(['OUT_OF_RANGE', 'amount'])
  expect(await refused({ day: '2099-01-01' })).toEqual(['OUT_OF_RANGE', 'day'])
  expect(await refused({ partnerId: null })).toEqual(['REQUIRED', 'partnerId'])
  expect(await refused({ invoices: [{ invoiceId: theirs!.id }] })).toEqual(['CONFLICTING', 'invoices.0.invoiceId'])
  expect(await refused({ invoices: [{ invoiceId: crypto.randomUUID() }] })).toEqual(['NOT_FOUND', 'invoices.0.invoiceId'])
  expect(await books.refusal(rep, 'bookPayment', { ...base, day: await books.today(), method: 'CASH' })).toBe('FORBIDDEN')
})

test('bad input: a payment twice, a rate that is missing, a credit note over the invoice – the field is named, and nothing is half done', async () => {
  const [invoice] = await books.issued('NST'), { id: invoiceId, gross, partnerId } = invoice!, rows = async () => (await books.rows(`select ${['payment', 'payment_allocation', 'receivable_entry', 'invoice', 'invoice_line', 'event'].map((table) => `(select count(*)::int from ${table}) as ${table}`).join()}, (select sum(value)::int from document_counter) as numbers`))[0]
  await books.book({ partnerId, currency: 'USD', amount: '5', bankReference: 'TWICE' })
  const line = (await books.read(finance, `{ invoice(id: "${invoiceId}") { lines { id quantity amount } } }`)).invoice.lines[0], before = await rows()
  const refused = async (answer: ReturnType<typeof books.try>) => { const [error] = (await answer).data!.answer.errors; return `${error!.code} ${error!.path.join('.')}` }
  const book = (input: Record<string, unknown>) => refused(books.tryBook({ partnerId, currency: 'USD', amount: '5', ...input })), credit = (of: object) => refused(books.try(finance, 'creditInvoice', { id: invoiceId, reason: 'Too much', issue: true, lines: [{ lineId: line.id, ...of }] }))
  expect([await book({ bankReference: 'TWICE' }), await book({ currency: 'CHF' }), await book({ currency: 'CHF', invoices: [{ invoiceId }] }), await book({ amount: gross, invoices: [{ invoiceId, amount: (Number(gross) + 0.01).toFixed(2) }] })])
    .toEqual(['TAKEN bankReference', 'RATE_MISSING currency', 'RATE_MISSING currency', 'OUT_OF_RANGE invoices.0.amount'])
  expect([await credit({ quantity: Number(line.quantity) + 1 }), await credit({ amount: (Number(line.amount) + 0.01).toFixed(2) })]).toEqual(['OUT_OF_RANGE lines.0.quantity', 'OUT_OF_RANGE lines.0.amount'])
  // the second of two is refused, and with it the first
  expect(await book({ amount: gross, invoices: [{ invoiceId, amount: '1' }, { invoiceId: crypto.randomUUID() }] })).toBe('NOT_FOUND invoices.1.invoiceId')
  expect(await rows()).toEqual(before)
})

test('what was booked stays, whoever asks and in whatever words', async () => {
  for (const sql of ['update receivable_entry set amount = 0', 'delete from receivable_entry', 'update payment_allocation set amount = 1', 'delete from payment_allocation', 'update payment set amount = 1', 'delete from payment'])
    await expect(books.rows(sql), sql).rejects.toThrow(/what was booked stays|permission denied/)
  const staff = await books.rows(`select has_table_privilege('guanxi_staff', 'receivable_entry', p) as held from unnest(array['insert', 'update', 'delete', 'truncate']) p`)
  expect(staff.every(({ held }) => held === false)).toBe(true)
})
