import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dunDaily } from '../../server/payments/dunning-run.ts'
import { poolOf } from '../../server/orm.ts'
import { reconcileAll } from '../../server/reconcile.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { codeOf, tally } from '../api/acting.ts'
import { type Issued, Ledger, finance, owner, rep } from './world.ts'

let server: TestServer, books: Ledger, invoices: Issued[]
beforeAll(async () => { server = await startServer(); books = new Ledger(server); await books.open(); invoices = await books.issued('NST', 3) }, 180_000)
afterAll(() => server.close())

/** As if the last day to pay was so long ago: what was issued is not changed otherwise. */
async function late(ids: string[], days: number): Promise<void> {
  const client = new pg.Client(server.database.adminUrl)
  await client.connect()
  await client.query('set session_replication_role = replica')
  await client.query('update invoice set due_date = app.today() - $2::int where id = any ($1)', [ids, days])
  await client.end()
}
const letters = 'dunningRun { id state letters { buyerName level address items { invoice { id } level } } } '

test('one letter for a buyer with all that is overdue; each level once, and not twice a day', async () => {
  await late(invoices.map(({ id }) => id), 10)
  const { dunningRun: run } = await books.do(finance, 'prepareDunning', {}, letters)
  expect([run.letters.length, run.letters[0].level, run.letters[0].items.length]).toEqual([1, 1, 3])
  // paid, and disputed, before it is sent
  const [first, second] = invoices as [Issued, Issued]
  await books.book({ partnerId: first.partnerId, currency: first.currency, amount: first.gross, invoices: [{ invoiceId: first.id }] })
  await books.do(finance, 'holdDunning', { invoiceId: second.id, reason: 'Disputed' }, 'dunningHold { id }')
  expect(tally(await Promise.all([1, 2, 3].map(() => books.try(finance, 'releaseDunning', { id: run.id }, 'sent'))))).toEqual({ done: 1, ILLEGAL_MOVE: 2 })
  expect(await books.rows('select invoice_id from dunning_item where sent_on is not null')).toEqual([{ invoice_id: invoices[2]!.id }])
  expect((await books.rows(`select count(*)::int as n from document_mail where subject_type = 'dunning'`))[0].n).toBe(1)
  expect(await books.refusal(finance, 'prepareDunning', {})).toBe('EMPTY')
})

test('the next level comes when it is time, and the job prepares it once', async () => {
  await late(invoices.map(({ id }) => id), 30)
  const system = await poolOf(server.database.databases.system)
  await books.rows(`update dunning_item set sent_on = sent_on - 3 where sent_on is not null returning 1`)
  await books.rows(`update dunning_run set day = day - 3 returning 1`)
  expect(await dunDaily(system)).toEqual({ prepared: false, sent: 0 })
  await books.rows(`update dunning_item set sent_on = sent_on - 10 where sent_on is not null returning 1`)
  await books.do(finance, 'setDunning', { automatic: true }, 'automatic')
  expect(await dunDaily(system)).toEqual({ prepared: true, sent: 1 })
  expect(await dunDaily(system)).toEqual({ prepared: false, sent: 0 })
  expect(await books.rows('select max(level)::int as level from dunning_item where sent_on is not null')).toEqual([{ level: 2 }])
})

test('where the company says so, a fee is an invoice: owed, paid, reminded of by nobody, and reconciled', async () => {
  const [{ id: level }] = await books.rows('select id from dunning_level where level = 3'), fee = async () => (await books.rows('select i.id, i.number, i.net::float8 as net, i.open_amount::float8 as open, i.currency, i.partner_id from dunning_letter l join invoice i on i.id = l.fee_invoice_id'))
  await books.do(finance, 'saveDunningLevel', { id: level, daysOverdue: 45, intervalDays: 14, fee: '40', subjects: ['Last', '', ''], sentences: ['Pay.', '', ''] })
  expect(await books.refusal(finance, 'setDunning', { automatic: false, feeTaxClass: 'ZERO' })).toBe('OUT_OF_RANGE')
  expect(await books.refusal(rep, 'setDunning', { automatic: false, feeTaxClass: 'SERVICE' })).toBe('FORBIDDEN')
  await books.do(finance, 'setDunning', { automatic: true, feeTaxClass: 'EXEMPT' })
  expect(await books.read(finance, '{ dunningFeeTaxClass dunningAutomatic }')).toEqual({ dunningFeeTaxClass: 'EXEMPT', dunningAutomatic: true })
  await late(invoices.map(({ id }) => id), 60)
  await books.rows('update dunning_item set sent_on = sent_on - 30 where sent_on is not null returning 1')
  await books.rows('update dunning_run set day = day - 30 returning 1')
  // as what is missing where the goods go nobody can say: the letters wait for finance, and nothing of them is sent
  const client = new pg.Client(server.database.adminUrl), system = await poolOf(server.database.databases.system)
  await client.connect()
  await client.query(`create table kept as select * from letterhead; update letterhead set country = null; create table company as select * from installation where key = 'company'; update installation set value = value - 'country' where key = 'company'`)
  expect(await dunDaily(system)).toEqual({ prepared: true, sent: 0 })
  expect([await fee(), await books.rows(`select count(*)::int as n from dunning_run where state = 'Prepared'`)]).toEqual([[], [{ n: 1 }]])
  await client.query(`update letterhead l set country = k.country from kept k where k.id = l.id; update installation i set value = c.value from company c where i.key = 'company'; drop table kept; drop table company`)
  await client.end()
  expect(await dunDaily(system)).toEqual({ prepared: true, sent: 1 })
  expect(await dunDaily(system)).toEqual({ prepared: false, sent: 0 })
  const [made] = await fee()
  expect([(await fee()).length, made]).toMatchObject([1, { net: 40, partner_id: invoices[0]!.partnerId }])
  expect((await books.read(owner, `{ invoice(id: "${made.id}") { number lines { description } order { id } } }`)).invoice).toEqual({ number: made.number, lines: [{ description: expect.stringMatching(/./) }], order: null })
  const { payment } = await books.book({ partnerId: made.partner_id, currency: made.currency, amount: String(made.open), invoices: [{ invoiceId: made.id }] })
  expect(payment.allocations[0].invoice.state).toBe('Paid')
  await books.do(finance, 'reversePayment', { id: payment.id, reason: 'Bounced' })
  await late([made.id], 90)
  expect(await books.refusal(finance, 'prepareDunning', {})).toBe('EMPTY')
  expect((await reconcileAll(server.database.adminUrl)).filter(({ differences }) => differences.length).map(({ check, differences }) => [check.name, differences[0]])).toEqual([])
}, 120_000)

test('dealers know of none of it; a letter and a statement of account are printed', async () => {
  expect((await books.ask(owner, '{ dunningRuns(first: 1) { nodes { id } } }')).errors).toBeTruthy()
  expect(codeOf(await books.ask(rep, '{ dunningRuns(first: 1) { nodes { id } } }') as never)).toBe('FORBIDDEN')
  const file = async (email: string, path: string) => fetch(`${server.url}${path}`, { headers: { cookie: await books.cookie(email) } })
  const [{ id }] = await books.rows('select id from dunning_letter where sent_at is not null limit 1'), printed = async () => { const pdf = await file(finance, `/crm/files/dunning/${id}.pdf`); return [pdf.status, await pdf.text()] as const }
  const [status, text] = await printed()
  expect([status, text.slice(0, 5)]).toEqual([200, '%PDF-'])
  await books.rows(`update dunning_level set texts = jsonb_set(texts, '{en,text}', '"Otherwise."') returning 1`)
  // as it was sent
  expect(await printed()).toEqual([200, text])
  const own = await file(owner, '/partner/files/account-statement.pdf')
  expect([own.status, (await own.text()).slice(0, 5)]).toEqual([200, '%PDF-'])
  const table = await (await file(owner, '/partner/files/account-statement.csv')).text(), [{ sum }] = await books.rows(`select trim_scale(sum(amount))::text as sum from receivable_entry where partner_id = ? and currency = 'USD' and ledger in ('RECEIVABLE', 'ON_ACCOUNT')`, [invoices[0]!.partnerId])
  expect(table.trim().split('\n').at(-1)).toMatch(new RegExp(`CLOSING,,USD,,,${sum.replace('.', '\\.')},DEBIT$`))
  expect((await file(rep, `/crm/files/dunning/${id}.pdf`)).status).toBe(404)
})

test('whoever looks after a buyer now sees its account, all of it; who did before, none of it', async () => {
  const [{ account, then }] = await books.rows('select id as account, owner_id as then from account where partner_id is null and owner_id is not null order by id limit 1')
  const own = async (of: string) => books.rows(`update account set owner_id = ${of} where id = ? returning 1`, [account])
  // booked under one owner, and under another
  for (const [email, amount] of [[rep, '70'], ['manager@guanxi.example', '20']] as const) {
    await own(`(select id from app_user where email = '${email}')`)
    await books.book({ accountId: account, currency: 'USD', amount })
  }
  const seen = async (email: string) => (await books.ask(email, `{ accountStatement(buyerId: "${account}", from: "2000-01-01", to: "${await books.today()}") { currency closing movements { document } } }`))
  const whole = (await seen(finance)).data.accountStatement
  expect(whole[0]).toMatchObject({ currency: 'USD', closing: '-90', movements: [{}, {}] })
  await own(`(select id from app_user where email = '${rep}')`)
  expect((await seen(rep)).data.accountStatement).toEqual(whole)
  await own(`(select id from app_user where email = '${finance}')`)
  // it is not told that nothing is owed
  expect(codeOf(await seen(rep) as never)).toBe('NOT_FOUND')
  expect((await fetch(`${server.url}/crm/files/account-statements/${account}.csv`, { headers: { cookie: await books.cookie(rep) } })).status).toBe(404)
  await books.rows('update account set owner_id = ? where id = ? returning 1', [then, account])
})

test('a letter is no sharper, and costs no more, than what is left in it', async () => {
  const [mild, sharp] = (await books.issued('HXM', 2)) as [Issued, Issued]
  await late([mild.id, sharp.id], 60)
  await books.rows(`insert into dunning_item (id, letter_id, invoice_id, level, open_amount, days, sent_on) select gen_random_uuid(), (select id from dunning_letter limit 1), ?, n, 1, 1, app.today() - 60 + n from generate_series(1, 2) n returning 1`, [sharp.id])
  const letter = 'letters { level fee }', { dunningRun: run } = await books.do(finance, 'prepareDunning', {}, `dunningRun { id ${letter} }`)
  expect(run.letters).toEqual([{ level: 3, fee: '40' }])
  await books.book({ partnerId: sharp.partnerId, currency: sharp.currency, amount: sharp.gross, invoices: [{ invoiceId: sharp.id }] })
  expect((await books.do(finance, 'releaseDunning', { id: run.id }, `dunningRun { ${letter} }`)).dunningRun.letters).toEqual([{ level: 1, fee: null }])
})
