import { afterAll, beforeAll, expect, it } from 'vitest'
import { Cast } from '../api/acting.ts'
import { inspect } from './inspect.ts'
import { heading, says, settled } from './pages.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

// A dealer asks for a price from the product's page; it is sent back, asked for again and granted in part; the dealer sees what is left.
let stage: Stage, productId: string, sku: string, number: string, place: string
beforeAll(async () => {
  stage = await openStage();
  [{ id: productId, sku }] = await new Cast(stage.server).rows(`select p.id, p.sku from product p join list_price l on l.product_id = p.id and l.currency = 'USD' where p.orderable and p.lifecycle = 'ACTIVE' and l.valid_to is null order by p.sku offset 20 limit 1`) as [{ id: string; sku: string }]
})
afterAll(() => stage?.close())
keepPictures(() => stage)

it('a dealer asks for a special price where the product is', async () => {
  const page = await stage.enter('owner@northstar.example', `/partner/catalogue/${productId}`)
  await page.getByRole('button', { name: 'Ask for a special price' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(`Quantity of ${sku}`).fill('10')
  await dialog.getByLabel(`Wanted price of ${sku}`).fill('999999')
  await dialog.getByLabel('First day').fill('2020-01-01')
  await dialog.getByLabel('Last day').fill('2099-12-31')
  await dialog.getByLabel('Reason').fill('A tender for a school')
  await dialog.getByRole('button', { name: 'Send the request' }).click()
  await dialog.getByRole('alert').first().waitFor()
  expect(await inspect(page)).toEqual([])
  await dialog.getByLabel(`Wanted price of ${sku}`).fill('1.5')
  await dialog.getByRole('button', { name: 'Send the request' }).click()
  await page.waitForURL(/special-prices\/./)
  await says(page, 'A tender for a school')
  place = new URL(page.url()).pathname.replace('/partner', '')
  number = (await page.getByRole('heading', { level: 1 }).innerText()).replace('Special price ', '')
  await page.getByText('Submitted', { exact: true }).first().waitFor()
  expect(await inspect(page)).toEqual([])
  await page.context().close()
})

it('whoever decides finds it waiting, compares, and grants half of it, on the phone and in the dark', async () => {
  const page = await stage.enter('admin@guanxi.example', '/crm/special-prices?view=mine', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  await page.getByRole('link', { name: number }).first().click()
  await heading(page, number)
  await settled(page)
  await says(page, 'A tender for a school')
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button', { name: 'Approve' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(`Quantity of ${sku}`).fill('5')
  expect(await inspect(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Approve' }).click()
  await page.getByText('0 of 5').first().waitFor()
  await page.context().close()
})

it('the dealer sees the price where it buys, and what is left of it', async () => {
  const page = await stage.enter('owner@northstar.example', `/partner/catalogue/${productId}`)
  await says(page, /1\.50/)
  await page.goto(`/partner${place}`)
  await says(page, '0 of 5')
  await page.goto('/partner/special-prices')
  await page.getByRole('link', { name: number }).waitFor()
  await settled(page)
  expect(await inspect(page)).toEqual([])
  expect(stage.faults).toEqual([])
  await page.context().close()
})
