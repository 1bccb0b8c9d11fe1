import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { heading, says, settled } from './pages.ts'
import { type Stage, keepPictures, openStage, patience } from './stage.ts'

let stage: Stage
beforeAll(async () => { stage = await openStage() })
afterAll(async () => { await stage?.close() })
keepPictures(() => stage)

const admin = 'admin@guanxi.example'
const banner = (page: Page) => page.getByRole('complementary', { name: 'Looking on as somebody else' })

async function person(page: Page, email: string): Promise<{ id: string; name: string }> {
  const answer = await page.request.post('/graphql/crm', { headers: { 'x-csrf': '1' }, data: { query: `{ users(first: 1, filter: { search: "${email}" }) { nodes { id name } } }` } })
  return (await answer.json()).data.users.nodes[0] as { id: string; name: string }
}

/** From the access page to what somebody else sees. */
async function lookAs(page: Page, email: string): Promise<string> {
  const { id, name } = await person(page, email)
  await page.goto(`/crm/access?tab=rights&person=${encodeURIComponent(`${id}~${name}`)}`)
  await page.getByRole('button', { name: 'View as', exact: true }).click()
  await page.getByRole('textbox', { name: 'Why is this needed?' }).fill('They say that a price is missing')
  await page.getByRole('button', { name: 'Begin' }).click()
  await banner(page).waitFor()
  return name
}

describe.each([[1440, 900], [390, 844]])('at %i pixels', (width, height) => {
  test('an administrator sees the portal as a dealer, under a banner, and changes nothing', async () => {
    const page = await stage.enter(admin, '/crm', { viewport: { width, height } })
    const name = await lookAs(page, 'owner@northstar.example')
    await expect.poll(() => new URL(page.url()).pathname, { timeout: patience }).toBe('/partner')
    await says(page, /Northstar Machinery/)
    expect(await banner(page).innerText()).toMatch(new RegExp(`You see Guanxi as ${name}\\.\\s*(Read only\\. )?Nothing can be changed\\. Until .+\\.`))
    // it stays in view, over no part of the page, and nothing sticks out at the side
    await page.goto('/partner/catalogue')
    await settled(page)
    await page.mouse.wheel(0, 2000)
    const [box, head] = await Promise.all([banner(page).boundingBox(), page.locator('header').first().boundingBox()])
    expect([box!.y, Math.round(box!.width), head!.y >= box!.height]).toEqual([0, width, true])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)

    const before = await stage.server.database.databases.system.em.fork().getConnection().execute('select count(*)::int as lines from cart_line')
    await page.getByRole('button', { name: /^Add/ }).first().click()
    await says(page, 'You are looking on as somebody else')
    expect(await stage.server.database.databases.system.em.fork().getConnection().execute('select count(*)::int as lines from cart_line')).toEqual(before)

    await banner(page).getByRole('button', { name: 'End' }).click()
    await heading(page, 'My work')
    expect(await banner(page).count()).toBe(0)
    await page.context().close()
  })
})

test('in the CRM, the look takes the place of the own session until it ends by itself', async () => {
  const page = await stage.enter(admin, '/crm')
  const name = await lookAs(page, 'rep@guanxi.example')
  expect(await page.getByRole('link', { name: 'Access' }).count()).toBe(0)
  await stage.server.database.databases.system.em.fork().getConnection().execute(`update view_as set expires_at = now() - interval '1 second'`)
  // the page comes while what was asked ahead of the click is under way
  await page.route('**/graphql/crm', async (route) => { await delay(500); await route.continue() })
  await page.getByRole('link', { name: 'Orders' }).first().click()
  // back as oneself: on the first page, or where the click led meanwhile
  await page.getByRole('link', { name: 'Access' }).waitFor()
  expect([await banner(page).count(), name.length > 0]).toEqual([0, true])
  await page.context().close()
})

test('from a record to who sees it, and why somebody does not', async () => {
  const page = await stage.enter(admin, '/crm/quotes')
  await settled(page)
  await page.getByRole('link', { name: /^Q-RVL-/ }).first().click()
  await page.getByRole('button', { name: 'Who can see this?' }).click()
  await heading(page, 'Access')
  await says(page, 'The role opens all records of this kind (quote:read).')
  const { id, name } = await person(page, 'owner@northstar.example')
  const address = new URL(page.url())
  address.searchParams.set('person', `${id}~${name}`)
  await page.goto(address.toString())
  await says(page, `${name} can't see this record. It belongs to no organisation that ${name} may look into.`)
  const field = page.getByRole('combobox', { name: 'Field' })
  await field.fill('marginPercent')
  await page.getByRole('option', { name: 'marginPercent' }).click()
  await says(page, `The field marginPercent doesn't exist in ${name}'s app.`)
  await page.context().close()
})

test('nothing was written to the console as an error', () => {
  // what is refused while looking on is answered with a status that browsers note
  expect(stage.faults.filter((fault) => !/status of 4\d\d/.test(fault))).toEqual([])
})
