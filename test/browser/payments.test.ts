import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { camt } from '../payments/camt.ts'
import { mutation } from '../api/acting.ts'
import { inspect } from './inspect.ts'
import { heading, says } from './pages.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

// Finance reads what the bank tells, lets it pay invoices, reminds of the rest; the dealer sees where it stands.
const finance = 'finance@guanxi.example', dealer = 'owner@northstar.example'
let stage: Stage, partner: string, today: string, invoices: { id: string; number: string; open: string }[]
const rows = <Row>(sql: string): Promise<Row[]> => stage.server.database.databases.system.em.fork().getConnection().execute(sql) as Promise<Row[]>
beforeAll(async () => {
  stage = await openStage()
  // some that were paid are open again, and long overdue: their payments bounced
  const bounced = await rows<{ id: string; partner_id: string; day: string }>(`select p.id, p.partner_id, app.today()::text as day from payment p join partner n on n.id = p.partner_id where n.code = 'NST' and p.kind = 'PAYMENT' and p.state = 'Booked' and p.refunded_amount = 0 and p.bank_line_id is null
    and (select count(*) from payment_allocation a where a.payment_id = p.id) = 1 order by p.day desc limit 4`)
  ;({ partner_id: partner, day: today } = bounced[0]!)
  for (const { id } of bounced) await stage.server.gql('crm', await stage.server.signIn(finance), mutation('crm', 'reversePayment'), { input: { clientMutationId: crypto.randomUUID(), id, reason: 'Bounced' } })
  invoices = await rows(`select id, number, round(open_amount, 2)::text as open from invoice where kind = 'INVOICE' and partner_id = '${partner}' and state = 'Issued' and due_date < app.today() order by open_amount limit 4`)
  if (invoices.length < 4) throw new Error('the demo has fewer than four invoices of one buyer that are overdue')
  // as long as it takes for a first letter, and no longer
  const client = new pg.Client(stage.server.database.adminUrl)
  await client.connect()
  await client.query('set session_replication_role = replica')
  await client.query('delete from dunning_item')
  await client.query('update invoice set due_date = app.today() - 10 where id = any ($1)', [invoices.map(({ id }) => id)])
  await client.end()
}, 120_000)
afterAll(() => stage?.close())
keepPictures(() => stage)

const cents = (amount: string) => Math.round(Number(amount) * 100), text = (amount: number) => (amount / 100).toFixed(2)
const entry = (reference: string, amount: string, more: object = {}) => ({ reference, amount, day: today, ...more })
const state = async (id: string) => (await rows<{ state: string; open: string }>(`select state, round(open_amount, 2)::text as open from invoice where id = '${id}'`))[0]!

it('finance reads statements that overlap, as CAMT.053 and as a table', async () => {
  const [first, second, third] = invoices as [typeof invoices[0], typeof invoices[0], typeof invoices[0]]
  const page = await stage.enter(finance, '/crm/bank')
  const upload = async (name: string, content: string, account?: string) => {
    await page.getByRole('button', { name: 'Upload statement' }).click()
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Statement', exact: true }).click()])
    await chooser.setFiles({ name, mimeType: 'text/xml', buffer: Buffer.from(content) })
    if (account) await page.getByRole('textbox', { name: 'Account' }).fill(account)
    await page.getByRole('button', { name: 'Read' }).click()
  }
  const both = [entry('B1', first!.open, { text: `Invoice ${first!.number}` }), entry('B2', text(cents(second!.open) + cents(third!.open) + 10_000), { name: 'Nordic Holding' }), entry('B3', '9.00', { side: 'DBIT', text: 'Account keeping' })]
  await upload('broken.xml', camt({ entries: both, closing: '1.00' }))
  await says(page, /CLBD: /)
  await page.keyboard.press('Escape')
  await upload('one.xml', camt({ entries: both }))
  await says(page, '3 lines read, 1 recognised')
  await upload('one.xml', camt({ entries: both }))
  await says(page, 'This statement was read before: nothing changed')
  // the next begins a day earlier than the last has ended, and the bank has put it in a table
  const table = ['Date;Amount;Currency;Reference;Name;Text', `${today};-9,00;USD;B3;;Charges`, `${today};100,00;USD;B4;Somebody;A part of what we owe`].join('\n')
  await upload('two.csv', table, 'DE89 3704 0044 0532 0130 00')
  await says(page, '1 line read, 0 recognised')
  expect(await inspect(page)).toEqual([])
  await page.goto('/crm/bank?view=all')
  await says(page, /^Told before, in statement S-1/)
  expect(await rows(`select state, count(*)::int as n from bank_line where entry_reference in ('B1', 'B2', 'B3', 'B4') group by 1 order by 1`)).toEqual([{ state: 'Ignored', n: 1 }, { state: 'Open', n: 4 }])
  await page.context().close()
})

it('confirms what was recognised, assigns one payment to several invoices and too much, another to a part', async () => {
  const [first, second, third, fourth] = invoices as [typeof invoices[0], typeof invoices[0], typeof invoices[0], typeof invoices[0]]
  const page = await stage.enter(finance, '/crm/bank'), line = (name: string | RegExp) => page.getByRole('row').filter({ hasText: name })
  await line(`Invoice ${first!.number}`).getByRole('button', { name: 'Confirm' }).click()
  await says(page, /^Booked as P-/)
  const assign = async (name: string, amounts: [number: string, amount: string | null][]) => {
    await line(name).getByRole('button', { name: 'Assign' }).click()
    await page.getByRole('combobox', { name: 'Buyer' }).or(page.getByRole('textbox', { name: 'Buyer' })).first().fill('Northstar')
    await page.getByRole('option', { name: /Northstar Machinery/ }).first().click()
    for (const [number, amount] of amounts) {
      if (amount) await page.getByRole('textbox', { name: `Pays of ${number}` }).fill(amount)
      else await page.getByRole('button', { name: `All of ${number}` }).click()
    }
    expect(await inspect(page)).toEqual([])
    await page.getByRole('button', { name: 'Book', exact: true }).click()
  }
  await assign('Somebody', [[fourth!.number, '100.01']])
  await page.getByRole('alert').first().waitFor()
  await page.getByRole('textbox', { name: `Pays of ${fourth!.number}` }).fill('100')
  await page.getByRole('button', { name: 'Book', exact: true }).click()
  await line('A part of what we owe').waitFor({ state: 'detached' })
  await assign('Nordic Holding', [[second!.number, null], [third!.number, null]])
  await line('Nordic Holding').waitFor({ state: 'detached' })
  await line('Account keeping').getByRole('button', { name: 'Ignore' }).click()
  await page.getByLabel('Reason').fill('Charges of the month')
  await page.getByRole('dialog').getByRole('button', { name: 'Ignore' }).click()
  await line('Account keeping').waitFor({ state: 'detached' })
  expect(await Promise.all([first, second, third, fourth].map((one) => state(one!.id)))).toEqual([{ state: 'Paid', open: '0.00' }, { state: 'Paid', open: '0.00' }, { state: 'Paid', open: '0.00' }, { state: 'PartiallyPaid', open: text(cents(fourth!.open) - 10_000) }])
  await page.context().close()
})

it('lets what is left pay another, sees its history, and reverses it', async () => {
  const [{ id, number }] = await rows<{ id: string; number: string }>(`select id, number from payment where partner_id = '${partner}' and rest = 100`) as [{ id: string; number: string }], fourth = invoices[3]!, open = (await state(fourth.id)).open
  const page = await stage.enter(finance, `/crm/payments/${id}`)
  await page.getByRole('button', { name: 'Allocate' }).first().click()
  await page.getByRole('textbox', { name: `Pays of ${fourth.number}` }).fill('40')
  await page.getByRole('dialog').getByRole('button', { name: 'Allocate' }).click()
  await says(page, 'Allocated')
  expect(await state(fourth.id)).toEqual({ state: 'PartiallyPaid', open: text(cents(open) - 4_000) })
  await page.getByRole('button', { name: 'History' }).first().click()
  await page.getByRole('dialog').getByText(/allocat/i).first().waitFor()
  expect(await inspect(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'More' }).or(page.getByRole('button', { name: /actions/i })).first().click()
  await page.getByRole('menuitem', { name: 'Reverse' }).click()
  await page.getByLabel('Reason').fill('Bounced')
  await page.getByRole('dialog').getByRole('button', { name: 'Reverse' }).click()
  await page.getByText('Reversed').first().waitFor()
  expect([await state(invoices[1]!.id), await state(fourth.id), await rows(`select state, round(assigned_amount, 2)::text as assigned from bank_line where entry_reference = 'B2'`)])
    .toEqual([{ state: 'Issued', open: invoices[1]!.open }, { state: 'PartiallyPaid', open }, [{ state: 'Open', assigned: '0.00' }]])
  await page.goto(`/crm/partners/${partner}`)
  await page.getByRole('button', { name: 'Statement', exact: true }).click()
  await page.getByRole('dialog').getByText(number).nth(1).waitFor()
  expect(await inspect(page)).toEqual([])
  const file = await page.request.get((await page.getByRole('link', { name: 'PDF' }).getAttribute('href'))!)
  expect([file.status(), (await file.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  await page.context().close()
})

it('writes off, keeps a buyer out of the reminders and takes it in again, and sends a letter whose fee is an invoice', async () => {
  const [, second, third, fourth] = invoices as [typeof invoices[0], typeof invoices[0], typeof invoices[0], typeof invoices[0]]
  const page = await stage.enter(finance, `/crm/invoices/${fourth!.id}`)
  await page.getByRole('button', { name: 'Write off' }).click()
  await page.getByRole('textbox', { name: 'Amount' }).fill('999999999')
  await page.getByLabel('Reason').fill('A trifle')
  await page.getByRole('dialog').getByRole('button', { name: 'Write off' }).click()
  await page.getByRole('dialog').locator('[aria-invalid=true]').first().waitFor()
  expect(await inspect(page)).toEqual([])
  await page.getByRole('textbox', { name: 'Amount' }).fill((await state(fourth!.id)).open)
  await page.getByRole('dialog').getByRole('button', { name: 'Write off' }).click()
  await expect.poll(() => state(fourth!.id)).toEqual({ state: 'Paid', open: '0.00' })

  await page.goto('/crm/dunning')
  await page.getByRole('button', { name: 'Edit level 1' }).click()
  await page.getByRole('textbox', { name: 'Fee' }).fill('25')
  await page.getByRole('tab', { name: '繁體中文' }).click()
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await says(page, /Fee: .*25/)
  await page.getByRole('combobox', { name: 'Fees of reminders' }).or(page.getByRole('textbox', { name: 'Fees of reminders' })).first().click()
  await page.getByRole('option', { name: 'Invoiced, exempt from tax' }).click()
  await says(page, 'Saved')

  const prepare = async () => { await page.goto('/crm/dunning'); await page.getByRole('button', { name: 'Prepare reminders' }).click(); await says(page, 'Reminders are prepared') }
  const own = page.getByRole('table', { name: 'Letters' }).first().getByRole('row').filter({ hasText: 'Northstar Machinery' })
  await page.goto(`/crm/partners/${partner}`)
  await page.getByRole('button', { name: 'Do not remind' }).click()
  await page.getByLabel('Reason').fill('We talk to them')
  await page.getByRole('dialog').getByRole('button', { name: 'Do not remind' }).click()
  await says(page, 'Not reminded: We talk to them')
  await prepare()
  await page.getByRole('button', { name: /^Send \d+ letter/ }).waitFor()
  expect(await own.count()).toBe(0)
  await page.getByRole('listitem').filter({ hasText: 'We talk to them' }).getByRole('button', { name: 'Remind again' }).click()
  await says(page, 'Will be reminded again')
  await prepare()
  await own.getByText(second!.number).waitFor()
  await own.getByText(third!.number).waitFor()
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button', { name: /^Send \d+ letter/ }).click()
  await own.getByRole('link', { name: /^Fee: INV-/ }).waitFor()
  expect(await rows(`select i.state, round(i.net, 2)::text as net, i.tax_category from (select i.*, (select l.tax_category from invoice_line l where l.invoice_id = i.id) as tax_category from dunning_letter d join invoice i on i.id = d.fee_invoice_id where d.partner_id = '${partner}') i`)).toMatchObject([{ state: 'Issued', net: '25.00' }])
  await page.context().close()
})

it('the dealer sees what it owes, what is left of its credit, how to pay, and takes the invoices along', async () => {
  const page = await stage.enter(dealer, '/partner/balance', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  const second = invoices[1]!
  await page.getByRole('link', { name: second.number }).first().waitFor()
  for (const label of ['Credit left', 'Owed in USD', 'Overdue']) await page.getByText(label, { exact: true }).first().waitFor()
  expect(await inspect(page)).toEqual([])
  expect((await page.request.get((await page.getByRole('link', { name: 'Statement (PDF)' }).getAttribute('href'))!)).status()).toBe(200)
  await page.getByRole('link', { name: second.number }).first().click()
  await heading(page, `Invoice ${second.number}`)
  const file = await page.request.get((await page.getByRole('link', { name: 'Download PDF' }).getAttribute('href'))!)
  expect([file.status(), (await file.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  await page.context().close()
  // but for the file that was to be refused
  expect(stage.faults.filter((fault) => !fault.includes('broken.xml'))).toEqual([])
})
