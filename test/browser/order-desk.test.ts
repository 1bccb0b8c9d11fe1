import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Cast } from '../api/acting.ts'
import { inspect } from './inspect.ts'
import { heading, says } from './pages.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

/** After an order was placed: the board, a dealer's change, shipments in parts, a return and its credit note; then what is held for the credit, and what a manager has to agree to. Each test continues where the one before ended. */
describe('the order desk', () => {
  let stage: Stage, cast: Cast, desk: Page, dealer: Page
  let order: { id: string; number: string }
  const card = (number: string) => desk.locator('[data-order]').filter({ hasText: number })
  const column = (name: string) => desk.getByRole('region', { name, exact: true })

  beforeAll(async () => {
    stage = await openStage()
    cast = new Cast(stage.server)
    await cast.rows('update stock set on_hand = on_hand + 500')
    await cast.rows('update partner_terms set credit_limit = null')
    order = (await cast.rows(`select o.id, o.number from sales_order o join partner p on p.id = o.partner_id where p.code = 'NST' and o.state = 'Placed' and not exists (select 1 from order_change c where c.order_id = o.id) order by o.number limit 1`))[0]!
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
  })

  it('finance says how far beyond the credit a manager may go, and with whom being late is put up', async () => {
    const finance = await stage.enter('finance@guanxi.example', '/crm/credit-rules')
    await finance.getByLabel('Days overdue that are put up with').fill('365')
    const most = finance.getByRole('group', { name: 'Manager', exact: true }).getByLabel('At most, in USD')
    await most.fill('fifty')
    await finance.getByRole('button', { name: 'Save' }).click()
    await finance.locator('[aria-invalid=true]').first().waitFor()
    expect(await inspect(finance)).toEqual([])
    await most.fill('50')
    await finance.getByRole('button', { name: 'Save' }).click()
    await says(finance, 'Saved')
    expect(await cast.rows(`select overdue_days, releases -> 'manager' ->> 'USD' as manager from credit_setting`)).toEqual([{ overdue_days: 365, manager: '50' }])
    await finance.context().close()
  })

  it('an order beyond the credit is held when it is confirmed; who may not answer for so much is told, who may releases it', async () => {
    const [product] = await cast.products(1, 50), id = await cast.order([{ productId: product!.id, quantity: 2 }])
    const limit = (amount: number | null) => cast.rows('update partner_terms set credit_limit = ? where partner_id = (select partner_id from sales_order where id = ?)', [amount, id])
    await limit(0)
    const { order: { creditCheck } } = await cast.read('desk@guanxi.example', `{ order(id: "${id}") { creditCheck { over } } }`)
    await limit(Number(creditCheck.over) - 100)
    const state = async () => (await cast.rows('select o.state, h.kind, h.release_reason as reason from sales_order o left join order_hold h on h.order_id = o.id where o.id = ?', [id]))[0]
    await desk.goto(`/crm/orders/${id}`)
    await says(desk, /^Will be held: .*100 over the credit limit/)
    await desk.locator('form').getByRole('button', { name: 'Confirm' }).click()
    await says(desk, 'Finance or a manager may release it')
    expect(await desk.getByRole('button', { name: 'Release' }).count()).toBe(0)
    expect(await state()).toMatchObject({ state: 'OnHold', kind: 'CREDIT' })
    await dealer.goto(`/partner/orders/${id}`)
    await says(dealer, 'Your order exceeds your credit limit')
    expect(await inspect(dealer)).toEqual([])

    const manager = await stage.enter('manager@guanxi.example', `/crm/orders/${id}`)
    const release = async (page: Page) => {
      await page.getByRole('button', { name: 'Release' }).first().click()
      await page.getByRole('dialog').getByRole('textbox').fill('They have paid by cheque')
      await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click()
    }
    await release(manager)
    await says(manager, /exceeds the credit by .*100.*; you may release up to .*50/)
    expect(await state()).toMatchObject({ state: 'OnHold', reason: null })
    const finance = await stage.enter('finance@guanxi.example', `/crm/orders/${id}`)
    await release(finance)
    await says(desk, 'Beyond the credit, and released')
    expect(await state()).toEqual({ state: 'Placed', kind: 'CREDIT', reason: 'They have paid by cheque' })
    await desk.locator('form').getByRole('button', { name: 'Confirm' }).click()
    await dealer.locator('h1 + span', { hasText: 'Confirmed' }).waitFor()
    await limit(null)
    for (const page of [manager, finance]) await page.context().close()
  })

  it('a change that the rules ask about waits for a manager, of which its dealer sees nothing, and is applied then', async () => {
    const [product, other] = await cast.products(2, 50), id = await cast.order([{ productId: product!.id, quantity: 2 }])
    // what is added has become dear to us
    await cast.rows('update product_cost set cost = 1000000 where product_id = ?', [other!.id])
    await dealer.goto(`/partner/orders/${id}`)
    await dealer.getByRole('button', { name: 'Ask for a change' }).click()
    const dialog = dealer.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Add a product' }).or(dialog.getByLabel('Add a product')).first().fill(other!.sku)
    await dealer.getByRole('option', { name: new RegExp(`^${other!.sku} `) }).click()
    await dialog.getByLabel('Reason').fill('One more for the school')
    await dialog.getByRole('button', { name: 'Review' }).click()
    await dialog.getByRole('cell', { name: 'new' }).or(dialog.getByText(other!.sku)).first().waitFor()
    expect(await inspect(dealer)).toEqual([])
    await dialog.getByRole('button', { name: 'Send' }).click()
    await dialog.waitFor({ state: 'detached' })
    await desk.goto(`/crm/orders/${id}`)
    await desk.getByRole('button', { name: 'Apply' }).click()
    await says(desk, 'The rules ask for approval: a manager decides')
    expect(await desk.getByRole('button', { name: 'Approve' }).count()).toBe(0)
    await dealer.reload()
    await says(dealer, 'Submitted')
    expect(await dealer.getByText('Pending approval').count()).toBe(0)

    const [{ number }] = await cast.rows('select number from sales_order where id = ?', [id])
    const manager = await stage.enter('manager@guanxi.example', '/crm/order-changes?view=approval', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
    await manager.getByRole('link', { name: number }).first().click()
    await says(manager, /margin/i)
    await manager.getByRole('button', { name: 'Approve' }).click()
    await says(manager, 'Approved')
    expect(await inspect(manager)).toEqual([])
    await desk.getByRole('button', { name: 'Apply' }).click()
    await says(dealer, 'Applied')
    expect(await cast.rows('select p.sku, l.quantity from order_line l join product p on p.id = l.product_id where l.order_id = ? order by l.position', [id])).toEqual([{ sku: product!.sku, quantity: 2 }, { sku: other!.sku, quantity: 1 }])
    await manager.context().close()
    expect(stage.faults).toEqual([])
  })
})
