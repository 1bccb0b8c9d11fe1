import { afterAll, beforeAll, expect, it } from 'vitest'
import { Cast } from '../api/acting.ts'
import { inspect } from './inspect.ts'
import { heading, says, settled } from './pages.ts'
import { type Stage, keepPictures, openStage, patience } from './stage.ts'

// A representative submits, the manager is away, and whoever stands in decides; finance keeps the rules.
let stage: Stage, id: string, number: string
beforeAll(async () => {
  stage = await openStage()
  const cast = new Cast(stage.server)
  id = await cast.quote('Draft', '20');
  [{ number }] = await cast.rows('select number from quote where id = ?', [id]) as [{ number: string }]
})
afterAll(() => stage?.close())
keepPictures(() => stage)

it('a manager names who decides meanwhile', async () => {
  const page = await stage.enter('manager@guanxi.example', '/crm/absences')
  await page.getByRole('button', { name: 'Name somebody' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await says(page, 'Choose who decides meanwhile.')
  await dialog.getByRole('combobox', { name: 'Decides meanwhile' }).or(dialog.getByLabel('Decides meanwhile')).first().fill('Albrecht')
  await page.getByRole('option', { name: /Jürgen Albrecht/ }).click()
  await dialog.getByLabel('First day').fill('2020-01-01')
  await dialog.getByLabel('Last day').fill('2099-12-31')
  await dialog.getByLabel('Reason').fill('Trade fair')
  expect(await inspect(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('row').filter({ hasText: 'Trade fair' }).getByText('In force').waitFor()
  expect(await inspect(page)).toEqual([])
  await page.context().close()
})

it('a representative sees why, submits, and sees whose turn it is', async () => {
  const page = await stage.enter('rep@guanxi.example', `/crm/quotes/${id}`)
  await says(page, 'Approval will be needed')
  await says(page, 'Discount of 20% is above 10%.')
  await page.getByRole('button', { name: 'Submit' }).first().click()
  await page.getByText('Mei Lin · Manager').waitFor()
  await says(page, /^asked /)
  await page.context().close()
})

it('whoever stands in finds it waiting, on the phone, and approves it for the manager', async () => {
  const page = await stage.enter('europe@guanxi.example', '/crm/approvals', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  await page.getByRole('link', { name: number }).click()
  await heading(page, number)
  await settled(page)
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Mei agreed on the phone')
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await says(page, 'Jürgen Albrecht for Mei Lin')
  await page.context().close()
})

it('finance makes a rule, is told that it is idle, and tests a quote', async () => {
  const page = await stage.enter('finance@guanxi.example', '/crm/approval-rules')
  await says(page, 'Discount above 10%')
  await page.getByRole('button', { name: 'New rule' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Twelve')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.locator('[data-path=threshold][aria-invalid=true]').waitFor()
  await dialog.locator('[data-path=threshold]').fill('twelve')
  await dialog.getByLabel('Remind after').first().fill('soon')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => dialog.getByText('This is not a number.').count(), { timeout: patience }).toBe(2)
  await dialog.getByLabel('Remind after').first().fill('3')
  await dialog.locator('[data-path=threshold]').fill('12,0')
  expect(await inspect(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await says(page, 'already asks the same people')
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button', { name: 'Test a quote' }).first().click()
  await page.getByLabel('Number of a quote').fill(number)
  await says(page, 'would need approval:')
  await page.context().close()
})

it('a very large discount goes up the chain; who is last rejects it, and the representative reads why and begins anew', async () => {
  const cast = new Cast(stage.server), chained = await cast.quote('Draft', '50')
  const rep = await stage.enter('rep@guanxi.example', `/crm/quotes/${chained}`)
  await rep.getByRole('button', { name: 'Submit' }).first().click()
  await rep.getByText('Helen Tsai · Manager').waitFor()
  const manager = await stage.enter('manager@guanxi.example', `/crm/quotes/${chained}`)
  await manager.getByRole('button', { name: 'Approve' }).click()
  await manager.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await says(manager, /a step of its approval is through/)
  await cast.do('sales@guanxi.example', 'approveQuote', { id: chained })
  const finance = await stage.enter('finance@guanxi.example', `/crm/quotes/${chained}`)
  await finance.getByRole('button', { name: 'More actions' }).first().click()
  await finance.getByRole('menuitem', { name: 'Reject' }).click()
  const dialog = finance.getByRole('dialog')
  // nothing is rejected without a word: the dialog stays
  await dialog.getByRole('button', { name: 'Reject' }).click()
  expect(await inspect(finance)).toEqual([])
  await dialog.getByRole('textbox').fill('Below what the machine costs us')
  await dialog.getByRole('button', { name: 'Reject' }).click()
  await says(rep, 'Below what the machine costs us')
  await rep.locator('h1 ~ *').getByText('Rejected', { exact: true }).first().waitFor()
  expect(await inspect(rep)).toEqual([])
  await rep.getByRole('button', { name: 'Revise' }).click()
  await rep.getByLabel('Discount on the whole').waitFor()
  for (const page of [rep, manager, finance]) await page.context().close()
})

it('versions stand side by side', async () => {
  const cast = new Cast(stage.server)
  await cast.do('rep@guanxi.example', 'reviseQuote', { id })
  const page = await stage.enter('rep@guanxi.example', `/crm/quotes/${id}`)
  await page.getByRole('button', { name: 'Compare versions' }).click()
  await page.getByRole('dialog').getByText('Nothing differs.').or(page.getByRole('dialog').getByText('Valid until')).first().waitFor()
  expect(await inspect(page)).toEqual([])
  await page.context().close()
  expect(stage.faults).toEqual([])
})
