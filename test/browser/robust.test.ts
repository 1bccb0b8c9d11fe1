import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLine } from './line.ts'
import { heading, settled, signIn } from './pages.ts'
import { type Stage, keepPictures, openStage, patience } from './stage.ts'

let stage: Stage
let quote: string
beforeAll(async () => {
  stage = await openStage()
  const { data } = await stage.server.gql('crm', await stage.server.signIn('rep@guanxi.example'), '{ quotes(first: 60, filter: { state: [Draft] }) { nodes { id actions } } }')
  quote = `/crm/quotes/${(data.quotes.nodes as { id: string; actions: string[] }[]).find(({ actions }) => actions.includes('edit'))!.id}`
})
afterAll(() => stage?.close())
keepPictures(() => stage)

/** Waits for the editor's word on what was typed. */
const saved = (page: Page, word = 'Saved') => page.getByRole('status').filter({ hasText: new RegExp(`^${word}$`) }).waitFor()
/** Types and waits until the server has it. */
const save = async (page: Page, field: Locator, text: string) => {
  await Promise.all([page.waitForResponse((response) => !!response.request().postData()?.includes('"operationName":"EditQuote"')), field.fill(text)])
  await saved(page)
}
const note = (page: Page) => page.getByLabel('Internal note')

describe('signing in again', () => {
  it('lets the editor go on saving, and hear of changes', async () => {
    const page = await stage.enter('rep@guanxi.example', quote)
    await note(page).waitFor()
    await page.context().clearCookies()
    await note(page).fill('Kept while signed out.')
    await page.getByRole('heading', { name: 'You have been signed out' }).waitFor()
    await signIn(page, 'rep@guanxi.example')
    await saved(page)
    expect(await note(page).inputValue()).toBe('Kept while signed out.')
    const other = await stage.enter('rep@guanxi.example', quote)
    await expect.poll(() => note(other).inputValue(), { timeout: patience }).toBe('Kept while signed out.')
    await save(other, note(other), 'From the other window.')
    await expect.poll(() => note(page).inputValue(), { timeout: patience }).toBe('From the other window.')
    await page.context().close()
    await other.context().close()
  })
})

describe('without a connection', () => {
  it('says so, keeps what was typed, and saves it once there is one', async () => {
    const line = await openLine(stage.server.url)
    const page = await stage.enter('rep@guanxi.example', quote, { baseURL: line.url })
    await note(page).waitFor()
    await settled(page)
    await line.cut()
    await note(page).fill('Typed without a connection.')
    await saved(page, 'Not saved')
    const message = page.getByRole('alert').filter({ hasText: 'No connection. Nothing is lost' })
    await message.waitFor()
    expect(await note(page).inputValue()).toBe('Typed without a connection.')
    await line.mend()
    await message.getByRole('button', { name: 'Try again' }).click()
    await saved(page)
    await page.reload()
    await expect.poll(() => note(page).inputValue(), { timeout: patience }).toBe('Typed without a connection.')
    await page.context().close()
    await line.close()
  })
})

describe('two windows on one quote', () => {
  it('keeps what the second typed, shows what the first changed, and saves what is chosen', async () => {
    const [first, second] = [await stage.enter('rep@guanxi.example', quote), await stage.enter('manager@guanxi.example', quote)]
    await note(first).waitFor()
    await note(second).waitFor()
    // the second's saving takes so long that the first is done before
    let release = () => {}
    const held = new Promise<void>((resolve) => { release = resolve })
    await second.route('**/graphql/crm', async (route) => {
      if (route.request().postData()?.includes('"operationName":"EditQuote"')) await held
      await route.continue()
    })
    await note(second).fill('What the second typed.')
    await saved(second, 'Saving…')
    await save(first, first.getByLabel('Discount on the whole'), '3.5')
    release()
    const conflict = second.getByRole('alert').filter({ hasText: 'Someone else changed this quote while you were typing' })
    await conflict.getByText(/3\.5/).waitFor()
    expect(await note(second).inputValue()).toBe('What the second typed.')
    await conflict.getByRole('button', { name: 'Save mine over it' }).click()
    await saved(second)
    expect(await conflict.count()).toBe(0)
    await expect.poll(() => note(first).inputValue(), { timeout: patience }).toBe('What the second typed.')
    await first.context().close()
    await second.context().close()
  })
})

describe('by keyboard', () => {
  let page: Page
  beforeAll(async () => {
    page = await stage.enter('manager@guanxi.example', '/crm')
    await heading(page, 'My work')
  })
  afterAll(() => page?.context().close())

  it('runs an action from the palette', async () => {
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Find records or run an action…').fill('price li')
    await page.getByText('Price lists').last().waitFor()
    await page.keyboard.press('Enter')
    await heading(page, 'Price lists')
    expect(new URL(page.url()).pathname).toBe('/crm/price-lists')
  })

  it('goes by sequences, and lists its keys', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await heading(page, 'Accounts')
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: 'Keyboard' })
    await help.getByText('New account').waitFor()
    expect(await help.getByRole('term').allInnerTexts()).toContain('Undo')
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'detached' })
  })

  it('moves through a grid, edits a cell, takes it back and opens a record', async () => {
    const cell = (row: number, column: number) => page.locator(`[data-cell="${row}:${column}"]`)
    await cell(0, 0).waitFor()
    await cell(0, 0).focus()
    await page.keyboard.press('ArrowDown')
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-cell'))
    await expect.poll(focused, { timeout: patience }).toBe('1:0')
    await page.keyboard.press('End')
    await expect.poll(focused, { timeout: patience }).toMatch(/^1:[1-9]/)
    await page.keyboard.press('Home')
    await expect.poll(focused, { timeout: patience }).toBe('1:0')

    const column = await page.getByRole('columnheader').allInnerTexts().then((names) => names.findIndex((name) => name.trim() === 'City') - 1)
    const row = Number((await page.locator(`[data-editable][data-cell$=":${column}"]`).first().getAttribute('data-cell'))!.split(':')[0])
    const before = await cell(row, column).innerText()
    await cell(row, column).focus()
    await page.keyboard.press('F2')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Tainan')
    await page.keyboard.press('Enter')
    await expect.poll(() => cell(row, column).innerText(), { timeout: patience }).toBe('Tainan')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => cell(row, column).innerText(), { timeout: patience }).toBe(before)

    const name = (await cell(1, 0).innerText()).trim()
    await cell(1, 0).focus()
    await page.keyboard.press('Enter')
    expect(await heading(page, name)).toBe(name)
  })
})
