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
  open?: (page: Page, say: (key: string) => string) => Promise<void>
  /** Looked at in every theme and language. */
  main?: true
}

type Opening = NonNullable<Spot['open']>
const press = (keys: string): Opening => async (page) => { await page.locator('main').focus(); await page.keyboard.press(keys) }
const click = (key: string, ...rest: string[]): Opening => async (page, say) => {
  for (const next of [key, ...rest]) await page.getByRole('button', { name: say(next) }).first().click()
}
/** Opens, then waits until something is there. */
const until = (open: Opening, selector: string): Opening => async (page, say) => { await open(page, say); await page.locator(selector).first().waitFor() }
const dialog = (open: Opening) => until(open, '[role=dialog]')

/** Finds a record that fits a filter and, when a verb is said, permits it to someone. */
function finder(server: TestServer) {
  return async (app: App, root: string, filter = '{}', verb?: string, whom = app === 'crm' ? 'admin@guanxi.example' : 'owner@northstar.example'): Promise<string> => {
    const { data, errors } = await server.gql(app, await server.signIn(whom), `{ page: ${root}(first: 60, filter: ${filter}) { nodes { id ${verb ? 'actions' : ''} } } }`)
    const found = (data?.page.nodes as { id: string; actions?: string[] }[] | undefined)?.find(({ actions }) => !verb || actions!.includes(verb))
    if (!found) throw new Error(`the demo has no ${root} ${filter} ${verb ?? ''}: ${JSON.stringify(errors)}`)
    return found.id
  }
}

export async function spots(server: TestServer): Promise<Spot[]> {
  const id = finder(server)
  const crm = (name: string, path: string, more: Partial<Spot> = {}): Spot => ({ app: 'crm', name, path: `/crm${path}`, ...more })
  const partner = (name: string, path: string, more: Partial<Spot> = {}): Spot => ({ app: 'partner', name, path: `/partner${path}`, ...more })
  const rep = 'rep@guanxi.example'
  const manager = 'manager@guanxi.example'
  const desk = 'desk@guanxi.example'
  const draft = `/quotes/${await id('crm', 'quotes', '{ state: [Draft] }', 'edit', rep)}`
  const pending = `/quotes/${await id('crm', 'quotes', '{ state: [PendingApproval] }', 'approve', manager)}`
  const placed = `/orders/${await id('crm', 'orders', '{ state: [Placed] }', 'confirm', desk)}`
  const toShip = `/orders/${await id('crm', 'orders', '{ state: [Confirmed] }', 'ship', desk)}`
  const account = `/accounts/${await id('crm', 'accounts')}`
  const alone = `/contacts/${await id('crm', 'contacts', '{ doNotContact: true }')}`, agreed = `/contacts/${await id('crm', 'contacts', '{ mayContact: { channel: EMAIL, purpose: MARKETING } }')}`
  const somebody = await id('crm', 'users', '{ search: "rep@guanxi.example" }')
  const presented = `/quotes/${await id('partner', 'quotes', '{ state: [Presented] }', 'accept')}`
  const product = `/catalogue/${await id('partner', 'products', '{ search: "CH-305" }')}`
  const mine = `/accounts/${await id('partner', 'accounts')}`
  const { data: known } = await server.gql('partner', await server.signIn('owner@northstar.example'), '{ contacts(first: 1) { nodes { accounts { id } } } }')
  return [
    crm('work', '', { main: true, as: manager }), crm('a quote in draft', draft, { main: true, as: rep }), crm('accounts', '/accounts', { main: true }),
    crm('sign in', '', { as: null }), crm('nowhere', '/nowhere'), crm('no such quote', '/quotes/00000000-0000-7000-8000-000000000000'),
    crm('an account', account), crm('contacts', '/contacts'), crm('a contact', `/contacts/${await id('crm', 'contacts')}`), crm('somebody to be left alone', alone), crm('a consent', agreed, { open: dialog(async (page) => page.locator('td button').first().click()) }), crm('erasing', agreed, { open: dialog(async (page, say) => { await click('more')(page, say); await page.getByRole('menuitem', { name: say('erasure.erase') }).click() }) }), crm('partners', '/partners'), crm('a partner', `/partners/${await id('crm', 'partners')}`),
    crm('quotes', '/quotes'), crm('a quote that waits', pending, { as: manager }), crm('an accepted quote', `/quotes/${await id('crm', 'quotes', '{ state: [Accepted] }')}`), crm('orders', '/orders'),
    crm('an order to confirm', placed, { as: desk }), crm('a shipped order', `/orders/${await id('crm', 'orders', '{ state: [Shipped, Delivered, Closed] }')}`), crm('nothing matches', '/accounts?q=qqqqqq'),
    crm('products', '/products'), crm('a product', `/products/${await id('crm', 'products', '{ search: "VMC-850" }')}`), crm('price lists', '/price-lists'), crm('promotions', '/promotions'),
    crm('price changes', '/price-changes'), crm('a new promotion', '/promotions/new'), crm('supplies', '/supplies', { as: desk }), crm('the order desk', '/desk', { as: desk }), crm('approvals', '/approvals', { as: manager }), crm('absences', '/absences', { as: manager }), crm('approval rules', '/approval-rules'),
    crm('contracts', '/contracts'), crm('a contract', `/contracts/${await id('crm', 'contracts')}`), crm('contract templates', '/contract-templates'), crm('the letterhead', '/letterhead'), crm('invoices', '/invoices'), crm('an invoice', `/invoices/${await id('crm', 'invoices')}`), crm('rates', '/rates'), crm('tax rules', '/tax-rules'),
    crm('users', '/users'), crm('API keys', '/api-keys'), crm('webhooks', '/webhooks'), crm('jobs', '/jobs'),
    crm('the matrix', '/access'), crm('rights of a person', `/access?tab=rights&person=${somebody}~Somebody`), crm('who sees a quote', `/access?tab=record&record=Quote~${pending.split('/').at(-1)!}~Quote&person=${somebody}~Somebody`),
    crm('looking on', `/access?tab=rights&person=${somebody}~Somebody`, { open: dialog(click('viewAs.do')) }), crm('security', '/security'), crm('a second factor', '/security', { open: dialog(click('security.setUp')) }),
    crm('the palette', '/accounts', { open: until(press('Control+k'), '.mantine-Spotlight-body, .mantine-Spotlight-search') }), crm('the keys', '/quotes', { open: dialog(press('?')) }),
    crm('a new account', '/accounts', { as: manager, open: dialog(press('n')) }), crm('a new quote', '/quotes', { as: manager, open: dialog(press('n')) }), crm('a new key', '/api-keys', { open: dialog(click('apiKeys.new')) }), crm('a new webhook', '/webhooks', { open: dialog(press('n')) }),
    crm('filters', '/quotes', { open: dialog(click('grid.filter')) }), crm('columns', '/orders', { open: dialog(click('grid.columns')) }),
    crm('approving', pending, { as: manager, open: dialog(press('a')) }), crm('shipping', toShip, { as: desk, open: dialog(press('s')) }), crm('signed out', '/quotes', { as: 'finance@guanxi.example', open: dialog(async (page) => { await page.context().clearCookies(); await page.keyboard.press('g'); await page.keyboard.press('o') }) }),
    crm('holding', placed, { as: desk, open: dialog(press('h')) }),

    partner('home', '', { main: true }), partner('the catalogue', '/catalogue', { main: true }), partner('a presented quote', presented, { main: true }),
    partner('sign in', '', { as: null }), partner('nowhere', '/nowhere'), partner('a product', product), partner('quotes', '/quotes?view=all'), partner('orders', '/orders?view=all'),
    partner('an order', `/orders/${await id('partner', 'orders', '{ state: [Shipped, Delivered, Closed] }')}`), partner('accounts', '/accounts'), partner('an account', mine), partner('people', '/people'), partner('API keys', '/api-keys'), partner('webhooks', '/webhooks'), partner('security', '/security'), partner('changing the password', '/security', { open: dialog(click('password.change')) }),
    partner('privacy of a contact', `/accounts/${known.contacts.nodes[0].accounts[0].id}`, { open: dialog(async (page, say) => page.getByTitle(say('privacy.title')).first().click()) }),
    partner('nothing matches', '/catalogue?q=qqqqqq'), partner('a buyer at home', '', { as: 'buyer@northstar.example' }),
    partner('the palette', '', { open: until(press('Control+k'), '.mantine-Spotlight-body, .mantine-Spotlight-search') }), partner('the keys', '', { open: dialog(press('?')) }),
    partner('why this price', product, { open: dialog(click('price.why')) }), partner('the cart', '', { open: dialog(press('c')) }), partner('accepting', presented, { open: dialog(click('quotes.accept')) }),
    partner('declining', presented, { open: dialog(click('quotes.decline')) }), partner('ordering', '/catalogue', { open: dialog(click('cart.placeOrder')) }), partner('requesting', '/catalogue', { open: dialog(click('cart.requestQuote')) }),
    partner('a new account', '/accounts', { open: dialog(click('accounts.new')) }), partner('a new person', '/people', { open: dialog(click('people.new')) }), partner('a new key', '/api-keys', { open: dialog(click('keysPage.new')) }), partner('a new webhook', '/webhooks', { open: dialog(click('webhooks.new')) }),
  ]
}

/** So that the cart's own dialogs have something to show. */
export async function fillCart(server: TestServer): Promise<void> {
  const input = { clientMutationId: crypto.randomUUID(), lines: [{ sku: 'CH-305', quantity: 2 }, { sku: 'DR-085-5D', quantity: 12 }] }
  await server.gql('partner', await server.signIn('owner@northstar.example'), 'mutation ($input: AddCartLinesInput!) { addCartLines(input: $input) { errors { code } } }', { input })
}
