import { afterAll, beforeAll, expect, test } from 'vitest'
import { heading, says, settled } from './pages.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

let stage: Stage
beforeAll(async () => { stage = await openStage() })
afterAll(async () => { await stage?.close() })
keepPictures(() => stage)

test.each([[1440, 900], [390, 844]])('a dealer configures a machine at %i × %i, is told why something does not fit, and saves it', async (width, height) => {
  const page = await stage.enter('seller@northstar.example', '/partner/configure', { viewport: { width, height } })
  const name = `Machine for ${width}`
  await page.getByRole('link', { name: /^Configure Vertical/ }).click()
  await heading(page, /VMC-1160/)
  await page.getByRole('button', { name: '24,000 rpm built-in' }).click()
  await page.getByRole('button', { name: /HSK-A63.*follows from your answers/ }).waitFor()
  await page.getByRole('button', { name: /BT50.*does not fit/ }).click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByRole('status').innerText()).toContain('Does not go with Spindle: 24,000 rpm built-in')
  await dialog.getByRole('button', { name: 'Choose anyway' }).click()
  await says(page, 'These answers gave way')
  expect(await page.getByRole('button', { name: 'BT50', exact: true }).getAttribute('aria-pressed')).toBe('true')
  await page.getByRole('button', { name: 'Complete for me' }).click()
  await page.getByText('Complete', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await heading(page, name)
  await page.goto('/partner/configure')
  await page.getByRole('link', { name, exact: true }).waitFor()
  await settled(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  expect(stage.faults).toEqual([])
})

test('a product manager reads rules in words, checks a model and tries it', async () => {
  const page = await stage.enter('product@guanxi.example', '/crm/models')
  await page.getByRole('link', { name: /VMC-1160/ }).click()
  await page.getByRole('tab', { name: /Rules/ }).click()
  await says(page, 'If Spindle: 6,000 rpm gear head, then Tool taper: BT50.')
  await page.getByRole('tab', { name: 'Check' }).click()
  await says(page, 'Every choice can be made')
  await page.getByRole('tab', { name: 'Test run' }).click()
  await says(page, 'Can be completed')
  expect(stage.faults).toEqual([])
})
