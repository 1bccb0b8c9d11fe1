import { afterAll, beforeAll, expect, test } from 'vitest'
import { matchLines } from '../../server/payments/match-lines.ts'
import { reconcileAll } from '../../server/reconcile.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { codeOf, tally } from '../api/acting.ts'
import { camt } from './camt.ts'
import { type Issued, Ledger, finance, owner, rep } from './world.ts'

let server: TestServer, books: Ledger, invoices: Issued[]
beforeAll(async () => { server = await startServer(); books = new Ledger(server); await books.open(); invoices = await books.issued('NST', 5) }, 180_000)
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
}, 120_000)

test('what was booked by hand under the bank\'s reference is recognised, not booked again', async () => {
  const day = await books.today(), { partnerId } = invoices[3]!
  await books.book({ partnerId, currency: 'USD', amount: '41', bankReference: 'HAND-1' })
  await books.upload(camt({ id: 'S-3', entries: [{ amount: '41.00', reference: 'HAND-1', day }] }))
  expect(await books.rows(`select state from bank_line where entry_reference = 'HAND-1'`)).toEqual([{ state: 'Assigned' }])
})

test('statements overlap, and come at once: what is told twice is booked once', async () => {
  const day = await books.today(), iban = 'DE02120300000000202051', entries = [{ amount: '11.00', reference: 'O1', day }, { amount: '12.00', reference: 'O2', day }, { amount: '13.00', reference: 'O3', day }]
  const overlapping = [camt({ id: 'O-1', iban, entries: entries.slice(0, 2) }), camt({ id: 'O-2', iban, entries: entries.slice(1) }), camt({ id: 'O-1', iban, entries: entries.slice(0, 2) })]
  const added = (await Promise.all(overlapping.map((text) => books.upload(text)))).map(({ status, answer: { statements } }) => { expect(status).toBe(200); return statements[0].added as number })
  expect(added.reduce((sum, one) => sum + one, 0)).toBe(3)
  const lines = await books.rows(`select entry_reference, state, reason from bank_line where account = ? order by entry_reference, state desc`, [iban])
  expect(lines.map(({ entry_reference, state }) => `${entry_reference} ${state}`)).toEqual(['O1 Open', 'O2 Open', 'O2 Ignored', 'O3 Open'])
  expect(lines[2].reason).toMatch(/^Told before, in statement O-[12]/)
  // the same reference on another day, or of another amount, is something else
  expect((await books.upload(camt({ id: 'O-3', iban, entries: [{ amount: '12.01', reference: 'O2', day }, { amount: '11.00', reference: 'O1', day: '2026-01-02' }] }))).answer.statements[0].added).toBe(2)
  // tables whose bank gives no reference, of ten days and of the next ten
  const table = (...rows: string[]) => ['date;amount;currency;name;text', ...rows].join('\n'), [a, b, c] = ['20.10.2026;5,00;EUR;Müller;Rent', '20.10.2026;5,00;EUR;Müller;Rent', '21.10.2026;7,00;EUR;Maier;Parts']
  const upload = async (text: string) => (await (await fetch(`${server.url}/crm/files/bank-statements?account=DE1`, { method: 'POST', headers: { 'x-csrf': '1', cookie: await books.cookie(finance) }, body: text })).json() as any).statements[0].added
  expect([await upload(table(a!, b!)), await upload(table(a!, b!, c!)), await upload(table(a!, b!, c!))]).toEqual([2, 1, 0])
  // taken up again by hand, for a reason that finance has
  const [again] = await books.rows(`select id from bank_line where account = ? and state = 'Ignored'`, [iban])
  expect((await books.do(finance, 'reopenBankLine', { id: again.id }, 'bankLine { state reason }')).bankLine).toEqual({ state: 'Open', reason: null })
  expect(await faults()).toEqual([])
}, 120_000)

test('what is booked twice on a day, under one reference, is two bookings, in whichever statements it stands', async () => {
  const day = await books.today(), iban = 'DE02500105170137075030', alike = { amount: '9.00', reference: 'T1', day }
  const take = async (id: string, ...entries: Parameters<typeof camt>[0]['entries']) => { const { status, answer } = await books.upload(camt({ id, iban, entries })); expect(status).toBe(200); return answer.statements[0].added }
  const states = async () => (await books.rows(`select l.state from bank_line l join bank_statement s on s.id = l.statement_id where l.account = ? order by s.statement_id, l.position`, [iban])).map(({ state }) => state).join()
  expect([await take('T-1', alike, alike), await take('T-1', alike, alike)]).toEqual([2, 0])
  expect(await states()).toBe('Open,Open')
  // one more than was known is new, and no other
  expect([await take('T-2', alike, alike, alike), await take('T-2', alike, alike, alike), await take('T-3', alike)]).toEqual([1, 0, 0])
  expect(await states()).toBe('Open,Open,Ignored,Ignored,Open,Ignored')
  expect((await books.upload(camt({ id: 'T-1', iban, entries: [alike] }))).answer.errors[0].code).toBe('CONFLICTING')
  // booked by hand once, it is one of the two
  await books.book({ partnerId: invoices[3]!.partnerId, currency: 'USD', amount: '8', bankReference: 'HAND-2' })
  await take('T-4', { amount: '8.00', reference: 'HAND-2', day }, { amount: '8.00', reference: 'HAND-2', day })
  expect(await books.rows(`select state from bank_line where entry_reference = 'HAND-2' order by position`)).toEqual([{ state: 'Assigned' }, { state: 'Open' }])
  expect(await faults()).toEqual([])
}, 60_000)

test('who may not, may not; what is broken changes nothing', async () => {
  const before = await books.rows('select count(*)::int as n from bank_line')
  expect((await books.upload(camt({ id: 'S-9', entries: [{ amount: '1' }] }), rep)).status).toBe(404)
  expect((await books.upload(camt({ id: 'S-9', entries: [{ amount: '1' }], closing: '9' }))).answer.errors[0]).toMatchObject({ code: 'STATEMENT_UNBALANCED', path: ['file', 'Stmt 1', 'CLBD'] })
  const [today, { tomorrow }] = [await books.today(), (await books.rows('select (app.today() + 1)::text as tomorrow'))[0]]
  expect((await books.upload(camt({ id: 'S-9', entries: [{ amount: '1', day: today }, { amount: '1', day: tomorrow }] }))).answer.errors).toMatchObject([{ code: 'OUT_OF_RANGE', path: ['file', 'Stmt 1', 'Ntry 2', 'BookgDt'] }])
  expect(await books.rows('select count(*)::int as n from bank_line')).toEqual(before)
  expect(codeOf(await books.ask(rep, '{ bankLines(first: 1) { nodes { id } } }') as never)).toBe('FORBIDDEN')
})

test('whoever books a payment back waits for its line of the statement before they hold its invoices, as who assigns that', async () => {
  const invoice = invoices[4]!, day = await books.today(), amount = (Number(invoice.gross) / 2).toFixed(2), client = await server.database.connect()
  await books.upload(camt({ id: 'S-LOCK', entries: [{ amount, text: `Half of ${invoice.number}`, day }] }))
  const [line] = await books.rows(`select l.id from bank_line l join bank_statement s on s.id = l.statement_id where s.statement_id = 'S-LOCK'`)
  const { payment } = await books.do(finance, 'assignBankLine', { id: line.id, invoices: [{ invoiceId: invoice.id }] }, 'payment { id }')
  const { rows: [{ pid: holding }] } = await client.query('select pg_backend_pid() as pid')
  await client.query('begin')
  await client.query('select 1 from bank_line where id = $1 for update', [line.id])
  const back = books.do(finance, 'reversePayment', { id: payment.id, reason: 'Bounced' })
  await expect.poll(() => books.rows('select 1 as waits from pg_stat_activity where ? = any (pg_blocking_pids(pid))', [holding]), { timeout: 20_000 }).toEqual([{ waits: 1 }])
  await client.query('select 1 from invoice where id = $1 for update nowait', [invoice.id])
  await client.query('commit')
  await back
  expect(await faults()).toEqual([])
}, 60_000)

test('what open lines may pay is looked up in so many statements, however many lines there are', async () => {
  const client = await server.database.connect(), day = await books.today()
  await books.upload(camt({ id: 'S-MANY', entries: Array.from({ length: 6 }, (_, n) => ({ amount: `${n + 1}.00`, text: `Nothing known ${n}`, day })) }))
  let asked = 0
  try {
    const run = async (sql: string, values: unknown[]) => { asked++; return (await client.query(sql, values)).rows as Record<string, unknown>[] }
    await matchLines(run)
    expect(asked).toBe(3)
  } finally { await client.end() }
})
