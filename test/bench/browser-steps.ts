import type { Page } from 'playwright-core'
import type { ViewerName } from './operation.ts'

/** One thing that somebody does on a page, and how the page shows that it is done. */
export interface Step { name: string; act(page: Page): Promise<void>; ready: string; /** Puts the pointer where the step will click, as people do a moment before. */ over?: string }
export interface Tour { app: 'crm' | 'partner'; viewer: ViewerName; list: string; rows: string; steps: Step[] }

const click = (name: string, selector: string, ready: string): Step => ({ name, over: selector, act: (page) => page.locator(selector).first().click(), ready })
const at = (path: string) => `location.pathname === '${path}'`
const below = (path: string) => `location.pathname.startsWith('${path}/')`
const heading = `!!document.querySelector('h1') && !document.querySelector('main .mantine-Skeleton-root')`
const back = (list: string, rows: string): Step => ({ name: 'back to the list', act: async (page) => { await page.keyboard.press('Alt'); await page.evaluate(() => history.back()) }, ready: `${at(list)} && ${rows}` })
const palette: Step[] = [
  { name: 'open the search', act: (page) => page.keyboard.press('Control+k'), ready: `!!document.querySelector('[placeholder^="Find records"]')` },
  { name: 'first hits of a search', act: async (page) => page.keyboard.insertText('Spindle').then(() => page.keyboard.press('End')), ready: `document.querySelectorAll('.mantine-Spotlight-action').length > 3` },
]
const grid = `!!document.querySelector('[role=grid] [role=row][aria-rowindex="2"]') && !document.querySelector('[role=grid][aria-busy=true]')`
const table = `!!document.querySelector('main table [role=row][aria-rowindex="2"]') && !document.querySelector('main table[data-waiting]')`
const cards = `!!document.querySelector('main li[aria-posinset="1"]') && !document.querySelector('main ul[aria-busy=true]')`
const scroll = (name: string, by: number, box: string, ready: string): Step => ({ name, act: async (page) => { await page.locator(box).first().hover(); await page.mouse.wheel(0, by) }, ready })

export const tours: Tour[] = [
  {
    app: 'crm', viewer: 'representative', list: '/crm/orders', rows: grid,
    steps: [
      click('open another list', 'nav a[href="/crm/accounts"]', `${at('/crm/accounts')} && ${grid}`),
      click('open a record', '[role=grid] a[href^="/crm/accounts/"]', `${below('/crm/accounts')} && ${heading}`),
      back('/crm/accounts', grid),
      click('a list that was open before', 'nav a[href="/crm/orders"]', `${at('/crm/orders')} && ${grid}`),
      click('sort', '[role=columnheader] button:has-text("Promise")', `location.search.includes('sort=promise') && ${grid}`),
      click('switch the view', '[role=tab][data-view=all]', `location.search.includes('view=all') && ${grid}`),
      scroll('the next page', 2400, '[role=grid]', `!!document.querySelector('[role=row][aria-rowindex="80"]')`),
      ...palette,
    ],
  },
  {
    app: 'partner', viewer: 'dealer', list: '/partner/orders', rows: table,
    steps: [
      click('open another list', 'header a[href="/partner/catalogue"]', `${at('/partner/catalogue')} && ${cards}`),
      click('open a record', 'main li a[href^="/partner/catalogue/"]', `${below('/partner/catalogue')} && ${heading}`),
      back('/partner/catalogue', cards),
      click('a list that was open before', 'header a[href="/partner/orders"]', `${at('/partner/orders')} && ${table}`),
      click('sort', 'thead button:has-text("Total")', `location.search.includes('by=TOTAL') && ${table}`),
      click('switch the view', 'main [role=group] button:has-text("Finished")', `location.search.includes('view=done') && ${table}`),
      scroll('the next page', 3300, 'main table', `!!document.querySelector('[role=row][aria-rowindex="70"]')`),
      ...palette,
    ],
  },
]
