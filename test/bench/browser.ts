// npm run bench -- --browser: what people wait for in the two apps, in headless Chromium on the bench's company.
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { install, load, transferred, waitAfter } from './browser-clock.ts'
import { type Tour, tours } from './browser-steps.ts'
import { startGuanxi } from './child.ts'
import { built, type Program } from './contenders.ts'
import { openWorld, password, secret } from './database.ts'
import type { Result } from './measure.ts'
import { columns } from './report.ts'
import { people } from './seats.ts'
import { sizes } from './world.ts'

export interface BrowserOptions { scale: number; runs: number; program?: Program; folder?: string }

const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { errors { code } } }'
/** As long as a pointer rests on a link before the click, at least. */
const HOVER = 150

async function cookieOf(url: string, { app, viewer }: Tour): Promise<{ name: string; value: string; url: string }> {
  const { email } = people[viewer].all[0]!
  const response = await fetch(`${url}/graphql/${app}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf': '1' }, body: JSON.stringify({ query: signIn, variables: { input: { clientMutationId: crypto.randomUUID(), email, password } } }) })
  const [name, value] = response.headers.get('set-cookie')?.split(';')[0]?.split('=') ?? []
  if (!name || !value) throw new Error(`${email} could not sign in: ${await response.text()}`)
  return { name, value, url }
}

/** One person's way through an app, from an empty cache; adds what was waited for to `times`, in milliseconds. */
async function walk(browser: Browser, url: string, tour: Tour, cookie: { name: string; value: string; url: string }, add: (name: string, value: number) => void): Promise<void> {
  const context = await browser.newContext({ baseURL: url, locale: 'en-US', timezoneId: 'Asia/Taipei', viewport: { width: 1440, height: 900 } })
  context.setDefaultTimeout(20_000)
  await context.addCookies([cookie])
  const enter = async (): Promise<Page> => {
    const page = await context.newPage()
    await install(page)
    await page.goto(tour.list, { waitUntil: 'commit' })
    return page
  }
  const first = await enter(), cold = await load(first, tour.rows)
  add('list, cold cache', cold.rows)
  add('interactive, cold cache', cold.interactive)
  add('kB of scripts and styles', (await transferred(first)) / 1000)
  await first.close()
  const page = await enter(), warm = await load(page, tour.rows)
  add('list, loaded again', warm.rows)
  add('interactive, loaded again', warm.interactive)
  for (const { name, over, act, ready } of tour.steps) {
    if (over) await page.locator(over).first().hover()
    await page.waitForTimeout(HOVER)
    add(name, await waitAfter(page, () => act(page), ready))
    await page.waitForTimeout(HOVER)
  }
  await context.close()
}

const at = (values: number[], share: number) => values.sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))]!

/** Both apps, several times; answers in the form of the other results. */
export async function benchBrowser({ scale, runs, program = built, folder }: BrowserOptions, print: (line: string) => void): Promise<Result[]> {
  const world = await openWorld(scale, print, folder), results: Result[] = []
  const server = await startGuanxi(program.guanxi, { DATABASE_URL: world.adminUrl, GUANXI_SECRET: secret, GUANXI_DATA: path.join(os.tmpdir(), 'guanxi-bench') })
  const browser = await launchChromium()
  try {
    const url = `http://127.0.0.1:${server.port}`
    for (const tour of tours) {
      const cookie = await cookieOf(url, tour), times = new Map<string, number[]>()
      // the first walk warms the server
      for (let run = 0; run <= runs; run++) await walk(browser, url, tour, cookie, (name, value) => { if (run > 0) times.set(name, [...(times.get(name) ?? []), value]) })
      const found = [...times].map(([name, values]) => ({ operation: `browser ${tour.app}: ${name}`, contender: 'guanxi', concurrency: 1, p50_ms: Math.round(at(values, 0.5)), p95_ms: Math.round(at(values, 0.95)), per_second: 0, statements: 0, orders: sizes(scale).orders }))
      results.push(...found)
      print([`${tour.app}, as a ${tour.viewer}: milliseconds, ${runs} walks`, ...columns([['what', 'p50', 'p95'], ...found.map(({ operation, p50_ms, p95_ms }) => [operation.slice(operation.indexOf(':') + 2), String(p50_ms), String(p95_ms)])]), ''].join('\n'))
    }
    return results
  } finally {
    await browser.close()
    await server.stop()
    await world.stop()
  }
}
