import { afterAll, beforeAll, expect, it } from 'vitest'
import { Cast } from '../api/acting.ts'
import { announce, bare, confirmed, desk, owner, product } from '../stock/trading.ts'
import { inspect } from './inspect.ts'
import { heading, says, settled } from './pages.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

// What can be promised, while it is typed and while others reserve; a supply that slips.
let stage: Stage, cast: Cast
beforeAll(async () => { stage = await openStage(); cast = new Cast(stage.server) })
afterAll(() => stage?.close())
keepPictures(() => stage)

it('in one window the desk confirms, in the other the day of a dealer who looks at the same product changes by itself', async () => {
  const productId = await bare(cast, 6), orderId = await cast.order([{ productId, quantity: 5 }])
  const shop = await stage.enter('owner@rival.example', `/partner/catalogue/${productId}`)
  await shop.locator('article').getByRole('textbox').first().fill('4')
  const status = shop.locator('article').getByRole('status')
  await expect.poll(() => status.innerText()).toMatch(/^4 from stock/)
  const office = await stage.enter(desk, `/crm/orders/${orderId}`)
  await office.getByLabel('Promise date').waitFor()
  expect(await inspect(office)).toEqual([])
  await office.locator('form').getByRole('button', { name: 'Confirm' }).click()
  await expect.poll(() => status.innerText()).toMatch(/1 of them in stock[\s\S]*In parts: 1 on .* · 3 on /)
  expect(await inspect(shop)).toEqual([])
  for (const page of [shop, office]) await page.context().close()
})

it('a cart says when each line leaves, all together and in parts, as quantities change', async () => {
  const productId = await bare(cast, 3), [other] = (await cast.products(3)).filter(({ id }) => id !== productId)
  await announce(cast, productId, 5, 6)
  const [{ sku }] = await cast.rows('select sku from product where id = ?', [productId])
  await cast.do(owner, 'addCartLines', { lines: [{ sku, quantity: 2 }, { sku: other!.sku, quantity: 1 }] })
  const page = await stage.enter(owner, '/partner/catalogue', { viewport: { width: 1440, height: 1000 } })
  const cart = page.getByRole('region', { name: 'Cart' })
  await cart.getByText(/All together on/).waitFor()
  expect(await cart.getByText('In parts:').count()).toBe(0)
  await cart.getByRole('textbox').first().fill('7')
  await cart.getByText(/In parts: 4 on .* · 4 on /).waitFor()
  await cart.getByText(/^3 on .* · 4 on /).waitFor()
  expect(await inspect(page)).toEqual([])
  await page.context().close()
})

it('a product manager puts a supply off: who waits for it is told on the first page and on the order', async () => {
  const productId = await bare(cast, 0), supplyId = await announce(cast, productId, 10, 5), orderId = await confirmed(cast, [{ productId, quantity: 3 }])
  const [{ sku }] = await cast.rows('select sku from product where id = ?', [productId])
  const page = await stage.enter(product, `/crm/supplies?q=${sku}`)
  await heading(page, 'Supplies')
  await page.getByRole('button', { name: `Actions for ${sku}` }).click()
  await page.getByRole('menuitem', { name: 'Change day or quantity' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Quantity').fill('2')
  await dialog.getByText(/1 order waits for this/).waitFor()
  expect(await inspect(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await says(page, '1 order is promised later')
  const shop = await stage.enter(owner, '/partner')
  await shop.getByRole('link', { name: /promised later/ }).click()
  await settled(shop)
  await shop.goto(`/partner/orders/${orderId}`)
  await says(shop, /Promised later: .* instead of/)
  expect(await inspect(shop)).toEqual([])
  expect(await cast.rows('select quantity from supply where id = ?', [supplyId])).toEqual([{ quantity: 2 }])
  for (const one of [page, shop]) await one.context().close()
})
