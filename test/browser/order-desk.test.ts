import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heading, says } from './pages.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

/** After an order was placed: the board, a dealer's change, shipments in parts, a return and its credit note. Each test continues where the one before ended. */
describe('the order desk', () => {
  let stage: Stage, desk: Page, dealer: Page
  let order: { id: string; number: string }
  const card = (number: string) => desk.locator('[data-order]').filter({ hasText: number })
  const column = (name: string) => desk.getByRole('region', { name, exact: true })

  beforeAll(async () => {
    stage = await openStage()
    const rows = async (sql: string) => stage.server.database.databases.system.em.fork().getConnection().execute(sql) as Promise<{ id: string; number: string }[]>
    await rows('update stock set on_hand = on_hand + 500')
    await rows('update partner_terms set credit_limit = null')
    order = (await rows(`select o.id, o.number from sales_order o join partner p on p.id = o.partner_id where p.code = 'NST' and o.state = 'Placed' and not exists (select 1 from order_change c where c.order_id = o.id) order by o.number limit 1`))[0]!
  })
  afterAll(() => stage?.close())
  keepPictures(() => stage)

  it('a dealer asks for another quantity, and sees how that would be before it goes off', async () => {
    dealer = await stage.enter('owner@northstar.example', `/partner/orders/${order.id}`)
    await dealer.getByRole('button', { name: 'Ask for a change' }).click()
    const dialog = dealer.getByRole('dialog')
    await dialog.getByLabel(/^Quantity of/).first().fill('2')
    await dialog.getByRole('button', { name: 'Review' }).click()
    await dialog.getByRole('columnheader', { name: 'After' }).waitFor()
    await dialog.getByRole('button', { name: 'Send' }).click()
    await says(dealer, 'Submitted')
  })

  it('the board shows it, finds it by its number, and is walked with the arrows', async () => {
    desk = await stage.enter('desk@guanxi.example', '/crm/desk')
    await card(order.number).getByText('Change pending').waitFor()
    await card(order.number).focus()
    await desk.keyboard.press('ArrowRight')
    expect(await desk.evaluate(() => document.activeElement?.closest('[data-column]')?.getAttribute('data-column'))).not.toBe('placed')
    await desk.getByRole('searchbox', { name: 'Search' }).fill(order.number)
    await expect.poll(() => desk.locator('[data-order]').count()).toBe(1)
    await card(order.number).focus()
    await desk.keyboard.press('Enter')
    await desk.getByRole('button', { name: 'Apply' }).click()
    await says(desk, 'Applied')
    await says(dealer, 'Applied')
  })

  it('is confirmed and shipped in part from the board, and the dealer can follow the parcel', async () => {
    await desk.goto(`/crm/desk?q=${order.number}`)
    await desk.getByRole('button', { name: `Confirm ${order.number}` }).click()
    await column('Confirmed').getByRole('link', { name: order.number }).waitFor()
    await desk.getByRole('button', { name: `Ship ${order.number}` }).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByLabel('Carrier').fill('DHL')
    await dialog.getByLabel('Tracking number').fill('JD014600')
    await dialog.getByLabel(/^Quantity of/).first().fill('1')
    await dialog.getByRole('button', { name: 'Ship part' }).click()
    await column('Partly shipped').getByRole('link', { name: order.number }).waitFor()
    expect(await dealer.getByRole('link', { name: 'Follow JD014600' }).getAttribute('href')).toContain('JD014600')
  })

  it('what has arrived is asked back, approved and received', async () => {
    await desk.goto(`/crm/orders/${order.id}`)
    await desk.getByRole('button', { name: /^Deliver/ }).first().click()
    await dealer.getByRole('button', { name: 'Ask for a return' }).click()
    const dialog = dealer.getByRole('dialog')
    await dialog.getByLabel(/^Quantity of/).first().fill('1')
    await dialog.getByRole('button', { name: 'Ask for a return' }).click()
    await desk.getByRole('button', { name: 'Approve' }).click()
    await desk.getByRole('button', { name: 'Receive' }).click()
    await desk.getByRole('dialog').getByRole('button', { name: 'Receive' }).click()
    await says(dealer, 'Received')
  })

  it('finance invoices what was shipped and credits what came back, which the dealer finds with its order', async () => {
    const finance = await stage.enter('finance@guanxi.example', `/crm/orders/${order.id}`)
    await finance.getByRole('button', { name: 'Invoice what was shipped' }).click()
    await finance.getByRole('button', { name: 'Issue' }).first().click()
    await heading(finance, /^Invoice INV-/)
    await finance.goto(`/crm/orders/${order.id}`)
    await finance.getByRole('button', { name: 'Credit', exact: true }).click()
    await finance.getByRole('dialog').getByRole('button', { name: 'Issue credit note' }).click()
    await finance.getByRole('link', { name: /^CN-/ }).first().waitFor()
    await finance.context().close()
    await dealer.reload()
    await dealer.getByRole('link', { name: /^CN-/ }).first().waitFor()
    expect(stage.faults).toEqual([])
  })
})
