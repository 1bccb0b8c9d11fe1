import { afterAll, beforeAll, expect, test } from 'vitest'
import { reconcileAll } from '../../server/reconcile.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { codeOf, tally } from '../api/acting.ts'
import { camt } from './camt.ts'
import { type Issued, Ledger, finance, owner, rep } from './world.ts'

let server: TestServer, books: Ledger, invoices: Issued[]
beforeAll(async () => { server = await startServer(); books = new Ledger(server); await books.open(); invoices = await books.issued('NST', 5) }, 90_000)
afterAll(() => server.close())

const open = async () => (await books.read(finance, '{ bankLines(first: 50, filter: {state: [Open]}) { nodes { id amount confidence matchedBy proposedNumbers partner { code } actions } } }')).bankLines.nodes as any[]
const answer = 'bankLine { id state rest } payment { id rest allocations { invoice { id state } } }'
const faults = async () => (await reconcileAll(server.database.adminUrl)).filter(({ differences }) => differences.length).map(({ check, differences }) => [check.name, differences[0]])

test('a statement is uploaded, its lines recognised and confirmed; uploaded again, nothing changes', async () => {
  const [first, second] = invoices as [Issued, Issued], [day] = [await books.today()]
  const text = camt({ entries: [{ amount: Number(first.gross).toFixed(2), text: `Payment ${first.number}`, iban: 'FR7630006000011234567890189', day }, { amount: '77.77', name: 'Nobody', day }, { amount: '3.00', side: 'DBIT', text: 'Charges', day }] })
  expect(await books.upload(text)).toMatchObject({ status: 200, answer: { statements: [{ added: 3, matched: 1 }] } })
  const again = await books.upload(text)
  expect(again.answer.statements[0].added).toBe(0)
  expect((await books.rows('select count(*)::int as n from bank_line'))[0].n).toBe(3)
  expect((await books.upload(text.replace('77.77', '78.77').replace(/(CLBD.*?<Amt Ccy="USD">)([\d.]+)/s, (_, head: string, amount: string) => head + (Number(amount) + 1).toFixed(2)))).answer.errors[0].code).toBe('CONFLICTING')
  const line = (await open()).find(({ matchedBy }) => matchedBy === 'NUMBER')
  expect(line).toMatchObject({ confidence: 97, proposedNumbers: [first.number], partner: { code: 'NST' }, actions: ['assign', 'ignore'] })
  const done = await books.do(finance, 'assignBankLine', { id: line.id }, answer)
  expect(done).toMatchObject({ bankLine: { state: 'Assigned', rest: '0' }, payment: { rest: '0', allocations: [{ invoice: { id: first.id, state: 'Paid' } }] } })
  expect((await books.read(owner, `{ invoice(id: "${first.id}") { state } }`)).invoice.state).toBe('Paid')
  // by hand, in two parts; the account is known from now on
  const unknown = (await open()).find(({ amount }) => amount === '77.77')
  await books.do(finance, 'assignBankLine', { id: unknown.id, amount: '70', invoices: [{ invoiceId: second.id }] }, answer)
  expect((await books.do(finance, 'assignBankLine', { id: unknown.id, partnerId: second.partnerId }, answer)).payment.rest).toBe('7.77')
  const charge = (await open()).find(({ amount }) => amount === '-3')
  expect([charge.actions, await books.refusal(finance, 'assignBankLine', { id: charge.id, partnerId: second.partnerId })]).toEqual([['ignore'], 'OUT_OF_RANGE'])
  await books.do(finance, 'ignoreBankLine', { id: charge.id, reason: 'Charges' })
  // taken back
  await books.do(finance, 'reopenBankLine', { id: line.id }, 'bankLine { state rest }')
  expect((await books.read(owner, `{ invoice(id: "${first.id}") { state } }`)).invoice.state).toBe('Issued')
  expect(await faults()).toEqual([])
}, 60_000)

test('an account that has paid before is known', async () => {
  const third = invoices[2]!, day = await books.today(), line = (await open()).find(({ matchedBy }) => matchedBy === 'NUMBER')
  await books.do(finance, 'assignBankLine', { id: line.id }, answer)
  await books.upload(camt({ id: 'S-2', entries: [{ amount: Number(third.gross).toFixed(2), iban: 'FR7630006000011234567890189', day }] }))
  expect((await open()).at(0)).toMatchObject({ matchedBy: 'IBAN', proposedNumbers: [third.number] })
})

test('six people take the same line: one does', async () => {
  const [line] = await open()
  expect(tally(await Promise.all(Array.from({ length: 6 }, () => books.try(finance, 'assignBankLine', { id: line.id }))))).toEqual({ done: 1, ILLEGAL_MOVE: 5 })
  expect(await faults()).toEqual([])
})

test('what was booked by hand under the bank\'s reference is recognised, not booked again', async () => {
  const day = await books.today(), { partnerId } = invoices[3]!
  await books.book({ partnerId, currency: 'USD', amount: '41', bankReference: 'HAND-1' })
  await books.upload(camt({ id: 'S-3', entries: [{ amount: '41.00', reference: 'HAND-1', day }] }))
  expect(await books.rows(`select state from bank_line where entry_reference = 'HAND-1'`)).toEqual([{ state: 'Assigned' }])
})

test('who may not, may not; what is broken changes nothing', async () => {
  const before = await books.rows('select count(*)::int as n from bank_line')
  expect((await books.upload(camt({ id: 'S-9', entries: [{ amount: '1' }] }), rep)).status).toBe(404)
  expect((await books.upload(camt({ id: 'S-9', entries: [{ amount: '1' }], closing: '9' }))).answer.errors[0]).toMatchObject({ code: 'STATEMENT_UNBALANCED', path: ['file', 'Stmt 1', 'CLBD'] })
  expect(await books.rows('select count(*)::int as n from bank_line')).toEqual(before)
  expect(codeOf(await books.ask(rep, '{ bankLines(first: 1) { nodes { id } } }') as never)).toBe('FORBIDDEN')
})
