import { afterAll, beforeAll, expect, it } from 'vitest'
import { inspect } from './inspect.ts'
import { heading, says } from './pages.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

// Finance invoices what was shipped; the dealer reads it, and takes its pages along.
let stage: Stage, order: { id: string; number: string }, number: string
const rows = <Row>(sql: string): Promise<Row[]> => stage.server.database.databases.system.em.fork().getConnection().execute(sql) as Promise<Row[]>
beforeAll(async () => {
  stage = await openStage()
  // one of Northstar's whose invoice was taken back, so that its shipments wait for another
  const [found] = await rows<{ id: string; number: string }>(`select o.id, o.number from sales_order o join partner p on p.id = o.partner_id join invoice i on i.order_id = o.id where p.code = 'NST' and i.kind = 'INVOICE' order by o.billing_state = 'Invoiced' desc, o.number desc limit 1`)
  order = found!
  await rows(`update invoice_line set claims = false where order_id = '${order.id}' and claims returning 1`)
})
afterAll(() => stage?.close())
keepPictures(() => stage)

it('finance invoices what was shipped of an order', async () => {
  const page = await stage.enter('finance@guanxi.example', `/crm/orders/${order.id}`)
  await page.getByRole('button', { name: 'Invoice what was shipped' }).click()
  await heading(page, 'Invoice Draft')
  await says(page, /Tax 0% \(G\)/)
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button', { name: 'Issue' }).first().click()
  await page.getByRole('heading', { level: 1, name: /^Invoice INV-\d{4}-\d{6}$/ }).waitFor()
  number = (await page.getByRole('heading', { level: 1 }).innerText()).replace('Invoice ', '')
  await says(page, 'info@northstar.example')
  await page.goto('/crm/invoices?view=all')
  await page.getByText(number).first().waitFor()
  expect(await inspect(page)).toEqual([])
  await page.context().close()
})

it('the dealer finds it and downloads the PDF', async () => {
  const page = await stage.enter('owner@northstar.example', '/partner/invoices', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  await page.getByRole('link', { name: number }).click()
  await heading(page, `Invoice ${number}`)
  await says(page, order.number)
  expect(await inspect(page)).toEqual([])
  const address = await page.getByRole('link', { name: 'Download PDF' }).getAttribute('href')
  const file = await page.request.get(address!)
  expect([file.status(), file.headers()['content-type'], (await file.body()).subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-'])
  await page.context().close()
})

it('the dealer finds it with its order, and why there is no tax', async () => {
  const page = await stage.enter('owner@northstar.example', `/partner/orders/${order.id}`)
  await page.getByRole('link', { name: number, exact: true }).waitFor()
  expect(await page.getByRole('link', { name: `PDF ${number}` }).getAttribute('href')).toMatch(/^\/partner\/files\/invoices\/.*\.pdf$/)
  await page.context().close()
})

it('finance keeps how a partner is invoiced, and what frees it from tax', async () => {
  const [partner] = await rows<{ id: string }>(`select id from partner where code = 'QLT'`)
  const page = await stage.enter('finance@guanxi.example', `/crm/partners/${partner!.id}`)
  await page.getByRole('button', { name: /Edit Tax ID/ }).click()
  await page.getByRole('textbox', { name: 'Tax ID' }).fill('12')
  await page.keyboard.press('Enter')
  await says(page, 'Check it for missing digits')
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button', { name: /^By hand.*Edit Invoiced/ }).click()
  await page.getByRole('option', { name: 'Once a month, together' }).click()
  await page.getByRole('button', { name: /^Once a month.*Edit Invoiced/ }).waitFor()
  await page.getByRole('button', { name: 'Add a certificate' }).click()
  await page.getByRole('textbox', { name: 'Number' }).fill('EX-118')
  await page.getByRole('textbox', { name: 'Last day' }).fill('Dec 31, 2099')
  await page.keyboard.press('Tab')
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Remove certificate EX-118' }).waitFor()
  expect(await rows(`select t.invoicing, e.number, e.valid_to::text as "until" from partner_terms t join tax_exemption e on e.partner_id = t.partner_id where t.partner_id = '${partner!.id}'`)).toEqual([{ invoicing: 'MONTH', number: 'EX-118', until: '2099-12-31' }])
  await page.context().close()
})

it('finance takes off a part of a price, never more than is left', async () => {
  const [invoice] = await rows<{ id: string; line: string }>(`select i.id, l.id as line from invoice i join invoice_line l on l.invoice_id = i.id where i.number = '${number}' order by l.position limit 1`)
  const page = await stage.enter('finance@guanxi.example', `/crm/invoices/${invoice!.id}`)
  await page.getByRole('button', { name: 'Credit' }).first().click()
  await page.getByRole('radio', { name: 'A part of the price; the pieces stay' }).check()
  const amount = page.getByRole('textbox', { name: /^Amount off/ }).first()
  await amount.fill('99999999')
  await page.getByLabel('Reason').fill('Scratched')
  await page.getByRole('button', { name: 'Issue credit note' }).click()
  await says(page, 'More than is left of this line.')
  expect(await inspect(page)).toEqual([])
  await amount.fill('1.50')
  await page.getByRole('button', { name: 'Issue credit note' }).click()
  await page.getByRole('link', { name: /^CN-/ }).waitFor()
  expect(await rows(`select amount::float8 as amount, correction from invoice_line where credited_line_id = '${invoice!.line}'`)).toEqual([{ amount: 1.5, correction: true }])
  await page.context().close()
})

it('finance takes it back, and enters the rates of the day', async () => {
  const [invoice] = await rows<{ id: string }>(`select id from invoice where number = '${number}'`)
  const page = await stage.enter('finance@guanxi.example', `/crm/invoices/${invoice!.id}`)
  await page.getByRole('button', { name: 'Credit' }).first().click()
  await page.getByLabel('Reason').fill('Wrong address')
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button', { name: 'Issue credit note' }).click()
  await page.getByRole('link', { name: /^CN-/ }).nth(1).waitFor()
  await page.goto('/crm/rates')
  await page.getByRole('button', { name: 'Enter rates' }).click()
  await page.getByRole('textbox', { name: 'Rates' }).fill('USD;2020-01-02;30,1\nTWD;2020-01-02;1')
  await page.getByRole('textbox', { name: 'Source' }).fill('Bank')
  await page.getByRole('button', { name: 'Save' }).click()
  await says(page, 'Row 2')
  await page.getByRole('textbox', { name: 'Rates' }).fill('USD;2020-01-02;30,1')
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await says(page, '1 rate entered')
  await page.goto('/crm/tax-rules')
  await says(page, 'Taiwan')
  expect(await inspect(page)).toEqual([])
  await page.context().close()
  expect(stage.faults).toEqual([])
})
