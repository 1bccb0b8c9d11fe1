import { afterAll, beforeAll, expect, it } from 'vitest'
import { inspect } from './inspect.ts'
import { heading, says } from './pages.ts'
import { Cast } from '../api/acting.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

// A representative sends an offer; its buyer opens the letter, accepts on the phone, and the desk has the order.
let stage: Stage, quote: { id: string; number: string }
beforeAll(async () => {
  stage = await openStage()
  ;[quote] = await new Cast(stage.server).rows(`select q.id, q.number from quote q join quote_version v on v.quote_id = q.id where v.state = 'Presented' and not v.superseded and v.valid_until > current_date + 2 and q.partner_id is null
    and exists (select 1 from contact c where c.id = q.contact_id and c.email is not null) order by q.number limit 1`) as [{ id: string; number: string }]
})
afterAll(() => stage?.close())
keepPictures(() => stage)

it('an offer goes out by e-mail, in the words of whoever sends it', async () => {
  const page = await stage.enter('admin@guanxi.example', `/crm/quotes/${quote.id}`)
  await page.getByRole('button', { name: 'Send', exact: false }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Subject').fill(`Offer ${quote.number} for you`)
  expect(await inspect(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Send now' }).click()
  await says(page, 'The offer is on its way')
  await page.getByText(`Offer ${quote.number} for you`).first().waitFor()
  await page.context().close()
})

it('the letter leads to the offer, which is accepted on a phone', async () => {
  const page = await stage.visit('/mailbox', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  await expect.poll(async () => { await page.reload(); return page.getByText(`Offer ${quote.number} for you`).count() }, { timeout: 20_000 }).toBe(1)
  await page.getByText(`Offer ${quote.number} for you`).click()
  await page.getByRole('link', { name: /\.pdf$/ }).waitFor()
  const letter = await page.locator('pre').innerText(), [, path] = /(\/offers\/[\w-]+)/.exec(letter)!
  await page.goto(path!)
  await says(page, quote.number)
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button').first().click()
  // nothing is accepted without the tick: the page is shown again with what is missing, which the browser takes down as an error
  await page.locator('[aria-invalid=true]').first().waitFor()
  expect(stage.faults.splice(0).filter((fault) => !/422 .*\/offers\//.test(fault))).toEqual([])
  await page.getByRole('checkbox').check()
  await page.locator('input[name=signer]').first().fill('Ada Buyer')
  await page.locator('input[name=purchaseOrder]').fill('PO-2026-7')
  await page.getByRole('button').first().click()
  await page.getByRole('status').getByText('PO-2026-7').waitFor()
  expect(await inspect(page)).toEqual([])
  await page.context().close()
})

it('the order is at the desk, and the certificate on the quote', async () => {
  const page = await stage.enter('desk@guanxi.example', '/crm/orders')
  await page.getByText('PO-2026-7').first().waitFor()
  await page.goto(`/crm/quotes/${quote.id}`)
  await page.getByRole('link', { name: 'Certificate' }).waitFor()
  await says(page, 'Ada Buyer')
  await page.context().close()
})

it('contracts, their templates and the letterhead are read and changed', async () => {
  const page = await stage.enter('admin@guanxi.example', '/crm/contracts', { viewport: { width: 390, height: 844 } })
  await heading(page, 'Contracts')
  expect(await inspect(page)).toEqual([])
  await page.goto(`/crm/contract-templates`)
  await page.getByRole('link', { name: 'Dealer agreement' }).click()
  await page.getByRole('textbox', { name: 'Text' }).fill('# Subject\n\n{{partner.nmae}}')
  await says(page, 'there is no field partner.nmae')
  await page.goto(`/crm/letterhead`)
  await page.getByLabel('Tax ID').fill('24536807')
  await page.getByRole('button', { name: 'Save' }).click()
  await says(page, 'Saved')
  expect(await inspect(page)).toEqual([])
  await page.context().close()
  const dealer = await stage.enter('owner@northstar.example', '/partner/contracts')
  await dealer.getByRole('link', { name: /^C-NST/ }).first().click()
  await heading(dealer, 'Dealer agreement')
  expect(await inspect(dealer)).toEqual([])
  await dealer.context().close()
  expect(stage.faults).toEqual([])
})
