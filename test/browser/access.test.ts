import { readdirSync } from 'node:fs'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Locale, inspect, locales, saying, shades } from './inspect.ts'
import { settled } from './pages.ts'
import type { Spot } from './spot.ts'
import { spots } from './spots.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

const apps = ['crm', 'partner'] as const
const browserLocale: Record<Locale, string> = { en: 'en-US', 'zh-Hant': 'zh-TW', 'zh-Hans': 'zh-CN' }
/** There are many pages, and a slow machine gets its time. */
const patient = 900_000
const administrator: Record<App, string> = { crm: 'admin@guanxi.example', partner: 'owner@northstar.example' }

let stage: Stage
let all: Spot[]
beforeAll(async () => {
  stage = await openStage()
  all = await spots(stage.server)
})
afterAll(() => stage?.close())
keepPictures(() => stage)

/** Has the computer change its theme, which every page follows at once. */
async function theme(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme })
  await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor()
}

/** Goes to each spot, each person in a browser of their own, and tells what it must not have; `another` looks at it in the other theme, too. */
async function look(chosen: Spot[], locale: Locale, { another = true, ...options }: BrowserContextOptions & { another?: boolean } = {}): Promise<string[]> {
  const pages = new Map<string | null, Page>()
  const found: string[] = []
  for (const { app, name, path, as = administrator[app], open } of chosen) {
    const told = (where: string, faults: string[]) => found.push(...faults.map((fault) => `${app}, ${name}${where}: ${fault}`))
    try {
      const settings = { locale: browserLocale[locale], ...options }
      const page = pages.get(as) ?? (as ? await stage.enter(as, path, settings) : await stage.visit(path, settings))
      if (pages.has(as)) await page.goto(path)
      pages.set(as, page)
      await settled(page)
      await open?.(page, saying(app, locale))
      told('', await inspect(page))
      if (!another) continue
      await theme(page, 'dark')
      told(', in the dark', await shades(page))
      await theme(page, 'light')
    } catch (error) {
      // the other pages are looked at all the same
      told('', [String(error).split('\n')[0]!])
    }
  }
  for (const page of pages.values()) await page.context().close()
  return found
}

it.each(apps)('every page of %s is among those that are looked at', (app) => {
  const pages = readdirSync(`portal/src/${app}/routes`).map((file) => file.replace(/(\.index)?\.tsx$/, '').replace(/^index$/, '').replaceAll('.', '/')).filter((page) => page !== '__root')
  const paths = all.filter((spot) => spot.app === app).map(({ path }) => path.replace(`/${app}`, '').replace(/\?.*/, '').slice(1))
  expect(pages.filter((page) => !paths.some((path) => new RegExp(`^${page.replaceAll('$id', '[0-9a-f-]{36}')}$`).test(path)))).toEqual([])
})

/** Each page in light and in dark, in one of the three languages, by turns; the main ones in all. */
describe.each(locales)('%s', (locale) => {
  it.each(apps)('%s is open to everyone', async (app) => {
    const chosen = all.filter((spot) => spot.app === app).filter((spot, index) => spot.main || index % locales.length === locales.indexOf(locale))
    expect(await look(chosen, locale)).toEqual([])
  }, patient)
})

describe('on a phone', () => {
  it.each(apps)('%s fits', async (app) => {
    const chosen = all.filter((spot) => spot.app === app && !spot.open)
    expect(await look(chosen, app === 'crm' ? 'en' : 'zh-Hant', { viewport: { width: 390, height: 780 }, hasTouch: true, colorScheme: 'dark', another: false })).toEqual([])
  }, patient)
})
