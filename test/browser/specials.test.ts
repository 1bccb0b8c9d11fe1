import { afterAll, beforeAll, expect, it } from 'vitest'
import { Cast } from '../api/acting.ts'
import { inspect } from './inspect.ts'
import { heading, says, settled } from './pages.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

// A dealer asks for a price from the product's page; it is sent back, asked for again and granted in part; the dealer orders at it.
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

it('the manager sends it back, and the dealer adds what is missing', async () => {
  const manager = await stage.enter('manager@guanxi.example', '/crm/special-prices?view=mine')
  await manager.getByRole('link', { name: number }).first().click()
  await heading(manager, number)
  await manager.getByRole('button', { name: 'Send back' }).click()
  await manager.getByRole('dialog').getByRole('textbox').fill('Which rival, and at which price?')
  await manager.getByRole('dialog').getByRole('button', { name: 'Send back' }).click()
  await manager.getByText('Returned', { exact: true }).first().waitFor()
  await manager.context().close()
  const dealer = await stage.enter('owner@northstar.example', `/partner${place}`)
  await says(dealer, 'Which rival, and at which price?')
  expect(await inspect(dealer)).toEqual([])
  await dealer.getByRole('button', { name: 'Edit the request' }).click()
  await dealer.getByRole('dialog').getByLabel('Competitor').fill('Great Lakes at 1.40')
  await dealer.getByRole('dialog').getByRole('button', { name: 'Send the request' }).click()
  await dealer.getByText('Submitted', { exact: true }).first().waitFor()
  await dealer.context().close()
})

it('the manager compares, and grants half of it, on the phone and in the dark', async () => {
  const page = await stage.enter('manager@guanxi.example', '/crm/special-prices?view=mine', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  await page.getByRole('link', { name: number }).first().click()
  await heading(page, number)
  await settled(page)
  await says(page, 'Great Lakes at 1.40')
  expect(await inspect(page)).toEqual([])
  await page.getByRole('button', { name: 'Approve' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(`Quantity of ${sku}`).fill('5')
  expect(await inspect(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Approve' }).click()
  await page.getByText('0 of 5').first().waitFor()
  await page.context().close()
})

it('the dealer sees the price where it buys, orders at it, and sees what is left of it', async () => {
  const page = await stage.enter('owner@northstar.example', `/partner/catalogue?q=${sku}`)
  const card = page.getByRole('listitem').filter({ hasText: sku }).first()
  await card.getByText(/1\.50/).first().waitFor()
  await card.getByRole('button', { name: /^Add / }).click()
  const cart = page.getByRole('region', { name: 'Cart' })
  await cart.getByRole('listitem').filter({ hasText: /1\.50/ }).first().waitFor()
  await cart.getByRole('button', { name: 'Place order' }).click()
  await page.getByRole('dialog', { name: 'Place order' }).getByRole('button', { name: 'Place order' }).click()
  const order = (await heading(page, /^Order /)).replace('Order ', '')
  await says(page, /1\.50/)
  await page.goto(`/partner${place}`)
  await says(page, '1 of 5')
  await page.getByRole('link', { name: order }).waitFor()
  expect(await inspect(page)).toEqual([])
  await page.goto('/partner/special-prices')
  await page.getByRole('link', { name: number }).waitFor()
  await settled(page)
  expect(await inspect(page)).toEqual([])
  expect(stage.faults).toEqual([])
  await page.context().close()
})
