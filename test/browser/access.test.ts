import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Locale, inspect, locales, saying } from './inspect.ts'
import { settled } from './pages.ts'
import { type Spot, fillCart, spots } from './spots.ts'
import { type Stage, keepPictures, openStage } from './stage.ts'

const schemes = ['light', 'dark'] as const
type Scheme = (typeof schemes)[number]
const combinations = schemes.flatMap((scheme) => locales.map((locale) => ({ scheme, locale })))
const browserLocale: Record<Locale, string> = { en: 'en-US', 'zh-Hant': 'zh-TW', 'zh-Hans': 'zh-CN' }
const administrator: Record<App, string> = { crm: 'admin@guanxi.example', partner: 'owner@northstar.example' }

let stage: Stage
let all: Spot[]
beforeAll(async () => {
  stage = await openStage()
  await fillCart(stage.server)
  all = await spots(stage.server)
})
afterAll(() => stage?.close())
keepPictures(() => stage)

/** Goes to each spot, each person in a browser of their own, and tells what it must not have. */
async function look(chosen: Spot[], { scheme, locale, options = {} }: { scheme: Scheme; locale: Locale; options?: BrowserContextOptions }): Promise<string[]> {
  const pages = new Map<string | null, Page>()
  const found: string[] = []
  for (const { app, name, path, as = administrator[app], open } of chosen) {
    const settings = { colorScheme: scheme, locale: browserLocale[locale], ...options }
    const page = pages.get(as) ?? (as ? await stage.enter(as, path, settings) : await stage.visit(path, settings))
    if (pages.has(as)) await page.goto(path)
    pages.set(as, page)
    await settled(page)
    await open?.(page, saying(app, locale))
    for (const fault of await inspect(page)) found.push(`${app}, ${name}: ${fault}`)
  }
  for (const page of pages.values()) await page.context().close()
  return found
}

/** Each page in one of the six combinations, by turns; the main ones in all. */
describe.each(combinations)('$scheme, $locale', (combination) => {
  const turn = combinations.indexOf(combination)
  it.each(['crm', 'partner'] as const)('%s is open to everyone', async (app) => {
    const chosen = all.filter((spot) => spot.app === app).filter((spot, index) => spot.main || index % combinations.length === turn)
    expect(await look(chosen, combination)).toEqual([])
  })
})

describe('on a phone', () => {
  const options = { viewport: { width: 390, height: 780 }, hasTouch: true }
  it.each(['crm', 'partner'] as const)('%s fits', async (app) => {
    const chosen = all.filter((spot) => spot.app === app && !spot.open)
    expect(await look(chosen, { scheme: 'light', locale: app === 'crm' ? 'en' : 'zh-Hant', options })).toEqual([])
  })
})
