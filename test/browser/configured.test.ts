import { afterAll, beforeAll, expect, test } from 'vitest'
import { Cast } from '../api/acting.ts'
import { heading, settled } from './pages.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

let stage: Stage
beforeAll(async () => { stage = await openStage() })
afterAll(async () => { await stage?.close() })
keepPictures(() => stage)

test.each([[1440, 900], [390, 844]])('what a dealer configures at %i × %i is ordered from the cart, and the desk sees its parts and holds them', async (width, height) => {
  const page = await stage.enter('owner@northstar.example', '/partner/configure', { viewport: { width, height } })
  const name = `Line for ${width}`
  await page.getByRole('link', { name: /^Configure Vertical/ }).click()
  await heading(page, /VMC-1160/)
  await page.getByRole('button', { name: /^Coolant and chips/ }).click()
  await page.getByRole('button', { name: /^800 m³/ }).click()
  await page.getByRole('button', { name: 'Complete for me' }).click()
  await page.getByText('Complete', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Add to cart' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('button', { name: 'Save and add to cart' }).click()
  await heading(page, name)
  await page.goto('/partner/catalogue')
  if (width < 900) await page.getByRole('button', { name: 'View cart' }).click()
  else await page.getByRole('button', { name: /^Cart with/ }).click()
  const cart = page.getByRole('dialog').last()
  await cart.getByRole('link', { name }).waitFor()
  await cart.getByText(/^Built of \d+ parts/).first().click()
  await cart.getByText('VMC-1160', { exact: false }).first().waitFor()
  await cart.getByRole('button', { name: 'Place order' }).click()
  await page.getByRole('dialog').last().getByRole('button', { name: 'Place order' }).click()
  await heading(page, /Order/)
  await page.getByText(/^Built of \d+ parts/).click()
  await settled(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  const id = page.url().split('/').at(-1)!

  const desk = await stage.enter('desk@guanxi.example', `/crm/orders/${id}`, { viewport: { width, height } })
  await desk.getByText(name).waitFor()
  await desk.getByText(/^Built of \d+ parts/).click()
  await desk.getByRole('list', { name: 'Parts of one' }).waitFor()
  await desk.getByRole('button', { name: 'Confirm' }).first().click()
  await expect.poll(async () => (await stage.server.database.databases.system.em.fork().getConnection().execute(
    `select (select count(*)::int from jsonb_array_elements(l.parts) x where x ->> 'productId' is not null) as parts, (select count(distinct r.product_id)::int from reservation r where r.order_line_id = l.id and r.state = 'Held') as held from order_line l where l.order_id = ?`, [id]))[0],
  { timeout: 20_000 }).toSatisfy(({ parts, held }: { parts: number; held: number }) => parts > 1 && held === parts)
  expect(stage.faults).toEqual([])
})

test('a product manager makes a rule and a part out of menus', async () => {
  const page = await stage.enter('product@guanxi.example', '/crm/models')
  await page.getByRole('link', { name: /VMC-1160/ }).click()
  await page.getByRole('button', { name: 'New version' }).click()
  await page.getByRole('tab', { name: /^Rules/ }).click()
  await page.getByRole('button', { name: 'New rule' }).click()
  const dialog = page.getByRole('dialog'), pick = async (label: string, group: string, option: string) => {
    await dialog.getByRole('group', { name: group, exact: true }).last().getByLabel(label, { exact: true }).first().click()
    await page.getByRole('option', { name: option, exact: true }).filter({ visible: true }).click()
  }
  await pick('Option', 'When', 'Mist collector')
  await pick('Choice', 'When', '1,500 m³/h')
  await pick('Option', 'then it must be that', 'Filtration')
  await pick('Choice', 'then it must be that', 'Paper band, large')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('If Mist collector: 1,500 m³/h, then Filtration: Paper band, large.').waitFor()
  await page.getByRole('tab', { name: /^Parts/ }).click()
  await page.getByRole('button', { name: 'New part' }).click()
  await dialog.getByRole('textbox', { name: 'SKU of the product' }).fill('MC-800')
  await dialog.getByRole('checkbox', { name: 'only under a condition' }).check()
  await pick('Option', 'When', 'Mist collector')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: 'Check' }).click()
  await page.getByText(/Every choice can be made|Part that is never used|Can never be chosen/).first().waitFor()
  expect(stage.faults).toEqual([])
})

test("a representative configures a quote's machine anew on its page, at the buyer's prices", async () => {
  const cast = new Cast(stage.server), [found] = await cast.rows(`select c.id, c.partner_id as partner, p.id as product from configuration c join partner d on d.id = c.partner_id and d.code = 'NST', product p where p.sku = 'VMC-1160' order by c.name limit 1`)
  const { quote: { id } } = await cast.do('rep@guanxi.example', 'createQuote', { partnerId: found!.partner, lines: [{ productId: found!.product, quantity: 1, configurationId: found!.id }] }, 'quote { id }')
  const page = await stage.enter('rep@guanxi.example', `/crm/quotes/${id}`)
  await page.getByRole('button', { name: /Actions for/ }).first().click()
  await page.getByRole('menuitem', { name: 'Configure again' }).click()
  const dialog = page.getByRole('dialog', { name: 'Configure again' })
  await dialog.getByRole('combobox', { name: 'Language of screens and papers' }).or(dialog.getByLabel('Language of screens and papers')).first().click()
  await page.getByRole('option', { name: 'French', exact: true }).click()
  await dialog.getByText('Complete', { exact: true }).waitFor()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('For Québec')
  await dialog.getByRole('button', { name: 'Use it' }).click()
  await expect.poll(async () => (await cast.read('rep@guanxi.example', `{ quote(id: "${id}") { version { lines { description choices } } } }`)).quote.version.lines, { timeout: 20_000 }).toEqual([{ description: 'For Québec', choices: expect.arrayContaining(['Language of screens and papers: French']) }])
  expect(stage.faults).toEqual([])
})
