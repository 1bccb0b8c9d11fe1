import { mkdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterEach } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type TestServer, appOf, startServer } from '../support/server.ts'

/** A slow machine gets its time; a fast one never waits, because every wait is for something. */
export const patience = 30_000

export interface Stage {
  server: TestServer
  browser: Browser
  /** A browser of one's own that is signed in already, at a place such as `/crm/quotes`. */
  enter(email: string, path?: string, options?: BrowserContextOptions): Promise<Page>
  /** A browser in which nobody is signed in. */
  visit(path: string, options?: BrowserContextOptions): Promise<Page>
  /** What went wrong on any page: exceptions, and what the browser wrote as an error. */
  faults: string[]
  close(): Promise<void>
}

/** What the apps may send where a server answers their own operations alone. */
const operations = () => new Set(['crm', 'partner'].flatMap((app) => Object.keys(JSON.parse(readFileSync(`dist/portal/operations/${app}.json`, 'utf8')) as object)))

/** The real server with the demo company, some of its settings others, and a browser. */
export async function openStage(settings: Parameters<typeof startServer>[1] = {}): Promise<Stage> {
  const server = await startServer(undefined, settings)
  const browser = await launchChromium()
  const faults: string[] = [], known = operations()

  async function open(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await browser.newContext({ baseURL: server.url, locale: 'en-US', timezoneId: 'Asia/Taipei', viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options })
    context.setDefaultTimeout(patience)
    context.on('request', (request) => {
      if (request.url().includes('/graphql/') && !known.has(request.postDataJSON()?.extensions?.persistedQuery?.sha256Hash as string)) faults.push(`not one of the app's operations: ${request.postData()}`)
    })
    context.on('weberror', (error) => faults.push(String(error.error())))
    // a busy server sends questions away, and the app asks again: what comes of that shows on the page
    context.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('status of 503')) faults.push(`${message.text()} (${message.location().url})`) })
    return context
  }
  async function visit(place: string, options?: BrowserContextOptions): Promise<Page> {
    const page = await (await open(options)).newPage()
    await page.goto(place)
    return page
  }
  return {
    server, browser, faults, visit,
    async enter(email, place = `/${appOf(email)}`, options) {
      const context = await open(options)
      const [name, value] = (await server.signIn(email)).split('=') as [string, string]
      await context.addCookies([{ name, value, url: server.url }])
      const page = await context.newPage()
      await page.goto(place)
      return page
    },
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

/** Keeps pictures of what was on the pages when a test failed, and says where. */
export function keepPictures(stage: () => Stage | undefined): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    const folder = path.join(os.tmpdir(), 'guanxi-browser')
    mkdirSync(folder, { recursive: true })
    const pages = stage()?.browser.contexts().flatMap((context) => context.pages()) ?? []
    for (const [index, page] of pages.entries()) await page.screenshot({ path: path.join(folder, `${task.name.replace(/\W+/g, '-').slice(0, 60)}-${index}.png`), timeout: 5000 }).catch(() => {})
    console.log(`Pictures are in ${folder}.`)
  })
}
