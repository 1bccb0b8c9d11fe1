import { generate } from 'otplib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Cast } from '../api/acting.ts'
import { demoPassword } from '../support/server.ts'
import { inspect, saying } from './inspect.ts'
import { heading, says, signIn } from './pages.ts'
import { type Stage, keepPictures, openStage, patience } from './stage.ts'

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

it('says in the reader’s language that the password is wrong, and keeps the address', async () => {
  const say = saying('partner', 'zh-Hant')
  const page = await stage.visit('/partner', { locale: 'zh-TW' })
  await page.getByLabel(say('signIn.email')).fill('owner@northstar.example')
  await page.getByLabel(say('signIn.password'), { exact: true }).fill('not this one')
  await page.getByRole('button', { name: say('signIn.submit') }).click()
  await expect.poll(() => page.getByRole('alert').first().innerText(), { timeout: patience }).toMatch(/\p{Script=Han}{4}/u)
  expect(await page.getByLabel(say('signIn.email')).inputValue()).toBe('owner@northstar.example')
  await page.context().close()
})

describe('signing in again in the middle of work loses nothing', () => {
  const owner = 'owner@northstar.example'
  const signedOut = (page: Page) => page.getByRole('heading', { name: 'You have been signed out' })
  const asking = (page: Page) => page.getByRole('dialog', { name: 'Request quote' })
  const send = (page: Page) => asking(page).getByRole('button', { name: 'Request quote' }).click()

  async function typing(words: string): Promise<Page> {
    const page = await stage.enter(owner, '/partner/catalogue?q=CH-305')
    await page.getByRole('button', { name: /^Add / }).first().click()
    await page.getByRole('button', { name: 'Request quote' }).click()
    await asking(page).getByLabel('Note').fill(words)
    return page
  }
  async function again(page: Page): Promise<void> {
    await signIn(page, owner, 'wrong at first')
    await page.getByRole('alert').first().waitFor()
    await signIn(page, owner)
  }
  const requested = async (page: Page, words: string) => {
    await heading(page, /^Quote /)
    await says(page, words)
    await page.context().close()
  }

  it('when what is sent is the first to be refused', async () => {
    const page = await typing('Typed before the session ended.')
    // questions in the background wait, so that none of them tells it before
    let release = () => {}
    const held = new Promise<void>((resolve) => { release = resolve })
    await page.route('**/graphql/partner', async (route) => {
      if (!route.request().postData()?.includes('"operationName":"RequestQuote"')) await held
      await route.continue()
    })
    await page.context().clearCookies()
    await send(page)
    await signedOut(page).waitFor()
    release()
    await again(page)
    await requested(page, 'Typed before the session ended.')
  })

  it('when a question in the background is the first to be refused', async () => {
    const page = await typing('Being typed when the session ended.')
    await page.context().clearCookies()
    // what happens elsewhere has the page ask for its prices and its cart anew
    const cast = new Cast(stage.server)
    const { specialPrices } = await cast.read(owner, '{ specialPrices(first: 60) { nodes { id actions } } }')
    await cast.do(owner, 'withdrawSpecialPrice', { id: (specialPrices.nodes as { id: string; actions: string[] }[]).find(({ actions }) => actions.includes('withdraw'))!.id })
    await signedOut(page).waitFor()
    await again(page)
    await signedOut(page).waitFor({ state: 'detached' })
    expect(await asking(page).getByLabel('Note').inputValue()).toBe('Being typed when the session ended.')
    await send(page)
    await requested(page, 'Being typed when the session ended.')
  })
})
