import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { patience } from './stage.ts'

export type App = 'crm' | 'partner'
export const locales = ['en', 'zh-Hant', 'zh-Hans'] as const
export type Locale = (typeof locales)[number]

type Texts = { [key: string]: string | Texts }
const texts = (locale: Locale, name: string): Texts => JSON.parse(readFileSync(`portal/locales/${locale}/${name}.json`, 'utf8')) as Texts
const lookUp = (from: Texts, key: string) => key.split('.').reduce<string | Texts | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), from)

/** The app's texts in a language, by key. */
export function saying(app: App, locale: Locale): (key: string) => string {
  const all = [texts(locale, app), texts(locale, 'shared')]
  return (key) => {
    const found = all.map((from) => lookUp(from, key)).find((text) => typeof text === 'string')
    if (found === undefined) throw new Error(`no text ${key} in ${locale}`)
    return found as string
  }
}

const roots = [...new Set(['crm', 'partner', 'shared'].flatMap((name) => Object.keys(texts('en', name))))]
// A file's name or an address also has dots, but does not begin as a key does.
const untranslated = `(?<![\\w@./:-])(?:${roots.join('|')})\\.[A-Za-z][\\w.]*\\w(?![\\w@])`

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

interface Violation { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }
type Axe = { run(context: Document, options: object): Promise<{ violations: Violation[] }> }

/** Violations of the rules, once nothing on the page changes its colour any more: a shade half-way through is nobody's. */
async function violations(page: Page, runOnly: { type: 'tag' | 'rule'; values: string[] }): Promise<string[]> {
  await page.waitForFunction(() => document.getAnimations().every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().iterations === Infinity), undefined, { timeout: patience })
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const found = await page.evaluate((only) => (window as unknown as { axe: Axe }).axe.run(document, { runOnly: only, resultTypes: ['violations'] }).then((run) => run.violations), runOnly)
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary = '' }) => `${id} at ${target.join(' ')}: ${failureSummary.split('\n')[1]?.trim() ?? ''}`))
}

/** What another theme may change: whether everything can be told from what is behind it. */
export const shades = (page: Page) => violations(page, { type: 'rule', values: ['color-contrast'] })

/** What a page must not have: violations of WCAG 2.2 AA, texts that are keys, no heading or two, a line that needs sideways scrolling. */
export async function inspect(page: Page): Promise<string[]> {
  const wrong = await violations(page, { type: 'tag', values: rules })
  const plain = await page.evaluate((pattern) => {
    const written = [...document.querySelectorAll('[aria-label], [placeholder], [title]')].flatMap((element) => ['aria-label', 'placeholder', 'title'].map((name) => element.getAttribute(name) ?? ''))
    const keys = [...`${document.body.innerText}\n${document.title}\n${written.join('\n')}`.matchAll(new RegExp(pattern, 'g'))].map(([key]) => `untranslated: ${key}`)
    const headings = [...document.querySelectorAll('h1')].filter((heading) => heading.checkVisibility()).length
    const { scrollWidth } = document.documentElement
    return [...new Set(keys), ...(headings === 1 ? [] : [`${headings} h1`]), ...(scrollWidth > innerWidth ? [`${scrollWidth} px wide in a window of ${innerWidth} px`] : [])]
  }, untranslated)
  return [...wrong, ...plain]
}
