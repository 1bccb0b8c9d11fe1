import type { TestServer } from '../support/server.ts'
import { type Find, type Spot, click, dialog, press, rare, until } from './spot.ts'
import type { Made } from './spots.ts'

export async function crmSpots(server: TestServer, find: Find, made: Made): Promise<Spot[]> {
  const spot = (name: string, path: string, more: Partial<Spot> = {}): Spot => ({ app: 'crm', name, path: `/crm${path}`, ...more })
  const [rep, manager, desk, finance] = ['rep@guanxi.example', 'manager@guanxi.example', 'desk@guanxi.example', 'finance@guanxi.example'] as const
  const draft = `/quotes/${await find('crm', 'quotes', '{ state: [Draft] }', { verb: 'edit', whom: rep })}`
  const pending = `/quotes/${await find('crm', 'quotes', '{ state: [PendingApproval] }', { verb: 'approve', whom: manager })}`
  const placed = `/orders/${await find('crm', 'orders', '{ state: [Placed] }', { verb: 'confirm', whom: desk })}`
  const toShip = `/orders/${await find('crm', 'orders', '{ state: [Confirmed] }', { verb: 'ship', whom: desk })}`
  const held = `/orders/${await find('crm', 'orders', '{ state: [OnHold] }', { whom: desk })}`
  const agreed = `/contacts/${await find('crm', 'contacts', '{ mayContact: { channel: EMAIL, purpose: MARKETING } }')}`
  const somebody = await find('crm', 'users', '{ search: "rep@guanxi.example" }')
  const contract = `/contracts/${await find('crm', 'contracts', '{ state: [Active] }', { verb: 'terminate' })}`, toSign = `/contracts/${await find('crm', 'contracts', '{ state: [Sent] }', { verb: 'sign' })}`
  const special = `/special-prices/${await find('crm', 'specialPrices', '{ state: [Submitted] }', { verb: 'approve' })}`
  const open = `/invoices/${await find('crm', 'invoices', '{ state: [Issued], kind: [INVOICE] }', { verb: 'credit', whom: finance })}`
  const model = `/models/${await find('crm', 'productModels')}`
  const { data: { contractTemplates: [template] } } = await server.gql('crm', await server.signIn('admin@guanxi.example'), '{ contractTemplates { id } }')
  const rights = `/access?tab=rights&person=${somebody}~Somebody`
  return [
    spot('work', '', { main: true, as: manager }), spot('a quote in draft', draft, { main: true, as: rep }), spot('accounts', '/accounts', { main: true }),
    spot('sign in', '/sign-in', { as: null }), spot('nowhere', '/nowhere'), spot('no such quote', '/quotes/00000000-0000-7000-8000-000000000000'), spot('nothing matches', '/accounts?q=qqqqqq'),

    spot('an account', `/accounts/${await find('crm', 'accounts')}`), spot('contacts', '/contacts'), spot('a contact', `/contacts/${await find('crm', 'contacts')}`), spot('somebody to be left alone', `/contacts/${await find('crm', 'contacts', '{ doNotContact: true }')}`),
    spot('a consent', agreed, { open: dialog(async (page) => page.locator('td button').first().click()) }), spot('erasing', agreed, { open: dialog(rare('erasure.erase')) }), spot('partners', '/partners'), spot('a partner', `/partners/${await find('crm', 'partners')}`),

    spot('quotes', '/quotes'), spot('a quote that waits', pending, { as: manager }), spot('an accepted quote', `/quotes/${await find('crm', 'quotes', '{ state: [Accepted] }')}`),
    spot('approvals', '/approvals', { as: manager }), spot('absences', '/absences', { as: manager }), spot('approval rules', '/approval-rules'), spot('approving', pending, { as: manager, open: dialog(press('a')) }),
    spot('a new rule', '/approval-rules', { as: finance, open: dialog(press('n')) }), spot('an absence', '/absences', { as: manager, open: dialog(press('n')) }),
    spot('special prices', '/special-prices'), spot('a special price', special), spot('granting a special price', special, { open: dialog(press('a')) }),
    spot('contracts', '/contracts'), spot('a contract', contract), spot('signing', toSign, { open: dialog(click('contracts.verbs.sign')) }), spot('ending a contract', contract, { open: dialog(rare('contracts.verbs.terminate')) }),
    spot('contract templates', '/contract-templates'), spot('a contract template', `/contract-templates/${template.id}`), spot('the letterhead', '/letterhead'),

    spot('orders', '/orders'), spot('the order desk', '/desk', { as: desk }), spot('an order to confirm', placed, { as: desk }), spot('a held order', held, { as: desk }), spot('a shipped order', `/orders/${await find('crm', 'orders', '{ state: [Shipped, Delivered, Closed] }')}`),
    spot('changes of orders', '/order-changes', { as: desk }), spot('returns', '/returns', { as: desk }), spot('credit rules', '/credit-rules', { as: finance }),
    spot('shipping', toShip, { as: desk, open: dialog(press('s')) }), spot('holding', placed, { as: desk, open: dialog(press('h')) }),

    spot('products', '/products'), spot('a product', `/products/${await find('crm', 'products', '{ search: "VMC-850" }')}`), spot('supplies', '/supplies', { as: desk }),
    spot('models', '/models'), spot('a model', model), spot('rules of a model', model, { open: until(async (page, say) => page.getByRole('tab', { name: say('models.rules') }).click(), '[role=tabpanel]:visible') }),
    spot('configurations', '/configurations'), spot('a configuration', `/configurations/${await find('crm', 'configurations')}`),
    spot('price lists', '/price-lists'), spot('a price list', `/price-lists/${made.priceList}`), spot('changing many prices', `/price-lists/${made.priceList}`, { open: dialog(click('prices.massChange')) }),
    spot('price changes', '/price-changes'), spot('a price change', `/price-changes/${made.priceChange}`),
    spot('promotions', '/promotions'), spot('a promotion', `/promotions/${await find('crm', 'promotions', '{ state: [Active] }')}`), spot('a new promotion', '/promotions/new'),

    spot('invoices', '/invoices'), spot('an invoice', open, { as: finance }), spot('crediting', open, { as: finance, open: dialog(click('invoices.credit')) }),
    spot('payments', '/payments', { as: finance }), spot('a payment', `/payments/${await find('crm', 'payments', '{}', { whom: finance })}`, { as: finance }), spot('the bank', '/bank', { as: finance }), spot('a statement to read', '/bank', { as: finance, open: dialog(press('n')) }), spot('reminders', '/dunning', { as: finance }),
    spot('rates', '/rates'), spot('tax rules', '/tax-rules'), spot('a new tax rule', '/tax-rules', { open: dialog(press('n')) }),

    spot('users', '/users'), spot('API keys', '/api-keys'), spot('a new key', '/api-keys', { open: dialog(click('apiKeys.new')) }), spot('webhooks', '/webhooks'), spot('a webhook', `/webhooks/${made.crmWebhook}`), spot('a new webhook', '/webhooks', { open: dialog(press('n')) }), spot('jobs', '/jobs'), spot('exports', '/exports'), spot('the trail', '/audit'),
    spot('the matrix', '/access'), spot('rights of a person', rights), spot('who sees a quote', `/access?tab=record&record=Quote~${pending.split('/').at(-1)!}~Quote&person=${somebody}~Somebody`), spot('looking on', rights, { open: dialog(click('viewAs.do')) }),
    spot('security', '/security'), spot('a second factor', '/security', { open: dialog(click('security.setUp')) }),
    spot('the palette', '/accounts', { open: until(press('Control+k'), '.mantine-Spotlight-body, .mantine-Spotlight-search') }), spot('the keys', '/quotes', { open: dialog(press('?')) }),
    spot('a new account', '/accounts', { as: manager, open: dialog(press('n')) }), spot('a new quote', '/quotes', { as: manager, open: dialog(press('n')) }),
    spot('filters', '/quotes', { open: dialog(click('grid.filter')) }), spot('columns', '/orders', { open: dialog(click('grid.columns')) }),
    spot('signed out', '/quotes', { as: 'analyst@guanxi.example', open: dialog(async (page) => { await page.context().clearCookies(); await page.keyboard.press('g'); await page.keyboard.press('o') }) }),
  ]
}
