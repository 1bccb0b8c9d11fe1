import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { demoPassword } from '../support/server.ts'
import { patience } from './stage.ts'

export async function signIn(page: Page, email: string, password = demoPassword): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Waits until the page's heading is this, and says what it is. */
export async function heading(page: Page, text: string | RegExp): Promise<string> {
  const found = page.getByRole('heading', { level: 1, name: text })
  await found.waitFor()
  return found.innerText()
}

/** Waits for a state, or whatever else the page says somewhere. */
export const says = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor()

/** Waits until nothing on the page is still being loaded or announced as such. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await expect.poll(() => page.locator('.mantine-Skeleton-root, [aria-busy=true]').count(), { timeout: patience }).toBe(0)
}

/** Opens what one of several links leads to, once nothing moves any more, and says which. */
export async function openLink(page: Page, name: RegExp, nth: number): Promise<string> {
  const links = page.getByRole('link', { name }), first = () => links.first().boundingBox()
  await expect.poll(async () => { const before = await first(); await page.waitForTimeout(120); return (await first())?.y === before?.y }, { timeout: patience }).toBe(true)
  const told = await links.nth(nth).innerText()
  await page.getByRole('link', { name: told, exact: true }).click()
  await heading(page, new RegExp(told))
  await settled(page)
  return told
}

/** What the palette finds for a number. */
export async function found(page: Page, text: string): Promise<string[]> {
  await page.keyboard.press('Control+k')
  const [answer] = await Promise.all([
    page.waitForResponse((response) => !!response.request().postData()?.includes('"operationName":"Search"')),
    page.getByPlaceholder('Find records or run an action…').fill(text),
  ])
  const { data } = (await answer.json()) as { data: { search: { title: string }[] } }
  await (data.search.length > 0 ? page.getByRole('option').or(page.getByRole('button')).filter({ hasText: data.search[0]!.title }).first() : page.getByText('Nothing found')).waitFor()
  await page.keyboard.press('Escape')
  return data.search.map(({ title }) => title)
}

/** Marks the page; the answer tells whether it is still the same, not loaded anew. */
export async function mark(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => { (window as { marked?: boolean }).marked = true })
  return () => page.evaluate(() => !!(window as { marked?: boolean }).marked)
}

/** Works through a quote in the editor by keyboard: the first line's quantity, one more line, the discount on the whole – until it is saved. */
export async function editQuote(page: Page, { firstQuantity, add: [sku, quantity], discount }: { firstQuantity: number; add: [sku: string, quantity: number]; discount: number }): Promise<void> {
  const first = page.locator('[data-cell="0:0"]')
  await page.locator('[data-cell="0:0"][data-editable]').waitFor()
  const lines = await page.locator('[data-cell$=":0"]').count()
  await first.focus()
  await page.keyboard.type(String(firstQuantity))
  await page.keyboard.press('Enter')
  await expect.poll(() => first.innerText(), { timeout: patience }).toBe(String(firstQuantity))
  await page.locator(`[data-cell="${lines - 1}:0"]`).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.type(sku)
  await page.getByRole('option').filter({ hasText: sku }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.locator(`[data-cell="${lines}:0"] input`).waitFor()
  await page.keyboard.type(String(quantity))
  await page.keyboard.press('Enter')
  await page.getByLabel('Discount on the whole').fill(String(discount))
  await page.keyboard.press('Tab')
  await page.getByRole('status').filter({ hasText: /^Saved$/ }).waitFor()
}
