import type { Page } from 'playwright-core'

/** What runs in the page before anything of the app: notes when there are rows, how long the main thread was busy, and waits after inputs. */
const clock = () => {
  const now = () => performance.now()
  const long: { start: number; end: number }[] = []
  new PerformanceObserver((list) => { for (const { startTime, duration } of list.getEntries()) long.push({ start: startTime, end: startTime + duration }) }).observe({ type: 'longtask', buffered: true })
  /** Asked at every frame, as that is when somebody could see it. */
  const when = (ready: string, from: () => number | undefined) => new Promise<number>((resolve, reject) => {
    const holds = new Function(`return ${ready}`) as () => unknown, begun = now()
    const look = () => {
      const start = from()
      if (start !== undefined && holds()) return requestAnimationFrame(() => setTimeout(() => resolve(now() - start)))
      if (now() - begun > 20_000) return reject(new Error(`never: ${ready}`))
      requestAnimationFrame(look)
    }
    look()
  })
  /** Until the main thread was idle for a while: a task over 50 ms that begins before counts. */
  const idle = (after: number) => new Promise<number>((resolve) => {
    const look = () => {
      const last = long.at(-1)?.end ?? 0
      if (now() - Math.max(last, after) > 300) resolve(Math.max(last, after))
      else setTimeout(look, 50)
    }
    look()
  })
  Object.assign(window, {
    bench: {
      async load(ready: string) {
        const rows = await when(ready, () => 0)
        return { rows, interactive: await idle(rows) }
      },
      /** The wait after the next input. */
      arm(ready: string) {
        let input: number | undefined
        const note = (event: Event) => { input ??= event.timeStamp }
        for (const kind of ['pointerdown', 'keydown', 'wheel']) addEventListener(kind, note, { capture: true, once: true, passive: true })
        const waited = when(ready, () => input)
        Object.assign(window, { waited })
      },
    },
  })
}

type Clock = { bench: { load(ready: string): Promise<{ rows: number; interactive: number }>; arm(ready: string): void }; waited: Promise<number> }

export async function install(page: Page): Promise<void> {
  // what the loader of the sources puts around named functions
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.addInitScript(clock)
}
export const load = (page: Page, ready: string) => page.evaluate((text) => (window as unknown as Clock).bench.load(text), ready)

/** Milliseconds from an input to the frame that shows what it asked for; `ready` is an expression of the page's. */
export async function waitAfter(page: Page, act: () => Promise<void>, ready: string): Promise<number> {
  await page.evaluate((text) => (window as unknown as Clock).bench.arm(text), ready)
  await act()
  return page.evaluate(() => (window as unknown as Clock).waited)
}

/** What was transferred of scripts and styles, in bytes. */
export const transferred = (page: Page): Promise<number> => page.evaluate(() => (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(({ name }) => /\.(js|css)$/.test(name)).reduce((sum, { transferSize }) => sum + transferSize, 0))
