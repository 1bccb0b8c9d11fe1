// The README's pictures: npx tsx test/browser/pictures.ts
import { mkdirSync, statSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { startDemo } from './demo-server.ts'

const folder = 'docs/pictures'
const most = 250_000

const demo = await startDemo()
const browser = await launchChromium()

async function enter(path: string, email: string): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ baseURL: demo.url, viewport: { width: 1440, height: 900 }, locale: 'en-US', timezoneId: 'America/Chicago', colorScheme: 'light', reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(path)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('guanxi-demo')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('h1').filter({ hasNotText: 'Sign in' }).waitFor()
  return page
}

async function keep(page: Page, name: string): Promise<void> {
  await page.evaluate(async () => { await document.fonts.ready })
  const file = `${folder}/${name}.png`
  await page.screenshot({ path: file })
  const { size } = statSync(file)
  console.log(`${file}: ${Math.round(size / 1000)} kB`)
  if (size > most) throw new Error(`${file} is larger than ${most / 1000} kB.`)
}

try {
  mkdirSync(folder, { recursive: true })
  const partner = await enter('/partner/catalogue', 'owner@northstar.example')
  for (const [index, sku] of ['CH-305', 'TH-BT40-ER32-100', 'VMC-850'].entries()) {
    await partner.getByRole('searchbox').fill(sku)
    await partner.getByRole('listitem').filter({ hasText: sku }).first().getByRole('button', { name: /^Add / }).click()
    await partner.getByRole('region', { name: 'Cart' }).getByRole('listitem').nth(index).waitFor()
  }
  await partner.goto('/partner/catalogue?order=SKU&stock=true')
  await partner.getByRole('region', { name: 'Cart' }).getByRole('listitem').nth(2).waitFor()
  await partner.getByRole('heading', { level: 2, name: /\w/ }).nth(6).waitFor()
  await keep(partner, 'partner')

  const crm = await enter('/crm/quotes?view=approval', 'manager@guanxi.example')
  // the one with the most to see
  const rows = crm.locator('[role=row]').filter({ hasText: 'Pending approval' })
  await rows.first().waitFor()
  const links = await rows.getByRole('link').evaluateAll((all) => [...new Set(all.map((link) => link.getAttribute('href')!).filter((href) => href.includes('/quotes/')))])
  const lines = async (href: string) => {
    await crm.goto(href)
    await crm.getByRole('complementary', { name: 'Approval is needed' }).waitFor()
    return crm.getByRole('grid').getByRole('row').count()
  }
  const counted: [string, number][] = []
  for (const href of links.slice(0, 8)) counted.push([href, await lines(href)])
  await crm.goto(counted.sort(([, one], [, other]) => other - one)[0]![0])
  await crm.locator('[data-column=margin]').nth(1).filter({ hasText: '%' }).waitFor()
  await keep(crm, 'crm')
} finally {
  await browser.close()
  await demo.close()
}
