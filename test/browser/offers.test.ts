import { afterAll, beforeAll, expect, it } from 'vitest'
import { lookAfterContracts } from '../../server/contracts/look-after.ts'
import { poolOf } from '../../server/orm.ts'
import { Cast } from '../api/acting.ts'
import { inspect } from './inspect.ts'
import { heading, says } from './pages.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

// A representative sends an offer; its buyer opens the letter, accepts on the phone, and the desk has the order. Then a contract, from its template to its renewal.
let stage: Stage, cast: Cast, quote: { id: string; number: string }
beforeAll(async () => {
  stage = await openStage()
  cast = new Cast(stage.server)
  ;[quote] = await cast.rows(`select q.id, q.number from quote q join quote_version v on v.quote_id = q.id where v.state = 'Presented' and not v.superseded and v.valid_until > current_date + 2 and q.partner_id is null
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
})

it('a contract is drafted from a template, sent, signed by both sides, and renewed when it asks for it', async () => {
  const [{ name, ends, later }] = await cast.rows(`select name, (app.today() + 40)::text as ends, (app.today() + 400)::text as later from partner where code = 'NST'`) as [{ name: string; ends: string; later: string }]
  const rep = await stage.enter('rep@guanxi.example', '/crm/contracts')
  await rep.getByRole('button', { name: 'New contract' }).click()
  const dialog = rep.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Partner' }).or(dialog.getByLabel('Partner')).first().fill(name)
  await rep.getByRole('option', { name }).first().click()
  await dialog.getByRole('combobox', { name: 'Template' }).or(dialog.getByLabel('Template')).first().fill('Confidentiality')
  await rep.getByRole('option', { name: 'Confidentiality agreement' }).click()
  await dialog.getByLabel('Title').fill('Plans of the new spindle')
  await dialog.getByRole('button', { name: 'Create draft' }).click()
  await rep.waitForURL(/\/contracts\/./)
  const place = new URL(rep.url()).pathname, id = place.split('/').pop()!
  const state = async () => (await cast.rows('select c.state, c.end_on::text as "end", (select count(*)::int from contract_signature s where s.contract_id = c.id) as signed from contract c where c.id = ?', [id]))[0]

  await rep.getByRole('combobox', { name: 'Renewal' }).or(rep.getByLabel('Renewal', { exact: true })).first().click()
  await rep.getByRole('option', { name: 'By agreement' }).click()
  await rep.getByRole('button', { name: 'Save' }).click()
  // what is renewed has an end
  await rep.locator('[aria-invalid=true]').first().waitFor()
  expect(await inspect(rep)).toEqual([])
  await rep.getByLabel('Ends').fill(ends)
  await rep.getByLabel('Days of notice').fill('30')
  await rep.getByRole('button', { name: 'Save' }).click()
  await says(rep, 'Saved')
  await rep.getByRole('button', { name: /^Send/ }).first().click()
  await dialog.getByLabel('Name').fill('Olive Owner')
  await dialog.getByLabel('Email').fill('olive@northstar.example')
  await dialog.getByRole('button', { name: 'Send now' }).click()
  await rep.locator('h1 ~ *').getByText('Sent', { exact: true }).first().waitFor()

  const dealer = await stage.enter('owner@northstar.example', place.replace('crm', 'partner'))
  await heading(dealer, 'Plans of the new spindle')
  await says(dealer, new RegExp(`and ${name} keep to themselves`))
  const sign = async (side: string, who: string) => {
    await rep.getByRole('button', { name: /^Note a signature/ }).click()
    await dialog.getByText(side).click()
    await dialog.getByLabel('Name').fill(who)
    await dialog.getByRole('button', { name: 'Note a signature' }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  await sign('For us', 'Pei-Shan Chen')
  expect(await state()).toEqual({ state: 'Sent', end: ends, signed: 1 })
  await sign('For them', 'Olive Owner')
  await rep.locator('h1 ~ *').getByText('Active', { exact: true }).first().waitFor()
  expect(await state()).toEqual({ state: 'Active', end: ends, signed: 2 })
  await dealer.reload()
  await says(dealer, 'Olive Owner')
  expect(await inspect(dealer)).toEqual([])

  // a night later its owner has a letter
  await lookAfterContracts(await poolOf(stage.server.database.databases.system))
  const post = await stage.visit('/mailbox'), letter = post.getByText(/^Notice until .*Plans of the new spindle/)
  await expect.poll(async () => { await post.reload(); return letter.count() }).toBe(1)
  await rep.goto('/crm/contracts?view=due')
  await rep.getByRole('grid').getByRole('link', { name: (await cast.rows('select number from contract where id = ?', [id]))[0].number }).click()
  await says(rep, /^Notice can be given until/)
  await rep.getByRole('button', { name: 'Renew' }).first().click()
  await dialog.getByLabel('Ends').fill(later)
  await dialog.getByRole('button', { name: 'Renew' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await state()).toEqual({ state: 'Active', end: later, signed: 2 })
  for (const page of [rep, dealer, post]) await page.context().close()
  expect(stage.faults).toEqual([])
})
