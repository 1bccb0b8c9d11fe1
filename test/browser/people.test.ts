import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { goodPassword, tokenFor } from '../people/mail-links.ts'
import { inspect, saying } from './inspect.ts'
import { heading, says, settled } from './pages.ts'
import { type Stage, keepPictures, openStage, patience } from './stage.ts'

let stage: Stage
beforeAll(async () => { stage = await openStage() })
afterAll(() => stage?.close())
keepPictures(() => stage)

/** Follows the link of the latest mail to an address, in a browser of its own. */
async function follow(app: 'crm' | 'partner', page: string, to: string, count = 1, locale = 'en-US'): Promise<Page> {
  return stage.visit(`/${app}/${page}#${await tokenFor(stage.server, to, count)}`, { locale })
}
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })

it('a dealer invites somebody, who chooses a password and is in', async () => {
  const owner = await stage.enter('owner@northstar.example', '/partner/people'), email = 'nora@northstar.example'
  await owner.getByRole('button', { name: 'Add a person' }).click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Nora New')
  await dialog.getByLabel('Email').fill(email)
  await dialog.getByRole('button', { name: 'Send invitation' }).click()
  const row = owner.getByRole('row').filter({ hasText: email })
  await row.getByText('Invited').waitFor()

  const guest = await follow('partner', 'invitation', email)
  await heading(guest, 'Welcome')
  await says(guest, 'Northstar Machinery')
  expect(await field(guest, 'Your name').inputValue()).toBe('Nora New')
  await field(guest, 'New password').fill('nora@northstar')
  await guest.getByRole('button', { name: 'Begin' }).click()
  await guest.getByText('This is easy to guess').waitFor()
  expect(await inspect(guest)).toEqual([])
  await field(guest, 'New password').fill(goodPassword)
  await guest.getByRole('button', { name: 'Begin' }).click()
  await guest.getByRole('heading', { name: /Good .*, Northstar/ }).waitFor()
  expect(new URL(guest.url()).hash).toBe('')
  await guest.goBack().catch(() => null)

  // a list that was open follows
  await owner.reload()
  await row.getByText('Active').waitFor()
  for (const page of [owner, guest]) await page.context().close()
})

it('an administrator invites a colleague, in their own language', async () => {
  const admin = await stage.enter('admin@guanxi.example', '/crm/users'), email = 'hsu@guanxi.example', say = saying('crm', 'zh-Hant')
  await admin.getByRole('button', { name: 'Invite a colleague' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('Name').fill('許雅婷')
  await dialog.getByLabel('Email').fill(email)
  await dialog.getByRole('combobox', { name: 'Language of the mail' }).click()
  await admin.getByRole('option', { name: '繁體中文' }).click()
  await dialog.getByRole('button', { name: 'Send invitation' }).click()
  await dialog.waitFor({ state: 'detached' })

  const guest = await follow('crm', 'invitation', email, 1, 'zh-TW')
  await heading(guest, say('password.invitation.title'))
  expect(await inspect(guest)).toEqual([])
  await field(guest, say('password.new')).fill('七月的雨落在舊金山的屋頂上')
  await guest.getByRole('button', { name: say('password.invitation.submit') }).click()
  await guest.getByText('許雅婷').first().waitFor()
  await guest.getByRole('heading', { level: 1 }).waitFor()
  expect(await guest.locator('html').getAttribute('lang')).toBe('zh-Hant')
  for (const page of [admin, guest]) await page.context().close()
})

it.each(['crm', 'partner'] as const)('%s: who forgot their password gets a link, and one that was used says so', async (app) => {
  const email = app === 'crm' ? 'finance@guanxi.example' : 'seller@northstar.example'
  const page = await stage.visit(`/${app}`)
  await field(page, 'Email').fill(email)
  await page.getByRole('button', { name: 'Forgotten your password?' }).click()
  await settled(page)
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.getByText(`If ${email} signs in here`).waitFor()

  const linked = await follow(app, 'reset-password', email)
  await heading(linked, 'Choose a new password')
  await field(linked, 'New password').fill(goodPassword)
  await linked.getByRole('button', { name: 'Set password' }).click()
  await linked.waitForURL(new RegExp(`/${app}/?$`))
  await linked.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => stage.server.mails(email).length, { timeout: patience }).toBe(2)

  await page.goto(`/${app}/reset-password#used`)
  await heading(page, 'This link no longer works')
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button', { name: 'Ask for a new link' }).click()
  await page.getByRole('button', { name: 'Back to sign in' }).click()
  await heading(page, 'Sign in to Guanxi')
  for (const one of [page, linked]) await one.context().close()
})

it('nothing went wrong on the way', () => {
  expect(stage.faults).toEqual([])
})
