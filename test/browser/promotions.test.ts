import { afterAll, beforeAll, expect, it } from 'vitest'
import { Cast } from '../api/acting.ts'
import { inspect } from './inspect.ts'
import { heading, says, settled } from './pages.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

// A marketer starts a promotion; the dealer meets it wherever it buys, and orders; the marketer sees what became of it.
let stage: Stage, cast: Cast, product: { id: string; sku: string }, usual: number
const name = 'Coolant weeks', owner = 'owner@northstar.example'
const priceNow = async () => Number((await cast.read(owner, 'query ($id: ID!) { explainPrice(productId: $id) { netPrice } }', { id: product.id })).explainPrice.netPrice)
beforeAll(async () => {
  stage = await openStage()
  cast = new Cast(stage.server)
  await cast.rows(`update promotion set state = 'Ended', valid_to = '2020-01-01'`)
  await cast.rows('update partner_terms set credit_limit = null')
  product = (await cast.products(1))[0]!
  usual = await priceNow()
})
afterAll(() => stage?.close())
keepPictures(() => stage)

it('a marketer says what is off for whom, is told what is wrong with it, and starts it', async () => {
  const page = await stage.enter('marketing@guanxi.example', '/crm/promotions')
  await page.getByRole('button', { name: 'New promotion' }).click()
  await heading(page, 'New promotion')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await page.getByLabel('Per cent off').fill('120')
  await page.getByLabel('Products', { exact: true }).fill(product.sku)
  await page.getByRole('option').filter({ hasText: product.sku }).first().click()
  await page.getByLabel('Pieces', { exact: true }).fill('10')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.locator('[data-path=percent][aria-invalid=true]').waitFor()
  expect(await inspect(page)).toEqual([])
  await page.getByLabel('Per cent off').fill('20')
  await page.getByRole('button', { name: 'Create' }).click()
  await heading(page, name)
  expect(await priceNow()).toBe(usual)
  await page.getByRole('button', { name: 'Start' }).click()
  await page.locator('h1 + span', { hasText: 'Active' }).waitFor()
  await settled(page)
  expect(await inspect(page)).toEqual([])
  await page.context().close()
})

it('the dealer finds it among the promotions and on the product, and buys for less', async () => {
  const page = await stage.enter(owner, '/partner/promotions')
  const offer = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
  await offer.getByText('20% off').waitFor()
  await settled(page)
  expect(await inspect(page)).toEqual([])
  await page.goto(`/partner/catalogue?q=${product.sku}`)
  const card = page.getByRole('listitem').filter({ hasText: product.sku }).first()
  await card.getByRole('link', { name: '20% off' }).waitFor()
  await card.getByRole('button', { name: /^Add / }).click()
  const cart = page.getByRole('region', { name: 'Cart' })
  await cart.getByRole('listitem').first().waitFor()
  await cart.getByRole('button', { name: 'Place order' }).click()
  await page.getByRole('dialog', { name: 'Place order' }).getByRole('button', { name: 'Place order' }).click()
  await heading(page, /^Order /)
  await settled(page)
  expect(await inspect(page)).toEqual([])
  const [line] = await cast.rows('select unit_price::float8 as price from order_line where order_id = ? and product_id = ?', [page.url().split('/').at(-1), product.id])
  expect(line.price).toBeCloseTo(usual * 0.8, 2)
  await page.context().close()
})

it('the marketer sees who made use of it and what it brought, pauses it, and the price is as before', async () => {
  const page = await stage.enter('marketing@guanxi.example', '/crm/promotions')
  await page.getByRole('link', { name }).click()
  await heading(page, name)
  await says(page, /1 of 10/)
  await page.getByRole('tab', { name: 'Consumption' }).click()
  await page.getByRole('tabpanel').getByRole('row').filter({ hasText: 'Northstar Machinery' }).waitFor()
  expect(await inspect(page)).toEqual([])
  await page.getByRole('tab', { name: 'Result' }).click()
  await says(page, 'Given away')
  expect(await inspect(page)).toEqual([])
  // the address says which tab it is
  await page.reload()
  await says(page, 'Given away')
  expect(await priceNow()).toBeLessThan(usual)
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.locator('h1 + span', { hasText: 'Paused' }).waitFor()
  expect(await priceNow()).toBe(usual)
  await page.context().close()
  expect(stage.faults).toEqual([])
})
