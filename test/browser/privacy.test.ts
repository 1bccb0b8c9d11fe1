import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { heading, says } from './pages.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

// A contact's consent, noted by their dealer and by staff; then everything told, and everything erased.
let stage: Stage, contact: { id: string; name: string }, account: string
beforeAll(async () => {
  stage = await openStage()
  const { data } = await stage.server.gql('partner', await stage.server.signIn('owner@northstar.example'), `{ accounts(first: 50) { nodes { id contacts(first: 5) { nodes { id name doNotContactSince accounts { id } } } } } }`)
  const found = data.accounts.nodes.find(({ contacts }: any) => contacts.nodes[0] && !contacts.nodes[0].doNotContactSince)
  account = found.id
  contact = found.contacts.nodes[0]
})
afterAll(() => stage?.close())
keepPictures(() => stage)

const cell = (page: Page, of: string) => page.getByRole('button', { name: of })
const note = async (page: Page, of: string, button: string, evidence: string) => {
  await cell(page, of).click()
  await page.getByLabel('Evidence').fill(evidence)
  await page.getByRole('button', { name: button }).click()
}

it('a dealer notes what their contact agreed to, and that they want to be left alone', async () => {
  const page = await stage.enter('owner@northstar.example', `/partner/accounts/${account}`)
  await page.getByRole('button', { name: `Privacy of ${contact.name}` }).click()
  await note(page, 'Fax · Surveys', 'Note consent', 'Stamped form')
  await page.getByRole('button', { name: 'Given' }).and(cell(page, 'Fax · Surveys')).waitFor()
  await page.getByRole('button', { name: 'Do not contact' }).click()
  await page.getByLabel('Reason').fill('Rang to complain')
  await page.getByRole('dialog').last().getByRole('button', { name: 'Do not contact' }).click()
  await says(page, 'Rang to complain')
  await page.context().close()
})

it('staff see it on the contact and in the list, and may take it back', async () => {
  const page = await stage.enter('rep@guanxi.example', '/crm/contacts?view=doNotContact')
  await page.getByRole('link', { name: contact.name, exact: true }).click()
  await heading(page, contact.name)
  await says(page, 'Rang to complain')
  await note(page, 'Fax · Surveys', 'Note withdrawal', 'Letter of today')
  await page.getByRole('button', { name: 'Withdrawn' }).and(cell(page, 'Fax · Surveys')).waitFor()
  await cell(page, 'Fax · Surveys').click()
  await says(page, 'Stamped form')
  await says(page, 'Letter of today')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'May be contacted again' }).click()
  await page.getByRole('button', { name: 'Do not contact' }).waitFor()
  // a representative may neither take the data away nor erase it
  expect(await page.getByRole('button', { name: 'More' }).count()).toBe(0)
  await page.context().close()
})

it('an administrator takes everything along as a file, and erases it after typing the name', async () => {
  const page = await stage.enter('admin@guanxi.example', `/crm/contacts/${contact.id}`)
  await page.getByRole('button', { name: 'More' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Export personal data' }).click()])
  const file = JSON.parse(await readFile(await download.path(), 'utf8'))
  expect([file.about.id, file.holds.consent.some(({ evidence }: any) => evidence === 'Stamped form')]).toEqual([contact.id, true])
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Erase personal data' }).click()
  await page.getByLabel(/to confirm/).fill('somebody else')
  await page.getByRole('button', { name: 'Erase personal data' }).click()
  await says(page, /This value can.t be used here/)
  await page.getByLabel(/to confirm/).fill(contact.name)
  await page.getByRole('button', { name: 'Erase personal data' }).click()
  await heading(page, 'Erased person')
  await says(page, 'This person’s data was erased')
  expect(await page.getByText(contact.name).count()).toBe(0)
  await page.context().close()
})
