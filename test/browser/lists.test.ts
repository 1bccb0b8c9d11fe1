import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answered, later, listen } from './heard.ts'
import { heading, openLink, settled } from './pages.ts'
import { type Stage, keepPictures, openStage, patience } from './stage.ts'

const ROWS = 2000
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  // many more than are ever in view: accounts for staff, orders for a dealer
  const client = new pg.Client(stage.server.database.adminUrl)
  await client.connect()
  await client.query(`
    insert into account (id, number, name, kind, status, city, country, created_at)
    select gen_random_uuid(), 'L-' || lpad(n::text, 5, '0'), 'Long list ' || lpad(n::text, 5, '0'), 'ORGANISATION', 'ACTIVE', 'City ' || n % 90, 'DE', now() - n * interval '1 minute' from generate_series(1, ${ROWS}) n`)
  await client.query(`
    insert into sales_order (id, number, state, partner_id, currency, billing_state, placed_at)
    select gen_random_uuid(), 'L-' || lpad(n::text, 5, '0'), 'Closed', (select partner_id from app_user where email = 'owner@northstar.example'), 'USD', 'Paid', now() - interval '9 years' - n * interval '1 hour' from generate_series(1, 300) n`)
  await client.end()
})
afterAll(() => stage?.close())
keepPictures(() => stage)

const rows = (page: Page) => page.locator('[role=grid] [role=rowgroup]:last-child [role=row]')
const grid = (page: Page) => page.getByRole('grid')
const scrollTop = (page: Page) => grid(page).evaluate((box) => box.scrollTop)
const numbers = (page: Page) => rows(page).evaluateAll((elements) => elements.map((row) => Number(row.getAttribute('aria-rowindex'))))
const search = '/crm/accounts?q=Long+list'

describe('a list of thousands', () => {
  it('shows its rows before it knows how many there are', async () => {
    const page = await stage.enter('admin@guanxi.example')
    await heading(page, 'My work')
    let count: (() => void) | undefined
    await page.route('**/graphql/crm', async (route) => {
      if (route.request().postDataJSON().variables?.counted) await new Promise<void>((go) => { count = go })
      await route.continue()
    })
    await page.goto(search)
    await expect.poll(() => rows(page).count(), { timeout: patience }).toBeGreaterThan(20)
    expect(await page.getByText('2,000 records').count()).toBe(0)
    count!()
    await page.getByText('2,000 records').waitFor()
    await page.context().close()
  })

  it('holds the rows in view and no others, all the way to its end', async () => {
    const page = await stage.enter('admin@guanxi.example', search)
    await expect.poll(() => rows(page).count(), { timeout: patience }).toBeGreaterThan(20)
    let most = 0
    await expect.poll(async () => {
      await grid(page).evaluate((box) => { box.scrollTop = box.scrollHeight })
      most = Math.max(most, await rows(page).count())
      return Math.max(...await numbers(page))
    }, { timeout: 4 * patience, interval: 30 }).toBe(ROWS + 1)
    expect(most).toBeLessThan(70)
    expect(await rows(page).last().innerText()).toContain('Long list 02000')
    // and back: those far away are not held, but come again
    await grid(page).evaluate((box) => { box.scrollTop = 0 })
    await page.getByText('Long list 00001').waitFor()
    expect(await rows(page).count()).toBeLessThan(70)
    await page.context().close()
  })

  it('asks for the next page before its own end is reached, and for each page once', async () => {
    const page = await stage.enter('admin@guanxi.example'), heard = listen(page)
    await heading(page, 'My work')
    await page.goto(search)
    await expect.poll(() => rows(page).count(), { timeout: patience }).toBeGreaterThan(20)
    await settled(page)
    const pages = () => heard.asked('Accounts').filter(({ counted }) => !counted)
    expect(pages()).toHaveLength(1)
    await grid(page).evaluate((box) => { box.scrollTop = 500 })
    await expect.poll(() => pages().length, { timeout: patience }).toBe(2)
    expect(Math.max(...await numbers(page))).toBeLessThan(61)
    await grid(page).evaluate((box) => { box.scrollTop = 0 })
    await page.getByText('Long list 00001').waitFor()
    expect(pages().map(({ after }) => after === null)).toEqual([true, false])
    await page.context().close()
  })

  it('asks again for a page that did not come, while one waits at the end of what did', async () => {
    const page = await stage.enter('admin@guanxi.example', search)
    await expect.poll(() => rows(page).count(), { timeout: patience }).toBeGreaterThan(20)
    let asked = 0
    const refusal = { json: { data: null, errors: [{ message: 'No.', path: ['page'], extensions: { code: 'TIMEOUT' } }] } }
    await page.route('**/graphql/crm', (route) => (!route.request().postDataJSON().variables?.after || ++asked > 1 ? route.continue() : route.fulfill(refusal)))
    await grid(page).evaluate((box) => { box.scrollTop = box.scrollHeight })
    await expect.poll(() => asked, { timeout: patience }).toBe(2)
    await expect.poll(async () => Math.max(...await numbers(page)), { timeout: patience }).toBeGreaterThan(62)
    await page.context().close()
  })

  it('is found again where it was left, without asking', async () => {
    const page = await stage.enter('admin@guanxi.example', search)
    await expect.poll(() => rows(page).count(), { timeout: patience }).toBeGreaterThan(20)
    await expect.poll(async () => { await grid(page).evaluate((box) => { box.scrollTop += 3000 }); return Math.max(...await numbers(page)) }, { timeout: patience, interval: 50 }).toBeGreaterThan(600)
    const told = await openLink(page, /^Long list 00[3-9]/, 20)
    await later(page)
    const heard = listen(page)
    await page.goBack()
    const again = page.getByRole('link', { name: told })
    await again.waitFor()
    expect(await scrollTop(page)).toBeGreaterThan(5000)
    await expect.poll(() => again.evaluate((element) => { const { top } = element.getBoundingClientRect(); return top > 0 && top < innerHeight })).toBe(true)
    await settled(page)
    expect(heard.all()).toEqual([])
    await page.context().close()
  })

  it('walks by key through rows that were not there, and opens the one it stands on', async () => {
    const page = await stage.enter('admin@guanxi.example', search)
    await page.locator('[data-cell="0:0"]').focus()
    for (let n = 0; n < 8; n++) { await page.keyboard.press('PageDown'); await page.waitForTimeout(60) }
    const cell = await page.evaluate(() => document.activeElement?.getAttribute('data-cell'))
    expect(Number(cell?.split(':')[0])).toBeGreaterThan(120)
    const name = (await page.locator(':focus').innerText()).trim().split('\n').at(-1)!
    await page.keyboard.press('Enter')
    await heading(page, name)
    await page.context().close()
  })

  it('is cards on a phone, of which there are few at a time', async () => {
    const page = await stage.enter('admin@guanxi.example', search, { viewport: { width: 390, height: 844 } })
    await page.getByRole('listitem').first().waitFor()
    await expect.poll(async () => {
      await page.locator('main ul').last().evaluate((list) => { list.parentElement!.scrollTop += 4000 })
      return page.getByRole('listitem').last().getAttribute('aria-posinset').then(Number)
    }, { timeout: patience, interval: 50 }).toBeGreaterThan(300)
    expect(await page.getByRole('listitem').count()).toBeLessThan(60)
    await page.context().close()
  })
})

describe('pointing at a link', () => {
  it('asks for its page; the click asks for nothing more', async () => {
    const page = await stage.enter('admin@guanxi.example', search)
    const link = page.getByRole('link', { name: 'Long list 00003' })
    await link.waitFor()
    await settled(page)
    const heard = listen(page)
    await Promise.all([answered(page, 'Account'), link.hover()])
    await link.click()
    await heading(page, 'Long list 00003')
    await settled(page)
    expect(heard.asked('Account')).toHaveLength(1)
    await page.context().close()
  })

  it('of a list asks for its rows', async () => {
    const page = await stage.enter('owner@northstar.example', '/partner')
    const link = page.getByRole('link', { name: 'Orders', exact: true }).first()
    await settled(page)
    const heard = listen(page)
    await Promise.all([answered(page, 'Orders'), link.hover()])
    await link.click()
    await page.getByRole('table', { name: 'Orders' }).waitFor()
    await settled(page)
    expect(heard.asked('Orders')).toHaveLength(2)
    await page.context().close()
  })
})

describe('a dealer’s list', () => {
  const table = (page: Page) => page.getByRole('table', { name: 'Orders' })
  it('goes on as the page scrolls, and is found again where it was left', async () => {
    const page = await stage.enter('owner@northstar.example', '/partner/orders')
    await table(page).waitFor()
    await expect.poll(async () => { await page.mouse.wheel(0, 2500); return page.getByText(/^L-00[12]/).count() }, { timeout: patience, interval: 60 }).toBeGreaterThan(10)
    await settled(page)
    expect(await table(page).getByRole('row').count()).toBeLessThan(60)
    const told = await openLink(page, /^L-00[12]/, 8)
    await later(page)
    const heard = listen(page)
    await page.goBack()
    await page.getByRole('link', { name: told }).waitFor()
    await expect.poll(() => page.evaluate(() => scrollY), { timeout: patience }).toBeGreaterThan(1500)
    expect(heard.asked('Orders')).toEqual([])
    await page.context().close()
  })

  it('of products is cards in rows, few at a time', async () => {
    const page = await stage.enter('owner@northstar.example', '/partner/catalogue')
    const cards = page.locator('main li[aria-posinset]')
    await cards.first().waitFor()
    await expect.poll(async () => { await page.mouse.move(700, 500); await page.mouse.wheel(0, 2000); return cards.last().getAttribute('aria-posinset').then(Number) }, { timeout: patience, interval: 60 }).toBeGreaterThan(50)
    expect(await cards.count()).toBeLessThan(60)
    await page.context().close()
  })

  it('leaves no fault behind', () => expect(stage.faults).toEqual([]))
})
