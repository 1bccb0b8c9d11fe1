import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { editQuote, found, heading, mark, says, signIn } from './pages.ts'
import { type Stage, keepPictures, openStage, patience } from './stage.ts'

const forbidden = /margin|\bcosts?\b|unitCost/i

/** The job of the README: from a dealer's catalogue to a delivered order, each window following the other. One test continues where the one before ended. */
describe('the main job', () => {
  let stage: Stage
  let dealer: Page
  let rep: Page
  let desk: Page
  let quote: { number: string; url: string }
  let order: { number: string; url: string }
  /** Every answer that the dealer's browser was given. */
  const heard: Promise<string>[] = []
  const cart = () => dealer.getByRole('region', { name: 'Cart' })
  /** Waits until the dealer's page shows this state. */
  const state = (name: string) => dealer.locator('h1 + span', { hasText: name }).waitFor()
  const work = (page: Page, list: string): Locator => page.getByRole('region', { name: list, exact: true })

  beforeAll(async () => { stage = await openStage() })
  afterAll(() => stage?.close())
  keepPictures(() => stage)

  it('lets both sides in', async () => {
    dealer = await stage.visit('/partner/catalogue')
    dealer.on('response', (response) => {
      if (response.url().includes('/graphql/') && response.headers()['content-type']?.includes('json')) heard.push(response.text().catch(() => ''))
    })
    await signIn(dealer, 'owner@northstar.example')
    await heading(dealer, 'Catalogue')
    rep = await stage.visit('/crm')
    await signIn(rep, 'rep@guanxi.example')
    expect(await heading(rep, 'My work')).toBe('My work')
  })

  it('shows the dealer its own price, the list price struck through, and why', async () => {
    await dealer.getByRole('searchbox', { name: 'Search by name or SKU' }).fill('CH-305')
    const card = dealer.getByRole('listitem').filter({ hasText: 'CH-305' }).first()
    await card.waitFor()
    const amount = async (part: Locator) => Number((await part.innerText()).replace(/[^\d.]/g, ''))
    expect(await amount(card.locator('b').first())).toBeLessThan(await amount(card.locator('s').first()))

    await card.getByRole('heading').getByRole('link').click()
    await dealer.getByRole('button', { name: 'Why this price?' }).click()
    const why = dealer.getByRole('dialog', { name: 'Why this price?' })
    await why.getByText('applied', { exact: false }).first().waitFor()
    expect(await why.getByRole('listitem').count()).toBeGreaterThan(1)
    await dealer.keyboard.press('Escape')
    await why.waitFor({ state: 'detached' })
  })

  it('fills the cart by search and by a pasted list, and keeps what it does not know', async () => {
    await dealer.getByRole('button', { name: /^Add / }).first().click()
    await cart().getByRole('listitem').first().waitFor()
    await dealer.getByRole('link', { name: 'Home' }).click()
    await dealer.getByLabel('SKUs and quantities').fill('DR-085-5D\t12\nNO-SUCH-1\t3')
    await dealer.getByRole('button', { name: 'Add to cart' }).click()
    await says(dealer, '1 line was not added; it is still here')
    expect(await dealer.getByLabel('SKUs and quantities').inputValue()).toContain('NO-SUCH-1')
    const problem = dealer.getByRole('listitem').filter({ hasText: 'NO-SUCH-1' })
    expect((await problem.locator('span').innerText()).length).toBeGreaterThan(10)

    await dealer.goto('/partner/catalogue')
    await expect.poll(() => cart().getByRole('listitem').count(), { timeout: patience }).toBe(2)
    await dealer.reload()
    await expect.poll(() => cart().getByRole('listitem').count(), { timeout: patience }).toBe(2)
  })

  it('requests a quote for an account, with a wish and a note', async () => {
    await cart().getByLabel('For account').first().click()
    const account = dealer.getByRole('option').first()
    const name = (await account.locator('span').first().evaluate((option) => option.firstChild!.textContent))!.trim()
    await account.click()
    await expect.poll(() => cart().getByLabel('For account').first().inputValue(), { timeout: patience }).toBe(name)
    await cart().getByRole('button', { name: 'Request quote' }).click()
    const dialog = dealer.getByRole('dialog', { name: 'Request quote' })
    await dialog.getByText(name).waitFor()
    await dialog.getByLabel('Wished discount').fill('12')
    await dialog.getByLabel('Note').fill('For the spring fair; two rivals are bidding.')
    await dialog.getByRole('button', { name: 'Request quote' }).click()
    const title = await heading(dealer, /^Quote /)
    await state('Requested')
    await dealer.getByRole('link', { name }).waitFor()
    quote = { number: title.replace('Quote ', ''), url: dealer.url() }
  })

  it('lets the representative draft it by keyboard, with the margin in view', async () => {
    await work(rep, 'Quotes to draft').getByRole('link').filter({ hasText: quote.number }).click()
    await heading(rep, quote.number)
    await says(rep, 'For the spring fair; two rivals are bidding.')
    await says(rep, /asks for 12% discount/)
    await rep.locator('main').focus()
    await rep.keyboard.press('d')
    await editQuote(rep, { firstQuantity: 4, add: ['VS-200', 2], discount: 12 })
    const margins = rep.locator('[data-column=margin][role=gridcell]')
    await expect.poll(async () => (await margins.allInnerTexts()).map((text) => /^-?\d/.test(text) && Number.parseFloat(text) > 0), { timeout: patience }).toEqual([true, true, true])
  })

  it('asks for approval, and says why; the representative cannot give it', async () => {
    await rep.getByRole('button', { name: /^Submit/ }).click()
    await says(rep, 'Pending approval')
    const reasons = rep.getByRole('complementary', { name: 'Approval is needed' })
    expect(await reasons.getByRole('listitem').count()).toBeGreaterThan(0)
    expect(await rep.getByRole('button', { name: /^Approve/ }).count()).toBe(0)

    const manager = await stage.enter('manager@guanxi.example')
    await work(manager, 'Quotes that wait for my approval').getByRole('link').filter({ hasText: quote.number }).click()
    await heading(manager, quote.number)
    await manager.getByRole('button', { name: /^Approve/ }).click()
    const dialog = manager.getByRole('dialog', { name: 'Approve' })
    await dialog.getByLabel('Comment').fill('Good for the fair.')
    await dialog.getByRole('button', { name: 'Approve' }).click()
    await says(manager, 'Approved')
    await manager.context().close()
  })

  it('presents it, and the dealer’s open page follows', async () => {
    const same = await mark(dealer)
    await rep.getByRole('button', { name: /^Present/ }).click()
    await dealer.getByRole('button', { name: 'Accept' }).waitFor()
    expect(await same()).toBe(true)
    await says(dealer, 'Discount 12%')

    const href = await dealer.getByRole('link', { name: 'PDF' }).getAttribute('href')
    const pdf = await dealer.request.get(href!)
    expect(pdf.status()).toBe(200)
    expect(pdf.headers()['content-type']).toContain('application/pdf')
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('makes one order of a double click', async () => {
    const count = async () => (await stage.server.gql('partner', await stage.server.signIn('owner@northstar.example'), '{ orders { totalCount { value } } }')).data.orders.totalCount.value as number
    const before = await count()
    await dealer.getByRole('button', { name: 'Accept' }).click()
    await dealer.getByRole('button', { name: 'Accept and order' }).dblclick()
    const title = await heading(dealer, /^Order /)
    order = { number: title.replace('Order ', ''), url: dealer.url() }
    await says(dealer, 'Placed')
    expect(await count()).toBe(before + 1)
  })

  it('confirms, ships in two parts and delivers, and the dealer follows', async () => {
    const same = await mark(dealer)
    desk = await stage.enter('desk@guanxi.example', `/crm/orders?q=${encodeURIComponent(order.number)}`)
    await desk.getByRole('grid').getByRole('link', { name: order.number }).click()
    await heading(desk, order.number)
    const computed = (await desk.getByText(/^Can be kept: /).innerText()).replace('Can be kept: ', '')
    const promised = new Date(Date.parse(`${computed} UTC`) + 864e5)
    const promise = desk.getByLabel('Promise date')
    await promise.fill(promised.toISOString().slice(0, 10))
    await promise.press('Enter')
    await state('Confirmed')
    await says(dealer, promised.toLocaleDateString('en-US', { dateStyle: 'medium', timeZone: 'UTC' }))

    await desk.getByRole('button', { name: /^Ship/ }).click()
    const dialog = desk.getByRole('dialog', { name: /^Ship / })
    await dialog.getByLabel('Carrier').fill('DHL')
    await dialog.getByLabel('Tracking number').fill('JD0146')
    await dialog.getByRole('textbox', { name: /^Quantity of/ }).first().fill('1')
    await dialog.getByRole('button', { name: 'Ship part' }).click()
    await state('Partially shipped')
    await Promise.all([dialog.waitFor({ state: 'detached' }), says(desk, 'Partially shipped'), says(dealer, /JD0146/)])

    await desk.getByRole('button', { name: /^Ship/ }).click()
    await dialog.getByRole('button', { name: 'Ship all' }).click()
    await state('Shipped')
    await desk.getByRole('button', { name: /^Deliver/ }).first().click()
    await state('Delivered')
    expect(await same()).toBe(true)
  })

  it('never told the dealer what things cost us', async () => {
    for (const url of [order.url, quote.url]) {
      await dealer.goto(url)
      await heading(dealer, /^(Order|Quote) /)
      expect(await dealer.locator('body').innerText()).not.toMatch(forbidden)
    }
    const answers = await Promise.all(heard)
    expect(answers.length).toBeGreaterThan(15)
    expect(answers.filter((answer) => forbidden.test(answer))).toEqual([])
  })

  it('is nothing to a rival', async () => {
    const rival = await stage.enter('owner@rival.example', new URL(quote.url).pathname)
    await heading(rival, 'There is no such record')
    await rival.goto(new URL(order.url).pathname)
    await heading(rival, 'There is no such record')
    for (const number of [quote.number, order.number]) {
      expect(await found(rival, number)).toEqual([])
      expect(await found(dealer, number)).toContain(number)
    }
  })

  it('wrote no error to any console', () => {
    expect(stage.faults.filter((fault) => !fault.includes('401'))).toEqual([])
  })
})
