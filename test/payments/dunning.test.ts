import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dunDaily } from '../../server/payments/dunning-run.ts'
import { poolOf } from '../../server/orm.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { codeOf, tally } from '../api/acting.ts'
import { type Issued, Ledger, finance, owner, rep } from './world.ts'

let server: TestServer, books: Ledger, invoices: Issued[]
beforeAll(async () => { server = await startServer(); books = new Ledger(server); await books.open(); invoices = await books.issued('NST', 3) }, 90_000)
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

test('dealers know of none of it; a letter and a statement of account are printed', async () => {
  expect((await books.ask(owner, '{ dunningRuns(first: 1) { nodes { id } } }')).errors).toBeTruthy()
  expect(codeOf(await books.ask(rep, '{ dunningRuns(first: 1) { nodes { id } } }') as never)).toBe('FORBIDDEN')
  const file = async (email: string, path: string) => fetch(`${server.url}${path}`, { headers: { cookie: await books.cookie(email) } })
  const [{ id }] = await books.rows('select id from dunning_letter limit 1'), pdf = await file(finance, `/crm/files/dunning/${id}.pdf`)
  expect([pdf.status, (await pdf.text()).slice(0, 5)]).toEqual([200, '%PDF-'])
  const own = await file(owner, '/partner/files/account-statement.pdf')
  expect([own.status, (await own.text()).slice(0, 5)]).toEqual([200, '%PDF-'])
  const table = await (await file(owner, '/partner/files/account-statement.csv')).text(), [{ sum }] = await books.rows(`select trim_scale(sum(amount))::text as sum from receivable_entry where partner_id = ? and ledger in ('RECEIVABLE', 'ON_ACCOUNT')`, [invoices[0]!.partnerId])
  expect(table.trim().split('\n').at(-1)).toMatch(new RegExp(`CLOSING,,USD,,,${sum.replace('.', '\\.')},DEBIT$`))
  expect((await file(rep, `/crm/files/dunning/${id}.pdf`)).status).toBe(404)
})
