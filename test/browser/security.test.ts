import { generate } from 'otplib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { demoPassword } from '../support/server.ts'
import { inspect } from './inspect.ts'
import { heading, says } from './pages.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

let stage: Stage
beforeAll(async () => { stage = await openStage() })
afterAll(() => stage?.close())
keepPictures(() => stage)

it.each([['crm', 'rep@guanxi.example'], ['partner', 'seller@northstar.example']])('%s: somebody sets up a second factor, signs in with it, and ends the other session', async (app, email) => {
  const first = await stage.enter(email, `/${app}/security`)
  await first.getByRole('button', { name: 'Set up' }).click()
  const dialog = first.getByRole('dialog')
  await dialog.getByLabel('Password', { exact: true }).fill(demoPassword)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await dialog.getByText('The app can’t scan it?').click()
  expect(await inspect(first)).toEqual([])
  const secret = (await dialog.locator('details p').innerText()).replace(/\s/g, '')
  await dialog.getByLabel('Six-digit code').fill(await generate({ secret }))
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await dialog.getByRole('listitem').first().waitFor()
  const codes = await dialog.getByRole('listitem').allInnerTexts()
  expect([codes.length, await inspect(first)]).toEqual([10, []])
  await dialog.getByRole('button', { name: 'I have kept them' }).click()
  await says(first, '10 recovery codes left')

  const second = await stage.visit(`/${app}/security`)
  await second.getByLabel('Email').fill(email)
  await second.getByLabel('Password', { exact: true }).fill(demoPassword)
  await second.getByRole('button', { name: 'Sign in' }).click()
  await heading(second, 'Confirm that it’s you')
  const code = second.getByLabel('Six-digit code')
  expect([await code.getAttribute('inputmode'), await code.getAttribute('autocomplete')]).toEqual(['numeric', 'one-time-code'])
  await code.fill('000000')
  await second.getByRole('button', { name: 'Sign in' }).click()
  await second.getByRole('alert').waitFor()
  expect(await inspect(second)).toEqual([])
  await second.getByRole('button', { name: 'Use a recovery code' }).click()
  await second.getByLabel('Recovery code').fill(codes[0]!)
  await second.getByRole('button', { name: 'Sign in' }).click()
  await says(second, '9 recovery codes left')
  await second.getByRole('button', { name: 'Sign out all others' }).click()
  await second.getByRole('button', { name: 'Sign out all others' }).waitFor({ state: 'detached' })
  await first.reload()
  await first.getByLabel('Email').waitFor()
  for (const page of [first, second]) await page.context().close()
})
