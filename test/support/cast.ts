import { createHash } from 'node:crypto'
import pg from 'pg'
import { hashPassword } from '../../server/access/password.ts'
import { trade } from './cast-trade.ts'
import { trail } from './cast-trail.ts'
import { billing } from './cast-billing.ts'
import { payments } from './cast-payments.ts'
import { approvals } from './cast-approvals.ts'
import { models } from './cast-models.ts'
import { priceChanges } from './cast-prices.ts'
import { promotions } from './cast-promotions.ts'
import { specials } from './cast-specials.ts'
import { orderDesk } from './cast-orders.ts'
import { supply } from './cast-supply.ts'
import { offers } from './cast-offers.ts'
import { backoffice } from './cast-backoffice.ts'
import { webhooks } from './cast-webhooks.ts'
import { demoPassword } from './server.ts'

/** A uuid that follows from what it names, so that a test can say whom it means. */
export const idOf = (name: string): string =>
  createHash('sha256').update(name).digest('hex').slice(0, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-7$3-8$4-$5')

export type Row = Record<string, any>
export type Tables = Record<string, Row[]>

/** Address · role · who leads them. Two teams, two channels, one of every other role, and one who sees all and may change only their own. */
const staff = `
  head manager -, manager manager head, rep representative manager, rep2 representative manager, manager2 manager head, stranger representative manager2,
  channel channel_manager head, channel2 channel_manager head, desk order_desk head, finance finance head, product product_manager head,
  marketing marketer head, service service_agent head, analyst analyst head, admin administrator head, both representative+finance head`
/** Code · domain · parent · representative · channel manager · level. Two rivals, and a sub-dealer of the first. */
const partners = 'NST northstar - rep channel Gold, RVL rival - stranger channel2 Gold, SUB substar NST rep channel Silver'
const people = 'owner partner_administrator, manager partner_manager, seller seller, seller2 seller, buyer buyer'

const split = (list: string) => list.trim().split(/,\s*/).map((line) => line.trim().split(/\s+/))
const staffId = (name: string) => idOf(`${name}@guanxi.example`)
export const userId = (code: string, name: string) => idOf(`${code} ${name}`)
export const partnerId = (code: string) => idOf(`partner ${code}`)
export const productId = (sku: string) => idOf(`product ${sku}`)
const now = '2026-01-05T08:00:00Z'

export function castTables(): Tables {
  const dealers = split(partners)
  const tables: Tables = {
    program_level: ['Gold', 'Silver'].map((name, rank) => ({ id: idOf(`level ${name}`), name, name_i18n: {}, rank })),
    territory: [{ id: idOf('territory'), name: 'Midwest', country: 'US' }],
    partner: dealers.map(([code, domain, parent, rep, channel, level]) => ({
      id: partnerId(code!), code, name: domain, type: 'DEALER', state: 'Active', parent_id: parent === '-' ? null : partnerId(parent!), level_id: idOf(`level ${level}`), currency: 'USD', country: 'US',
      representative_id: staffId(rep!), channel_manager_id: staffId(channel!), created_at: now, updated_at: now, revision: 1,
    })),
    partner_terms: dealers.map(([code]) => ({ partner_id: partnerId(code!), credit_limit: code === 'RVL' ? 50 : 900000, credit_rating: 'A', internal_note: `of ${code}` })),
    app_user: [
      ...split(staff).map(([name, role, lead]) => person(staffId(name!), `${name}@guanxi.example`, role!, 'crm', null, lead === '-' ? null : staffId(lead!))),
      ...dealers.flatMap(([code, domain]) => split(people).map(([name, role]) => person(userId(code!, name!), `${name}@${domain}.example`, role!, 'partner', partnerId(code!), null))),
    ],
    ...goods(dealers.map(([code]) => code!)),
  }
  tables.account = [
    // of each partner: one of each seller's, and one that all of its people share
    ...dealers.flatMap(([code, , , rep]) => ['seller', 'seller2', null].map((seller) => account(`${code} ${seller ?? 'shared'}`, partnerId(code!), staffId(rep!), seller && userId(code!, seller)))),
    ...['rep', 'rep2', 'stranger'].map((owner) => account(`direct ${owner}`, null, staffId(owner), null)),
  ]
  const each = <T>(make: (row: Row) => T) => tables.account!.map(make)
  tables.account_standing = each(({ id }) => ({ account_id: id, revenue_potential: 1000, credit_standing: 'good', internal_note: 'ours' }))
  tables.account_team_member = [{ id: idOf('team'), account_id: idOf('account direct stranger'), user_id: staffId('rep2'), role: 'support' }]
  tables.address = [...each(({ id }) => ({ id: idOf(`address ${id}`), account_id: id, partner_id: null, kind: 'SITE' })), ...tables.partner!.map(({ id }) => ({ id: idOf(`address ${id}`), account_id: null, partner_id: id, kind: 'SITE' }))]
  tables.contact = each(({ id, partner_id, owner_id, seller_id }) => ({ id: idOf(`contact ${id}`), first_name: 'Pat', last_name: 'Lee', partner_id, owner_id, seller_id, created_at: now, updated_at: now, revision: 1 }))
  tables.contact_note = each(({ id }) => ({ contact_id: idOf(`contact ${id}`), note: 'difficult' }))
  tables.account_contact = each(({ id }) => ({ account_id: id, contact_id: idOf(`contact ${id}`), main: true }))
  tables.consent = tables.contact.map(({ id }) => ({ id: idOf(`consent ${id}`), contact_id: id, channel: 'EMAIL', purpose: 'MARKETING', decision: 'Given', source: 'PAPER', evidence: 'signed', at: now, recorded_at: now }))
  tables.cart = [['NST', 'buyer'], ['NST', 'seller'], ['RVL', 'buyer']].map(([code, name]) => ({ id: idOf(`cart ${code} ${name}`), user_id: userId(code!, name!), partner_id: partnerId(code!), updated_at: now }))
  tables.cart_line = tables.cart.map(({ id }) => ({ id: idOf(`line ${id}`), cart_id: id, product_id: productId('LATHE'), quantity: 2, added_at: now }))
  tables.mutation_receipt = tables.app_user!.map(({ id }) => ({ user_id: id, client_mutation_id: 'before', operation: 'signIn', input_hash: '', answer: {}, created_at: now }))
  tables.api_key = ['NST owner', 'RVL owner', 'NST seller'].map((name) => { const [code, who] = name.split(' ') as [string, string]; return key(name, userId(code, who), partnerId(code)) })
    .concat(['rep', 'admin'].map((name) => key(name, staffId(name), null)))
  tables.api_key_secret = tables.api_key.map(({ id }) => ({ api_key_id: id, secret_hash: '\\x00' }))
  tables.document_counter = [...dealers.flatMap(([code]) => ['quote', 'order', 'account'].map((kind) => ({ scope: partnerId(code!), kind, partner_id: partnerId(code!), value: 500 }))), { scope: 'direct:2026', kind: 'quote', partner_id: null, value: 10_000 }]
  tables.installation = [['time_zone', 'Asia/Taipei'], ['company', { name: 'Guanxi' }], ['currency', 'USD'], ['approval_rules', {}]].map(([name, value]) => ({ key: name, value }))
  tables.password_link = ['NST seller2', 'RVL seller2'].map((name) => ({ token_hash: `\\x${idOf(`link ${name}`).replaceAll('-', '')}`, user_id: idOf(name), purpose: 'reset', expires_at: '2020-01-01' }))
  tables.mail = ['NST seller2', 'RVL seller2'].map((name) => ({ id: idOf(`mail ${name}`), kind: 'reset', user_id: idOf(name), state: 'sent', attempts: 1, created_at: now, next_attempt_at: now, sent_at: now }))
  const traded = trade(), billed = billing(traded), all = { ...tables, ...traded, ...webhooks(traded.event!), ...models(), ...priceChanges(), ...promotions(traded), ...specials(traded), ...supply(traded), ...orderDesk(traded), ...billed, ...payments(billed), ...approvals(), ...offers(), ...backoffice() }
  return { ...all, audit_entry: trail(all) }
}

const person = (id: string, email: string, role: string, audience: string, partner_id: string | null, manager_id: string | null): Row =>
  ({ id, audience, email, name: email.split('@')[0], locale: 'en', roles: role.split('+'), active: true, joined_at: now, partner_id, manager_id, spending_limit: role === 'buyer' ? 1000 : null, spending_period: role === 'buyer' ? 'MONTH' : null, created_at: now })

const account = (name: string, partner_id: string | null, owner_id: string, seller_id: string | null): Row =>
  ({ id: idOf(`account ${name}`), number: `A-${name}`, name, kind: 'ORGANISATION', status: 'ACTIVE', country: 'US', partner_id, owner_id, seller_id, last_activity_at: now, created_at: now, updated_at: now, revision: 1 })

const key = (name: string, user_id: string, partner_id: string | null): Row =>
  ({ id: idOf(`key ${name}`), name, prefix: idOf(name).slice(0, 8), user_id, partner_id, permissions: ['order:read'], created_at: now })

function goods(codes: string[]): Tables {
  const skus = ['LATHE', 'MILL', 'SECRET']
  return {
    category: [{ id: idOf('category'), slug: 'machines', name: 'Machines', name_i18n: {}, path: [idOf('category')], position: 1 }],
    product: skus.map((sku, position) => ({ id: productId(sku), sku, name: sku, name_i18n: {}, description_i18n: {}, category_id: idOf('category'), category_path: [idOf('category')], unit: 'piece',
      lifecycle: sku === 'SECRET' ? 'PLANNED' : 'ACTIVE', orderable: true, attributes: [], lead_time_days: 5, position, created_at: now })),
    product_cost: skus.map((sku) => ({ product_id: productId(sku), currency: 'USD', cost: 60, valid_from: '2020-01-01' })),
    list_price: skus.map((sku) => ({ product_id: productId(sku), currency: 'USD', price: 100, valid_from: '2020-01-01' })),
    stock: skus.map((sku) => ({ product_id: productId(sku), on_hand: 10_000, reserved: 3000, inbound: sku === 'MILL' ? [{ date: '2099-06-01', quantity: 40 }] : [] })),
    price_list: [
      ...codes.map((code) => list(`own ${code}`, { kind: 'PARTNER', partner_id: partnerId(code) })), ...['Gold', 'Silver'].map((level) => list(level, { kind: 'LEVEL', level_id: idOf(`level ${level}`) })),
      list('default', { kind: 'DEFAULT' }), list('Germany', { kind: 'REGION', country: 'DE' }), list('direct', { kind: 'ACCOUNT', account_id: idOf('account direct rep') }),
    ],
    price_list_entry: [
      ...[...codes.map((code) => `own ${code}`), 'Gold', 'Silver', 'default', 'Germany', 'direct'].map((name) =>
        ({ id: idOf(`entry ${name}`), price_list_id: idOf(`list ${name}`), product_id: productId('MILL'), min_quantity: 1, basis: 'LIST_PERCENT', value: 90 })),
      { id: idOf('entry on cost'), price_list_id: idOf('list direct'), product_id: productId('LATHE'), min_quantity: 1, basis: 'COST_PERCENT', value: null },
    ],
    price_entry_cost: [{ entry_id: idOf('entry on cost'), price_list_id: idOf('list direct'), value: 140 }],
  }
}

const list = (name: string, more: Row): Row => ({ id: idOf(`list ${name}`), name, name_i18n: {}, currency: 'USD', adjust_percent: 100, ...more })

/** One statement that writes rows into a table; columns that no row names keep their defaults. */
export function inserting(table: string, rows: Row[]): [sql: string, values: unknown[]] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ')
  return [`insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`, [JSON.stringify(rows)]]
}

/** Writes the cast, with the demo's password for everybody, into an empty database. */
export async function writeCast(adminUrl: string, tables = castTables()): Promise<Tables> {
  const password_hash = await hashPassword(demoPassword)
  tables.credential = tables.app_user!.map(({ id }) => ({ user_id: id, password_hash }))
  tables.session = tables.app_user!.map(({ id }) => ({ id: idOf(`session ${id}`), token_hash: `\\x${idOf(id).replaceAll('-', '')}`, user_id: id, created_at: now, seen_at: now, expires_at: '2020-01-01' }))
  const client = new pg.Client(adminUrl)
  await client.connect()
  try {
    // rows may come before those that they point to
    await client.query(`begin; set local session_replication_role = replica; delete from approval_rule_step; delete from approval_rule; delete from tax_rule; delete from dunning_level; delete from dunning_setting; delete from credit_setting`)
    for (const [table, rows] of Object.entries(tables)) {
      await client.query(...inserting(table, rows))
    }
    await client.query('commit')
  } finally {
    await client.end()
  }
  return tables
}

/** What verbs write, a table before those that point to it. */
const documents = ['quote', 'quote_version', 'quote_version_internal', 'quote_line', 'quote_line_cost', 'quote_approval', 'quote_link', 'sales_order', 'order_amount', 'order_line', 'reservation', 'shipment', 'shipment_line', 'order_hold', 'order_change', 'order_change_internal', 'order_change_line', 'return_authorization', 'return_line']

/** Puts a quote or an order back as the cast has it, with all that hangs on it. */
export async function restore(system: pg.Pool, tables: Tables, id: string): Promise<void> {
  const parts = new Set([id])
  const whole = documents.map((table) => {
    const rows = tables[table]!.filter((row) => Object.values(row).some((value) => parts.has(value as string)))
    for (const row of rows) if (row.id) parts.add(row.id as string)
    return [table, rows] as const
  })
  const client = await system.connect()
  try {
    await client.query(`begin; set local synchronous_commit = off;
      delete from shipment where order_id = '${id}'; delete from order_change where order_id = '${id}'; delete from return_authorization where order_id = '${id}'; delete from sales_order where quote_id = '${id}' or id = '${id}'; delete from quote_version where quote_id = '${id}'; delete from quote where id = '${id}'`)
    for (const [table, rows] of whole) if (rows.length) await client.query(...inserting(table, rows))
    await client.query('update stock s set on_hand = r.on_hand, reserved = r.reserved from json_populate_recordset(null::stock, $1) r where r.product_id = s.product_id', [JSON.stringify(tables.stock)])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
