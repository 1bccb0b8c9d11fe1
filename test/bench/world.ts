import type pg from 'pg'

/** How many of everything at scale 1; the catalogue does not grow with the business. */
export const sizes = (scale: number) => ({
  orders: Math.round(1_000_000 * scale), accounts: Math.max(2_000, Math.round(200_000 * scale)), partners: Math.max(40, Math.round(2_000 * Math.min(scale, 1))),
  products: 20_000, managers: 20, representatives: 200,
})

/** The id of the nth record of a kind, in SQL and here: made in order, as the server's are. */
const kinds = ['user', 'partner', 'account', 'contact', 'category', 'product', 'list', 'entry', 'quote', 'version', 'order', 'line', 'event', 'address', 'offered', 'promotion'] as const
type Kind = (typeof kinds)[number]
const start = (kind: Kind) => `01900000-${(kinds.indexOf(kind) + 1).toString(16).padStart(4, '0')}-7000-8000-`
export const idOf = (kind: Kind, n: number): string => start(kind) + n.toString(16).padStart(12, '0')
const id = (kind: Kind, n: string) => `('${start(kind)}' || lpad(to_hex(${n}), 12, '0'))::uuid`

/** Whoever looks in the bench: a large dealer's administrator, and a manager of representatives whose team is a twentieth of the business. */
export const dealer = { id: idOf('user', 1_000_001), partnerId: idOf('partner', 1), email: 'dealer1@bench.example' }
export const representative = { id: idOf('user', 1), email: 'manager1@bench.example' }
/**
 * As many of each as ask at once, because one person has less room than the server: other administrators of the dealer, and those
 * who manage the manager, each the one before. They own nothing, so all of a kind see the same.
 */
export const alike = 16
const colleague = (n: number) => ({ id: idOf('user', 2_000_000 + n), email: `dealer1-${n}@bench.example` })
const superior = (n: number) => ({ id: idOf('user', 3_000_000 + n), email: `manager1-${n}@bench.example` })
const numbers = Array.from({ length: alike - 1 }, (_, index) => index + 1)
export const colleagues = [dealer, ...numbers.map(colleague)], managers = [representative, ...numbers.map(superior)]
/** The administrators of as many large dealers. */
export const dealers = [0, ...numbers].map((n) => ({ id: idOf('user', 1_000_001 + n), partnerId: idOf('partner', 1 + n), email: `dealer${1 + n}@bench.example` }))

const words = `(array['Precision','Northern','United','Harbour','Summit','Pacific','Delta','Golden','Silver','Central','Eastern','Grand','Modern','Prime','Royal','Swift','Alpine','Lunar','Solar','Vector'])`
const goods = `(array['Spindle','Chuck','Lathe','Mill','Collet','Turret','Bearing','Drive','Cutter','Holder','Vise','Probe','Pump','Guide','Motor','Sensor','Clamp','Coolant unit','Tool changer','Rotary table'])`
const pick = (list: string, n: string) => `${list}[1 + (${n}) % 20]`

/** One statement per table. Large dealers have more business than small ones: the share of partner n falls with its rank. */
export function statements(scale: number): [table: string, sql: string][] {
  const { orders, accounts, partners, products, managers, representatives } = sizes(scale)
  const series = (n: number) => `generate_series(1, ${n}) n`
  const rep = (partner: string) => id('user', `${managers} + 1 + (${partner}) % ${representatives}`)
  // a golden-ratio walk hits every share evenly; its square favours the first
  const share = (n: string) => `(1 + floor(${partners} * power(((${n} * 0.6180339887) % 1)::float8, 2)))::int`
  // whose order the nth is: an order belongs to whoever holds its account
  const of = `(1 + n % ${accounts})`
  const placed = `now() - (${orders} - n) * (interval '1500 days' / ${orders})`, offered = `now() - (${accounts} - n) * (interval '1500 days' / ${accounts})`
  const outcome = `(array['Presented','Declined','Expired','Canceled'])[1 + n % 4]`
  return [
    ['app_user', `select ${id('user', 'n')} as id, 'crm' as audience, case when n <= ${managers} then 'manager' else 'rep' end || n || '@bench.example' as email, 'Person ' || n as name,
      array[case when n <= ${managers} then 'manager' else 'representative' end] as roles, true as active, null::uuid as partner_id, case when n > ${managers} then ${id('user', `1 + n % ${managers}`)} when n = 1 then ${id('user', '3000001')} end as manager_id from ${series(managers + representatives)}
      union all select ${id('user', '1000000 + n')}, 'partner', 'dealer' || n || '@bench.example', 'Dealer ' || n, array['partner_administrator'], true, ${id('partner', 'n')}, null from ${series(partners)}
      union all select ${id('user', '2000000 + n')}, 'partner', 'dealer1-' || n || '@bench.example', 'Colleague ' || n, array['partner_administrator'], true, ${id('partner', '1')}, null from ${series(alike - 1)}
      union all select ${id('user', '3000000 + n')}, 'crm', 'manager1-' || n || '@bench.example', 'Superior ' || n, array['manager'], true, null, case when n < ${alike - 1} then ${id('user', '3000001 + n')} end from ${series(alike - 1)}`],
    ['partner', `select ${id('partner', 'n')} as id, 'P' || n as code, ${pick(words, 'n')} || ' ' || ${pick(goods, 'n / 20')} || ' Trading ' || n as name, 'DEALER' as type, 'Active' as state, 'USD' as currency,
      (array['DE','TW','US','CN','JP'])[1 + n % 5] as country, 'City ' || n % 300 as city, ${rep('n')} as representative_id from ${series(partners)}`],
    ['partner_terms', `select ${id('partner', 'n')} as partner_id, 1000000000 as credit_limit from ${series(partners)}`],
    ['account', `select ${id('account', 'n')} as id, 'A-' || lpad(n::text, 7, '0') as number, ${pick(words, 'n / 7')} || ' ' || ${pick(goods, 'n')} || ' Works ' || n as name, 'ORGANISATION' as kind, 'ACTIVE' as status,
      'City ' || n % 900 as city, (array['DE','TW','US','CN','JP'])[1 + n % 5] as country, case when n % 10 < 7 then ${id('partner', share('n'))} end as partner_id, ${rep('n')} as owner_id,
      now() - n * interval '37 seconds' as last_activity_at, now() - n * interval '11 minutes' as created_at from ${series(accounts)}`],
    ['contact', `select ${id('contact', 'n')} as id, (array['Anna','Wei','Yuki','Tom','Mei','Lars','Ines','Ken','Rosa','Omar'])[1 + n % 10] as first_name, 'Name ' || n as last_name, 'Purchasing' as title, 'c' || n || '@customer.example' as email,
      ${rep('n')} as owner_id, case when n % 10 < 7 then ${id('partner', share('n'))} end as partner_id from ${series(accounts)}`],
    ['account_contact', `select ${id('account', 'n')} as account_id, ${id('contact', 'n')} as contact_id, true as main from ${series(accounts)}`],
    ['account_standing', `select ${id('account', 'n')} as account_id, 'A' as credit_standing, 'Prefers the morning' as internal_note from ${series(accounts)}`],
    ['address', `select ${id('address', 'n')} as id, ${id('account', 'n')} as account_id, 'billing' as kind, n || ' Mill Road' as street, 'City ' || n % 900 as city, lpad((n % 99999)::text, 5, '0') as postal_code, 'DE' as country from ${series(accounts)}`],
    ['category', `select ${id('category', 'n')} as id, 'category-' || n as slug, ${pick(goods, 'n')} || 's' as name, array[${id('category', 'n')}] as path, n as position from ${series(40)}`],
    ['product', `select ${id('product', 'n')} as id, 'SKU-' || lpad(n::text, 5, '0') as sku, ${pick(words, 'n / 20')} || ' ' || ${pick(goods, 'n')} || ' ' || n as name, ${id('category', '1 + n % 40')} as category_id,
      array[${id('category', '1 + n % 40')}] as category_path, 'ACTIVE' as lifecycle, n as position from ${series(products)}`],
    ['list_price', `select ${id('product', 'n')} as product_id, 'USD' as currency, 20 + n % 9700 as price, date '2020-01-01' as valid_from from ${series(products)}`],
    ['product_cost', `select ${id('product', 'n')} as product_id, 'USD' as currency, 12 + n % 5600 as cost, date '2020-01-01' as valid_from from ${series(products)}`],
    ['stock', `select ${id('product', 'n')} as product_id, 100000000 as on_hand, n % 50 as reserved from ${series(products)}`],
    ['price_list', `select ${id('list', 'n')} as id, 'Dealer ' || n as name, 'PARTNER' as kind, 'USD' as currency, ${id('partner', 'n')} as partner_id from ${series(partners)}
      union all select ${id('list', '0')}, 'Everybody', 'DEFAULT', 'USD', null`],
    ['price_list_entry', `select ${id('entry', 'n')} as id, ${id('list', '1 + n % ' + partners)} as price_list_id, ${id('product', `1 + (n / ${partners} * 7 + n) % ${products}`)} as product_id, null::uuid as category_id, 1 as min_quantity, 'LIST_PERCENT' as basis, 70 + n % 25 as value from ${series(partners * 60)}
      union all select ${id('entry', '100000000 + n')}, ${id('list', '0')}, null, ${id('category', 'n')}, 1 + (n % 3) * 10, 'LIST_PERCENT', 95 - n % 10 from ${series(40)}
      union all select ${id('entry', '200000000 + n')}, ${id('list', 'n')}, null, null, 1, 'LIST_PERCENT', 88 from ${series(partners)}`],
    ['promotion', `select ${id('promotion', 'n')} as id, 'Promotion ' || n as name, 3 + n % 7 as percent, 1 + n % 4 * 5 as min_quantity, date '2020-01-01' as valid_from, n as rank, n % 2 = 0 as stackable from ${series(20)}`],
    ['promotion_product', `select ${id('promotion', '1 + n % 20')} as promotion_id, ${id('product', '1 + n * 3')} as product_id from ${series(products / 4)}`],
    ['sales_order', `select ${id('order', 'n')} as id, 'O-' || lpad(n::text, 8, '0') as number, (array['Placed','Confirmed','Shipped','Delivered','Delivered','Closed','Closed','Closed'])[1 + n % 8] as state,
      case when ${of} % 10 < 7 then ${id('partner', share(of))} end as partner_id, ${id('account', of)} as account_id, ${rep(`case when ${of} % 10 < 7 then ${share(of)} else ${of} end`)} as owner_id,
      'PO-' || n as purchase_order, 'USD' as currency, 'Paid' as billing_state, ${placed} as placed_at from ${series(orders)}`],
    ['order_amount', `select ${id('order', 'n')} as order_id, case when ${of} % 10 < 7 then ${id('partner', share(of))} end as partner_id, ${rep(`case when ${of} % 10 < 7 then ${share(of)} else ${of} end`)} as owner_id,
      100 + n % 90000 as subtotal, 100 + n % 90000 as total from ${series(orders)}`],
    ['order_line', `select ${id('line', 'n * 4 + l')} as id, ${id('order', 'n')} as order_id, l as position, ${id('product', `1 + (n * 31 + l * 977) % ${products}`)} as product_id, 1 + n % 9 as quantity, 100 as list_price, 90 as net_price, 90 as unit_price,
      90 * (1 + n % 9) as amount from ${series(orders)}, generate_series(1, 4) l`],
    ['quote', `select ${id('quote', 'n')} as id, 'Q-' || lpad(n::text, 7, '0') as number, case when n % 10 < 7 then ${id('partner', share('n'))} end as partner_id, ${id('account', 'n')} as account_id,
      ${rep(`case when n % 10 < 7 then ${share('n')} else n end`)} as owner_id, 'USD' as currency, ${outcome} as public_state, ${offered} as public_at, ${offered} as created_at, ${offered} as updated_at from ${series(accounts)}`],
    ['quote_version', `select ${id('version', 'n')} as id, ${id('quote', 'n')} as quote_id, 1 as number, ${outcome} as state, case when n % 10 < 7 then ${id('partner', share('n'))} end as partner_id, ${rep(`case when n % 10 < 7 then ${share('n')} else n end`)} as owner_id, 'USD' as currency, 90 * 4 * (1 + n % 9) as subtotal,
      90 * 4 * (1 + n % 9) as total, current_date + 1000 as valid_until, ${offered} as presented_at, ${offered} as created_at from ${series(accounts)}`],
    ['quote_line', `select ${id('offered', 'n * 4 + l')} as id, ${id('version', 'n')} as version_id, l as position, ${id('product', `1 + (n * 37 + l * 991) % ${products}`)} as product_id, 1 + n % 9 as quantity, 100 as list_price, 90 as net_price, 90 as unit_price,
      90 * (1 + n % 9) as amount from ${series(accounts)}, generate_series(1, 4) l`],
    ['event', `select ${id('event', 'n')} as id, ${placed} as at, 'order.placed' as type, 'Person 1' as actor_name, 'portal' as channel, 'order' as subject_type, ${id('order', 'n')} as subject_id, ${id('account', of)} as account_id,
      case when ${of} % 10 < 7 then ${id('partner', share(of))} end as partner_id, ${rep(`case when ${of} % 10 < 7 then ${share(of)} else ${of} end`)} as owner_id, true as public,
      jsonb_build_object('number', 'O-' || lpad(n::text, 8, '0')) as data from ${series(orders)}`],
  ]
}

/** What stands beside its own index while it is filled costs a multiple: the indexes of large tables are made afterwards. */
async function withoutIndexes(client: pg.ClientBase, table: string, fill: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = $1::regclass and not exists (select 1 from pg_constraint c where c.conindid = indexrelid)`, [table])
  for (const { name } of rows) await client.query(`drop index ${name}`)
  await fill()
  for (const { definition } of rows) await client.query(definition)
}

/** Fills a migrated, empty database with the company; what triggers and foreign keys would check is right by construction. */
export async function fillWorld(client: pg.ClientBase, scale: number, log: (line: string) => void): Promise<void> {
  await client.query(`set session_replication_role = replica; set maintenance_work_mem = '512MB'`)
  for (const [table, sql] of statements(scale)) {
    const from = performance.now()
    const { fields } = await client.query(`select * from (${sql}) x limit 0`)
    const columns = fields.map(({ name }) => name).join(', ')
    await withoutIndexes(client, table, async () => { await client.query(`insert into ${table} (${columns}) ${sql}`) })
    log(`  ${table.padEnd(18)} ${((performance.now() - from) / 1000).toFixed(1)} s`)
  }
  await client.query('reset session_replication_role')
  await client.query('vacuum analyze')
}
