import { type Scope, scopeOf } from '../../server/access/matrix.ts'
import type { Viewer } from '../../server/access/viewer.ts'
import type { Row, Tables } from './cast.ts'

/** Whether a row is a viewer's to see, said in plain TypeScript from the rulings: what the row policies are compared with. */
type Sees = (row: Row) => boolean
export type Seen = Record<string, Sees>
const everything: Sees = () => true

/** Whoever moves pieces sees what is held of them. */
const moves = ['stock:receive', 'supply:announce', 'supply:edit', 'supply:receive', 'supply:cancel', 'order:confirm', 'order:ship', 'order:cancel', 'order:repromise', 'orderChange:apply', 'return:receive']

interface World { viewer: Viewer; tables: Tables }
const scopeIn = ({ viewer: { data } }: World) => (permission: string): Scope | null => (data.keyPermissions && !data.keyPermissions.includes(permission) ? null : scopeOf(data.roles, permission))
const lookUp = (tables: Tables) => (table: string, id: unknown, key = 'id'): Row | undefined => tables[table]!.find((row) => row[key] === id)

/** Tables that a dealer's connection may not even name. */
export const closedToDealers = [
  'inbound_version', 'currency_rate', 'bank_statement', 'bank_line', 'dunning_level', 'dunning_setting', 'dunning_hold', 'dunning_run', 'dunning_letter', 'dunning_item', 'credit_setting', 'supply', 'reservation', 'product_cost', 'surcharge_cost', 'price_entry_cost', 'approval_rule', 'approval_rule_step', 'approval_delegation', 'partner_terms', 'account_standing', 'account_team_member', 'contact_note', 'quote_version_internal', 'quote_line_cost', 'quote_approval', 'quote_link', 'document_file', 'document_mail', 'contract_template', 'order_change_internal', 'promotion_budget', 'promotion_use', 'price_change', 'price_change_item', 'price_effect', 'price_effect_buyer', 'price_effect_line',
  'audit_entry', 'audit_block', 'person_key', 'territory', 'second_factor', 'recovery_code', 'sign_in_challenge', 'known_device', 'user_identity', 'rate_limit', 'credential', 'session', 'view_as', 'api_key_secret', 'password_link', 'mail', 'webhook_secret', 'webhook_outbox', 'import_step', 'import_reject', 'migration',
]
/** Tables that no person's connection may name; carts are the dealers' own. */
export const closedToStaff = ['person_key', 'second_factor', 'recovery_code', 'sign_in_challenge', 'known_device', 'user_identity', 'rate_limit', 'credential', 'session', 'view_as', 'api_key_secret', 'password_link', 'mail', 'webhook_secret', 'webhook_outbox', 'import_step', 'import_reject', 'migration', 'cart', 'cart_line']

export function seenByStaff(world: World): Seen {
  const { viewer, tables } = world, scope = scopeIn(world), find = lookUp(tables), me = viewer.userId
  const below = (id: unknown): boolean => id === me || tables.app_user!.some((person) => person.id === id && person.manager_id && below(person.manager_id))
  const reach = (permission: string, owner: unknown, partner: unknown): boolean => {
    // a key that may not read partners knows none to look after
    const of = scope('partner:read') === null ? undefined : find('partner', partner)
    switch (scope(permission)) {
      case 'all': return true
      case 'own': return owner === me || of?.representative_id === me
      case 'team': return (owner != null && below(owner)) || (of !== undefined && below(of.representative_id))
      case 'channel': return of?.channel_manager_id === me
      default: return false
    }
  }
  const holds = (permission: string) => () => scope(permission) !== null
  const account: Sees = (row) => reach('account:read', row.owner_id, row.partner_id) || tables.account_team_member!.some((member) => member.account_id === row.id && member.user_id === me)
  const contact: Sees = (row) => reach('contact:read', row.owner_id, row.partner_id)
  const partner: Sees = (row) => reach('partner:read', row.representative_id, row.id)
  // who stands in for somebody sees what waits for them
  const away = scope('quote:approve') === null ? [] : tables.approval_delegation!.filter(({ delegate_id, ended_at, to_day, grants }) => delegate_id === me && !ended_at && to_day > '2026' && (grants || scope('quote:approve') !== 'own')).map(({ person_id }) => person_id as string)
  const asked: Sees = ({ id }) => tables.quote_approval!.some(({ version_id, state, person_id }) => state === 'Pending' && away.includes(person_id as string) && find('quote_version', version_id)?.quote_id === id)
  const quote: Sees = (row) => reach('quote:read', row.owner_id, row.partner_id) || asked(row)
  const order: Sees = (row) => reach('order:read', row.owner_id, row.partner_id)
  const payment: Sees = (row) => reach('payment:read', row.owner_id, row.partner_id)
  // whoever looks after the buyer now; a key that may not read accounts knows none
  const entry: Sees = (row) => reach('payment:read', scope('account:read') === null ? undefined : find('account', row.account_id)?.owner_id, row.partner_id)
  const invoice: Sees = (row) => reach('invoice:read', row.owner_id, row.partner_id), exemption: Sees = (row) => (row.partner_id ? of('partner', partner, 'partner_id') : of('account', account, 'account_id'))(row)
  const change: Sees = (row) => order(row) && (row.state !== 'Draft' || !row.by_dealer)
  const of = (table: string, sees: Sees, column: string): Sees => (row) => { const parent = find(table, row[column]); return parent !== undefined && sees(parent) }
  const version = of('quote', quote, 'quote_id')
  const key: Sees = (row) => scope('key:manage') === 'all' || row.user_id === me
  const configuration: Sees = (row) => reach('configuration:use', row.owner_id, row.partner_id)
  const webhook: Sees = () => scope('webhook:manage') === 'all'
  const absence: Sees = (row) => row.delegate_id === me || reach('delegation:manage', row.person_id, null)
  // each asks for so little that the rules ask its owner's manager
  const special: Sees = (row) => (reach('specialPrice:read', row.owner_id, row.partner_id) && (row.state !== 'Draft' || row.origin === 'STAFF')) || (row.state === 'Submitted' && away.includes(find('app_user', row.owner_id)?.manager_id as string))
  const contract: Sees = (row) => reach('contract:read', row.owner_id, row.partner_id), template: Sees = () => scope('template:manage') !== null || scope('contract:create') !== null
  const about = (quotes: string, contracts: string): Sees => (row) => { const parent = find(row.subject_type === 'quote' ? quotes : contracts, row.subject_id); return parent !== undefined && { quote, contract, quote_version: version, contract_text: of('contract', contract, 'contract_id') }[row.subject_type === 'quote' ? quotes : contracts]!(parent) }
  /** Who sees the record, where the entry asks for no more; acts and what is gone are the administrators'. */
  const histories: Record<string, Sees> = { invoice, currency_rate: holds('rate:read'), tax_rule: everything, tax_exemption: exemption, account, contact, partner, quote, order, price_list: holds('price:read'), special_price: special, promotion: holds('price:read'), product: everything, user: everything, api_key: key, webhook, product_model: holds('configuration:use'), configuration, approval_rule: holds('quote:read'), approval_delegation: absence, letterhead: everything, contract, contract_template: template }
  const history: Sees = (row) => {
    const record = row.table_name && find(row.table_name as string, row.record_id)
    return Boolean(scope('history:read') && record && (!row.needs || scope(row.needs as string)) && histories[row.record_type as string]!(record))
  }
  return {
    app_user: everything, territory: everything, program_level: everything, category: everything, product: everything, list_price: everything, stock: everything, supply: () => ['supply:read', ...moves].some((permission) => scope(permission) !== null), reservation: (row) => moves.some((permission) => scope(permission) !== null) || of('order_line', of('sales_order', order, 'order_id'), 'order_line_id')(row),
    special_price: special, special_price_line: of('special_price', special, 'special_price_id'), special_price_use: (row) => of('special_price', special, 'special_price_id')(row) && of('sales_order', order, 'order_id')(row),
    promotion: holds('price:read'), promotion_product: holds('price:read'), promotion_category: holds('price:read'), promotion_partner: holds('price:read'), promotion_level: holds('price:read'), promotion_country: holds('price:read'), promotion_budget: holds('price:read'),
    promotion_use: (row) => scope('promotion:result') !== null || of('sales_order', order, 'order_id')(row),
    price_change: holds('pricechange:prepare'), price_change_item: holds('pricechange:prepare'), price_effect: holds('pricechange:prepare'), price_effect_buyer: holds('pricechange:prepare'), price_effect_line: holds('pricechange:prepare'),
    product_model: holds('configuration:use'), model_version: holds('configuration:use'), configuration, document_counter: everything, account_team_member: everything,
    partner, partner_terms: of('partner', partner, 'partner_id'), account, account_standing: of('account', account, 'account_id'),
    address: (row) => (row.account_id ? of('account', account, 'account_id')(row) : of('partner', partner, 'partner_id')(row)),
    contact, contact_note: of('contact', contact, 'contact_id'), consent: of('contact', contact, 'contact_id'), account_contact: of('account', account, 'account_id'),
    product_cost: () => scope('cost:read') !== null || scope('quote:edit') !== null, surcharge_cost: () => ['cost:read', 'quote:edit', 'model:cost'].some((one) => scope(one) !== null), price_entry_cost: holds('cost:read'), price_list: holds('price:read'), price_list_entry: holds('price:read'),
    quote, quote_version: version, quote_version_internal: of('quote_version', version, 'version_id'), quote_line: of('quote_version', version, 'version_id'),
    quote_line_cost: of('quote_line', of('quote_version', version, 'version_id'), 'line_id'), quote_approval: of('quote_version', version, 'version_id'), approval_rule: holds('quote:read'), approval_rule_step: holds('quote:read'), approval_delegation: absence,
    letterhead: everything, letterhead_text: everything, quote_link: of('quote', quote, 'quote_id'), document_mail: about('quote', 'contract'), document_file: about('quote_version', 'contract_text'),
    contract, contract_template: template, contract_text: of('contract', contract, 'contract_id'), contract_signature: of('contract', contract, 'contract_id'),
    payment, receivable_entry: entry, payment_allocation: of('payment', payment, 'payment_id'), bank_statement: holds('bankLine:read'), bank_line: holds('bankLine:read'), dunning_level: holds('dunning:read'), dunning_setting: holds('dunning:read'), credit_setting: holds('credit:release'), dunning_hold: holds('dunning:read'), dunning_run: holds('dunning:read'), dunning_letter: holds('dunning:read'), dunning_item: holds('dunning:read'), currency_rate: holds('rate:read'), tax_rule: everything, tax_exemption: exemption, invoice, invoice_line: of('invoice', invoice, 'invoice_id'), invoice_tax: of('invoice', invoice, 'invoice_id'),
    sales_order: order, order_amount: of('sales_order', order, 'order_id'), order_line: of('sales_order', order, 'order_id'),
    shipment: of('sales_order', order, 'order_id'), shipment_line: of('shipment', of('sales_order', order, 'order_id'), 'shipment_id'),
    order_hold: of('sales_order', order, 'order_id'), order_change: change, order_change_internal: of('order_change', change, 'change_id'), order_change_line: of('order_change', change, 'change_id'), return_authorization: order, return_line: of('return_authorization', order, 'return_id'),
    event: (row) => reach('event:read', row.owner_id, row.partner_id) && (!['quote', 'order', 'invoice'].includes(row.subject_type as string) || scope(`${row.subject_type as string}:read`) !== null)
      && (row.subject_type !== 'special_price' || scope('specialPrice:read') !== null) && (row.subject_type !== 'api_key' || row.actor_id === me || scope('key:manage') === 'all'),
    mutation_receipt: (row) => row.user_id === me, api_key: key, webhook, webhook_delivery: webhook, webhook_attempt: webhook, inbound_version: () => ['stock', 'supply', 'ship', 'invoice'].some((what) => scope(`backoffice:${what}`) !== null), installation: everything, audit_entry: (row) => scope('audit:read') !== null || history(row), audit_block: everything,
  }
}

export function seenByDealer(world: World): Seen {
  const { viewer, tables } = world, scope = scopeIn(world), find = lookUp(tables), me = viewer.userId, mine = viewer.partnerId
  const home = find('partner', mine)!
  const family = tables.partner!.filter(({ id, parent_id }) => id === mine || parent_id === mine).map(({ id }) => id as string)
  /** Of my organisation: all of it for those who look after all, else what is in my charge. */
  const own = (permission: string, row: Row, shared = false): boolean =>
    row.partner_id === mine && (scope(permission) === 'org' || (scope(permission) === 'own' && (row.seller_id === me || (shared && row.seller_id == null))))
  /** Those of sub-dealers, too, for those who look after all. */
  const wide = (permission: string, row: Row, shared = false): boolean => own(permission, row, shared) || (scope(permission) === 'org' && family.includes(row.partner_id as string))
  const account: Sees = (row) => wide('account:read', row, true)
  const version: Sees = (row) => own('quote:read', row) && (row.number === 0 || row.presented_at !== null)
  const order: Sees = (row) => own('order:read', row)
  const payment: Sees = (row) => scope('payment:read') === 'org' && row.partner_id === mine
  const invoice: Sees = (row) => row.number !== null && own('invoice:read', row)
  const change: Sees = (row) => order(row) && (row.state !== 'Draft' || Boolean(row.by_dealer))
  const of = (table: string, sees: Sees, column: string): Sees => (row) => { const parent = find(table, row[column]); return parent !== undefined && sees(parent) }
  const webhook: Sees = (row) => scope('webhook:manage') === 'org' && row.partner_id === mine
  const among = (table: string, column: string, { id }: Row, value: unknown): boolean => tables[table]!.some((row) => row.promotion_id === id && row[column] === value)
  const promotion: Sees = (row) => row.state !== 'Draft' && (!(row.by_partner || row.by_level || row.by_country) || among('promotion_partner', 'partner_id', row, mine)
    || (Boolean(row.by_level || row.by_country) && (!row.by_level || among('promotion_level', 'level_id', row, home.level_id)) && (!row.by_country || among('promotion_country', 'country', row, home.country))))
  const list: Sees = (row) => row.kind === 'DEFAULT' || (row.kind === 'PARTNER' && row.partner_id === mine) || (row.kind === 'LEVEL' && row.level_id === home.level_id) || (row.kind === 'REGION' && row.country === home.country)
  const special: Sees = (row) => own('specialPrice:read', row) && (row.state !== 'Draft' || row.origin === 'PARTNER')
  const contract: Sees = (row) => scope('contract:read') === 'org' && row.partner_id === mine && row.sent_at !== null && row.state !== 'Draft'
  return {
    app_user: (row) => row.partner_id === mine || [home.representative_id, home.channel_manager_id].includes(row.id),
    partner: (row) => family.includes(row.id as string), program_level: (row) => row.id === home.level_id, category: everything, product: (row) => row.lifecycle !== 'PLANNED',
    // of a product that is still planned they tell a number without a name
    special_price: special, special_price_line: of('special_price', special, 'special_price_id'), special_price_use: (row) => of('special_price', special, 'special_price_id')(row) && of('sales_order', order, 'order_id')(row),
    list_price: everything, stock: everything, promotion, promotion_product: of('promotion', promotion, 'promotion_id'), promotion_category: of('promotion', promotion, 'promotion_id'),
    promotion_partner: (row) => row.partner_id === mine, promotion_level: (row) => row.level_id === home.level_id, promotion_country: (row) => row.country === home.country,
    product_model: (row) => scope('configuration:use') !== null && tables.model_version!.some(({ model_id, state }) => model_id === row.id && state !== 'Draft'), model_version: (row) => scope('configuration:use') !== null && row.state !== 'Draft', configuration: (row) => row.partner_id === mine && scope('configuration:use') !== null,
    account, contact: (row) => own('contact:read', row, true), consent: of('contact', (row) => own('contact:read', row, true), 'contact_id'), account_contact: of('account', (row) => row.partner_id === mine && account(row), 'account_id'),
    address: (row) => (row.account_id ? of('account', account, 'account_id')(row) : row.partner_id === mine),
    price_list: list, price_list_entry: of('price_list', list, 'price_list_id'),
    cart: (row) => row.user_id === me, cart_line: of('cart', (row) => row.user_id === me, 'cart_id'),
    quote: (row) => row.public_state !== null && wide('quote:read', row), quote_version: version, quote_line: of('quote_version', version, 'version_id'),
    letterhead: everything, letterhead_text: everything, contract, contract_text: of('contract', contract, 'contract_id'), contract_signature: of('contract', contract, 'contract_id'),
    payment, receivable_entry: payment, payment_allocation: of('payment', payment, 'payment_id'),
    tax_rule: everything, tax_exemption: (row) => row.partner_id === mine, invoice, invoice_line: of('invoice', invoice, 'invoice_id'), invoice_tax: of('invoice', invoice, 'invoice_id'),
    sales_order: (row) => wide('order:read', row), order_amount: of('sales_order', order, 'order_id'), order_line: of('sales_order', order, 'order_id'),
    shipment: of('sales_order', order, 'order_id'), shipment_line: of('shipment', of('sales_order', order, 'order_id'), 'shipment_id'),
    order_hold: of('sales_order', order, 'order_id'), order_change: change, order_change_line: of('order_change', change, 'change_id'), return_authorization: order, return_line: of('return_authorization', order, 'return_id'),
    event: (row) => row.actor_id === me || (row.public && own('event:read', row)),
    document_counter: (row) => row.partner_id === mine, mutation_receipt: (row) => row.user_id === me,
    webhook, webhook_delivery: of('webhook', webhook, 'webhook_id'), webhook_attempt: of('webhook_delivery', of('webhook', webhook, 'webhook_id'), 'delivery_id'),
    api_key: (row) => scope('key:manage') !== null && (row.user_id === me || row.partner_id === mine), installation: (row) => ['time_zone', 'company'].includes(row.key as string),
  }
}
