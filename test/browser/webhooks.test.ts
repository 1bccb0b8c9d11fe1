import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Cast } from '../api/acting.ts'
import { Receiver, isSigned } from '../webhooks/receiver.ts'
import { inspect } from './inspect.ts'
import { heading, says } from './pages.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

// A dealer lets a program be told; an administrator sees it and stops it, and takes an export along for other systems.
let stage: Stage
const receiver = new Receiver(), dataFolder = mkdtempSync(path.join(os.tmpdir(), 'guanxi-export-'))
beforeAll(async () => { [stage] = await Promise.all([openStage({ dataFolder }), receiver.open()]) })
afterAll(async () => { await stage?.close(); await receiver.close(); rmSync(dataFolder, { recursive: true, force: true }) })
keepPictures(() => stage)

const deliveries = (page: Page) => page.getByRole('list', { name: 'Deliveries' })

it('a dealer makes a webhook, keeps its secret, and sees what became of a test', async () => {
  const page = await stage.enter('owner@northstar.example', '/partner/webhooks')
  await page.getByRole('button', { name: 'New webhook' }).first().click()
  await page.getByLabel('Name').fill('Shop')
  await page.getByLabel('Address').fill('http://10.0.0.1/hook')
  await page.getByRole('button', { name: 'Create webhook' }).click()
  await says(page, 'Nothing is sent to this address')
  await page.getByLabel('Address').fill(receiver.url)
  await page.getByLabel('Everything that you may see').uncheck()
  await page.getByLabel('order.*').check()
  expect(await page.getByLabel('order.placed').isDisabled()).toBe(true)
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button', { name: 'Create webhook' }).click()
  const secret = await page.getByRole('textbox', { name: 'The webhook’s secret' }).inputValue()
  await page.getByRole('button', { name: 'I have kept it' }).click()
  await page.getByRole('link', { name: 'Shop' }).click()
  await heading(page, 'Shop')
  await page.getByRole('button', { name: 'Send a test' }).click()
  const [sent] = await receiver.until(1)
  expect(isSigned(secret, sent!)).toBe(true)
  await deliveries(page).getByText('Delivered').first().waitFor()
  await page.getByText('1 attempt').click()
  await says(page, sent!.id)
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button', { name: 'Send again' }).click()
  expect((await receiver.until(2))[1]!.id).toBe(sent!.id)
  await page.context().close()
})

it('an administrator sees it, and can do no more than stop it', async () => {
  const page = await stage.enter('admin@guanxi.example', '/crm/webhooks', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  await says(page, 'Northstar Machinery')
  expect(await inspect(page)).toEqual([])
  await page.getByRole('link', { name: 'Shop' }).click()
  await heading(page, 'Shop')
  await deliveries(page).getByText('Delivered').first().waitFor()
  expect(await inspect(page)).toEqual([])
  expect(await page.getByRole('button', { name: 'Send a test' }).count()).toBe(0)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Disable' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
  await says(page, 'This webhook is disabled')
  await page.context().close()
})

it('an administrator has the tables written now, and downloads one of them with as many rows as there are', async () => {
  const page = await stage.enter('admin@guanxi.example', '/crm/exports')
  await says(page, 'No export has been written yet.')
  await page.getByRole('button', { name: /^Export now/ }).first().click()
  await says(page, 'Export written')
  await page.getByText(/^\d+ files$/).click()
  // a file's name is none of the app's texts
  expect((await inspect(page)).filter((fault) => !fault.endsWith('.csv'))).toEqual([])
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'orders.csv' }).click()])
  const table = parse<{ number: string }>(readFileSync(await download.path()), { columns: true })
  expect(table.map(({ number }) => number).sort()).toEqual((await new Cast(stage.server).rows<{ number: string }>('select number from sales_order')).map(({ number }) => number).sort())
  await page.context().close()
  expect(stage.faults).toEqual([])
})
