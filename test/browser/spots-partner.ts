import type { TestServer } from '../support/server.ts'
import { type Find, type Spot, click, dialog, press, until } from './spot.ts'
import type { Made } from './spots.ts'

export async function partnerSpots(server: TestServer, find: Find, made: Made): Promise<Spot[]> {
  const spot = (name: string, path: string, more: Partial<Spot> = {}): Spot => ({ app: 'partner', name, path: `/partner${path}`, ...more })
  const buyer = 'buyer@northstar.example'
  const presented = `/quotes/${await find('partner', 'quotes', '{ state: [Presented] }', { verb: 'accept' })}`
  const several = `/quotes/${await find('partner', 'quotes', '{ state: [Presented] }', { fields: 'versions { id }', where: ({ versions }) => versions.length > 1 })}`
  const product = `/catalogue/${await find('partner', 'products', '{ search: "CH-305" }')}`
  const changing = `/orders/${await find('partner', 'orders', '{}', { verb: 'requestOrderChange' })}`, returning = `/orders/${await find('partner', 'orders', '{}', { verb: 'requestReturn' })}`
  const model = `/configure/${await find('partner', 'productModels')}`
  const { data: known } = await server.gql('partner', await server.signIn('owner@northstar.example'), '{ contacts(first: 1) { nodes { accounts { id } } } }')
  return [
    spot('home', '', { main: true }), spot('the catalogue', '/catalogue', { main: true }), spot('a presented quote', presented, { main: true }),
    spot('sign in', '/sign-in', { as: null }), spot('nowhere', '/nowhere'), spot('nothing matches', '/catalogue?q=qqqqqq'), spot('a buyer at home', '', { as: buyer }),

    spot('a product', product), spot('why this price', product, { open: dialog(click('price.why')) }), spot('promotions', '/promotions'),
    spot('what can be configured', '/configure'), spot('configuring', model), spot('a saved configuration', `${model}?saved=${await find('partner', 'configurations')}`),
    spot('special prices', '/special-prices'), spot('a special price', `/special-prices/${await find('partner', 'specialPrices')}`), spot('asking for a special price', '/special-prices', { open: dialog(click('specials.ask')) }),
    spot('the cart', '', { open: dialog(press('c')) }), spot('ordering', '/catalogue', { open: dialog(click('cart.placeOrder')) }), spot('requesting', '/catalogue', { open: dialog(click('cart.requestQuote')) }),

    spot('quotes', '/quotes?view=all'), spot('accepting', presented, { open: dialog(click('quotes.accept')) }), spot('declining', presented, { open: dialog(click('quotes.decline')) }), spot('comparing versions', several, { open: dialog(click('compare.open')) }),
    spot('orders', '/orders?view=all'), spot('an order', `/orders/${await find('partner', 'orders', '{ state: [Shipped, Delivered, Closed] }')}`), spot('a sub-dealer’s order', `/orders/${await find('partner', 'orders', '{ search: "O-SUB" }')}`),
    spot('changes of orders', '/order-changes'), spot('returns', '/returns'), spot('asking for a change', changing, { open: dialog(click('orderDesk.askChange')) }), spot('asking for a return', returning, { open: dialog(click('orderDesk.askReturn')) }),
    spot('invoices', '/invoices?view=all'), spot('an invoice', `/invoices/${await find('partner', 'invoices')}`), spot('the balance', '/balance'), spot('a buyer without the balance', '/balance', { as: buyer }),
    spot('contracts', '/contracts'), spot('a contract', `/contracts/${await find('partner', 'contracts')}`),

    spot('accounts', '/accounts'), spot('an account', `/accounts/${await find('partner', 'accounts')}`), spot('a new account', '/accounts', { open: dialog(click('accounts.new')) }),
    spot('privacy of a contact', `/accounts/${known.contacts.nodes[0].accounts[0].id}`, { open: dialog(async (page, say) => page.getByTitle(say('privacy.title')).first().click()) }),
    spot('people', '/people'), spot('a new person', '/people', { open: dialog(click('people.new')) }), spot('API keys', '/api-keys'), spot('a new key', '/api-keys', { open: dialog(click('keysPage.new')) }),
    spot('webhooks', '/webhooks'), spot('a webhook', `/webhooks/${made.partnerWebhook}`), spot('a new webhook', '/webhooks', { open: dialog(click('webhooks.new')) }),
    spot('security', '/security'), spot('changing the password', '/security', { open: dialog(click('password.change')) }),
    spot('the palette', '', { open: until(press('Control+k'), '.mantine-Spotlight-body, .mantine-Spotlight-search') }), spot('the keys', '', { open: dialog(press('?')) }),
  ]
}
