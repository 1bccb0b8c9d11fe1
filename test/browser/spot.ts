import type { Page } from 'playwright-core'
import type { TestServer } from '../support/server.ts'
import type { App } from './inspect.ts'

export interface Spot {
  app: App
  name: string
  path: string
  /** Who looks; the app's administrator when not said, nobody with null. */
  as?: string | null
  /** Brings something up over the page; `say` is the page's language. */
  open?: Opening
  /** Looked at in every language. */
  main?: true
}

export type Opening = (page: Page, say: (key: string) => string) => Promise<void>
export const press = (keys: string): Opening => async (page) => { await page.locator('main').focus(); await page.keyboard.press(keys) }
export const click = (...keys: string[]): Opening => async (page, say) => {
  for (const key of keys) await page.getByRole('button', { name: say(key) }).first().click()
}
/** What waits behind a page's dots. */
export const rare = (key: string): Opening => async (page, say) => { await click('more')(page, say); await page.getByRole('menuitem', { name: say(key) }).click() }
/** Opens, then waits until something is there. */
export const until = (open: Opening, selector: string): Opening => async (page, say) => { await open(page, say); await page.locator(selector).first().waitFor() }
export const dialog = (open: Opening): Opening => until(open, '[role=dialog]')

/** Finds a record that fits a filter and, when a verb or a condition is said, permits it to someone or fulfils it. */
export function finder(server: TestServer) {
  return async (app: App, root: string, filter = '{}', { verb, where, fields = '', whom = app === 'crm' ? 'admin@guanxi.example' : 'owner@northstar.example' }: { verb?: string; where?: (node: any) => boolean; fields?: string; whom?: string } = {}): Promise<string> => {
    const { data, errors } = await server.gql(app, await server.signIn(whom), `{ page: ${root}(first: 60, filter: ${filter}) { nodes { id ${verb ? 'actions' : ''} ${fields} } } }`)
    const found = (data?.page.nodes as { id: string; actions?: string[] }[] | undefined)?.find((node) => (!verb || node.actions!.includes(verb)) && (!where || where(node)))
    if (!found) throw new Error(`the demo has no ${root} ${filter} ${verb ?? where ?? ''}: ${JSON.stringify(errors)}`)
    return found.id
  }
}

export type Find = ReturnType<typeof finder>
