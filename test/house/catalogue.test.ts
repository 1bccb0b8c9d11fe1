import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loginRoles } from '../../server/access/policies.ts'
import { type TestServer, startServer } from '../support/server.ts'

// What the database's own catalogue says that could go past the walls. A server has run on it, so that its queue is there, too.
let server: TestServer, client: pg.Client
const ask = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) => (await client.query<Row>(sql, values)).rows
const names = async (sql: string, values: unknown[] = []) => (await ask<{ name: string }>(sql, values)).map(({ name }) => name)
beforeAll(async () => {
  server = await startServer(async () => {})
  client = new pg.Client(server.database.adminUrl)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await server.close()
})

const apps = Object.values(loginRoles)
const ours = `('public', 'app')`
/** Every kind of role: also those that may sign in some day. */
const everyone = [...apps, 'public']

/** Functions that run with the owner's rights: what each tells, and to whom. One that is not here fails the test until somebody has looked at it. */
const reviewed: Record<string, string> = {
  add_webhook_secret: 'writes a sealed secret of a webhook that the viewer manages; says whether there is one',
  approval_scope: 'to staff: how widely a colleague approves; nothing to dealers',
  approvers: 'to staff: who is asked about a step; nothing to dealers',
  audit_act: 'writes what the viewer did into the trail, in the name of the settings; tells nothing',
  audit_act_as: 'the same in somebody’s name, for the system’s connection alone; tells nothing',
  audit_personal: 'to staff who may read histories: a sealed value that they hold already, opened',
  begin_second_factor: 'writes a secret of the viewer’s own; says whether it did',
  book_allocation: 'a trigger',
  book_invoice: 'a trigger',
  book_payment: 'a trigger',
  company_currency: 'to everybody: the company’s currency',
  cost_price: 'to a partner its own price of a product, made of its cost, to the cent; to staff who read prices that of anybody; the cost to nobody',
  cost_value: 'to staff who read costs how much of a cost an entry takes',
  counter_entries: 'for the triggers alone, which have the owner’s rights; tells nothing',
  create_api_key: 'writes a key of the viewer’s own; tells nothing',
  credit: 'to a partner its own balance and credit left, to staff those of partners that they see',
  decides_for: 'to staff: for whom they may decide on a version; nothing to anybody else',
  deciding: 'to staff: the quotes that they are asked to decide on',
  day: 'to everybody: the day of a moment where the company is',
  destroy_person_key: 'for the system’s connection alone; tells nothing',
  drop_links: 'a trigger',
  end_other_sessions: 'ends sessions of the viewer’s own; says how many',
  end_second_factor: 'ends that of the viewer or of somebody in their charge; says whether there was one',
  end_session: 'ends a session of the viewer’s own; says whether there was one',
  end_sessions_of: 'ends those of somebody in the viewer’s charge; says how many',
  erase_account: 'for who may erase everybody; tells nothing',
  erase_contact: 'for who may erase everybody; tells nothing',
  erase_user: 'for who may erase everybody; tells nothing',
  family_of_account: 'to staff: an account with those above and below it; nothing to dealers',
  family_of_partner: 'to staff: a partner with those above and below it; nothing to dealers',
  fill_webhook_outbox: 'a trigger',
  follow_billing: 'a trigger',
  found_account: 'to whoever asks: the ids of rows that hold words, among those that their row policy shows them',
  found_contact: 'the same',
  found_invoice: 'the same; by the names of accounts and partners that they see, too',
  found_product: 'the same',
  found_quote: 'the same; by the names of accounts and partners that they see, too',
  found_sales_order: 'the same',
  hand_over_accounts: 'a trigger',
  hand_over_contacts: 'a trigger',
  hand_over_money: 'a trigger',
  hand_over_order: 'a trigger',
  has_second_factor: 'to who manages a person: whether they have one; no to everybody else',
  in_charge_of: 'to whoever asks: whether they manage a person; no to everybody else, as for nobody',
  invitation_changed: 'a trigger',
  invite: 'invites somebody whom the viewer manages; says whether it did',
  invite_people: 'a trigger',
  jobs: 'to who may read jobs: their names, states and errors',
  keep_administrators: 'a trigger',
  keep_held: 'a trigger',
  keep_inbound: 'a trigger',
  keep_invoice: 'a trigger',
  keep_invoice_part: 'a trigger',
  keep_payment: 'a trigger',
  lines_of: 'to staff who move or cancel supplies, and to the system: the ids of orders’ lines; nothing to dealers',
  lock_orders_of: 'the same: locks the orders that wait for a supply, and tells their ids',
  lock_quoted: 'locks a buyer’s family against a second submission; tells nothing',
  mark_promotion_for: 'a trigger',
  mark_promotion_off: 'a trigger',
  may_manage: 'as in_charge_of, themselves included',
  my_second_factor: 'to the viewer: their own sealed secret and how many codes are left',
  next_change: 'to staff, and to a dealer of its own orders: the number of an order’s next change',
  notify_ended: 'a trigger',
  notify_event: 'a trigger',
  notify_stock: 'a trigger',
  order_credit: 'to whom credit tells it of the order’s partner: by how much the order goes beyond it, and what is overdue',
  other_offers: 'to staff, and to a dealer of its own organisation: prices offered to the same customer by others; names only where the quote may be seen',
  own_amount: 'a trigger',
  own_version: 'a trigger',
  people_above: 'to staff: who leads a colleague; nothing to dealers',
  partner_code_free: 'to staff who note applications: whether a code is free',
  person_joined: 'a trigger',
  personal_data_of_account: 'to who may export personal data: all that is held of an account that is a person',
  personal_data_of_contact: 'to who may export personal data: all that is held of one contact',
  personal_data_of_user: 'to who may export personal data: all that is held of one person who signs in',
  price_candidates: 'to a partner what decides its own prices, to staff those of buyers; to nobody a rival’s',
  price_lists: 'to a partner the lists that hold for it, for any customer of its',
  price_lists_of: 'to a partner the lists that hold for it, to staff those of a buyer',
  promotions_for: 'to a partner the promotions that are for it among others, to staff those of a buyer',
  promotion_sales: 'to who may read promotions’ results: what was sold of a promotion’s products',
  count_special_price: 'a trigger',
  grant_special_price: 'to who may approve special prices: writes what was granted; tells nothing',
  special_prices_without_room: 'to whoever orders: whether enough is left of special prices for it',
  tell_special_price: 'a trigger',
  promotions_without_room: 'to whoever orders: which promotions have not enough left of their budget for it',
  queue_mail: 'a trigger',
  quote_managers: 'to staff: who leads those whose quote it is; nothing to dealers',
  quoted: 'to staff who submit or approve quotes: sums of what a buyer’s family was quoted lately, for the approval rules',
  rate_to_company: 'to everybody: what a currency is worth, which banks tell, too',
  release_promotions: 'a trigger',
  release_special_prices: 'a trigger',
  revoke_invitation: 'for somebody whom the viewer manages; says whether there was one',
  seller: 'to everybody: the company’s country and tax number, which stand on its paper',
  session_stamp: 'to whoever holds a session’s token: a text that changes with the rights of who signed in with it',
  set_locale: 'writes the viewer’s own language; tells nothing',
  set_promotion_budget: 'writes the budget of a promotion, for who may edit promotions; tells nothing',
  set_recovery_codes: 'writes those of the viewer’s own; tells nothing',
  set_tax_class: 'writes what a product is to the tax office, for who may manage taxes; tells nothing',
  step_is_for: 'to staff: whether a step is for a colleague to decide; no to dealers',
  take_code: 'notes a code of the viewer’s own as used; says whether it was new',
  tell_of_approval: 'a trigger',
  tell_repromised: 'writes the later day of orders, for staff who move or cancel supplies and the system; says of how many; nothing to dealers',
  today: 'to everybody: the day where the company is',
  undelivered: 'to who manages a person: whether their invitation could not be delivered',
  use_special_prices: 'notes what the lines of an order took of special prices, for its partner or staff; tells nothing',
  use_promotions: 'notes what the lines of an order got, for its partner or staff; tells nothing',
  waiting_orders: 'to staff who see supplies: how many orders wait for one; nothing to dealers',
  work_on_prices: 'a trigger',
}
/** Those that hold a text of SQL: it is fixed, and names tables that may not be there, or takes words as literals, which PostgreSQL quotes. */
const withSql = ['found_account', 'found_contact', 'found_invoice', 'found_product', 'found_quote', 'found_sales_order', 'jobs', 'queue_mail', 'work_on_prices']

describe('functions', () => {
  it('with the rights of the owner are known, each with what it tells whom', async () => {
    const definers = await names(`select distinct proname as name from pg_proc p join pg_namespace n on n.oid = pronamespace where prosecdef and nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'trail') order by 1`)
    expect(definers).toEqual(Object.keys(reviewed).sort())
  })

  it('with the rights of the owner pin their search path, temporary tables last', async () => {
    expect(await names(`select proname as name from pg_proc where pronamespace::regnamespace::text in ${ours} and prosecdef and not exists (select 1 from unnest(proconfig) c where c ~ '^search_path=.*pg_temp"?$')`)).toEqual([])
  })

  it('are written in SQL or PL/pgSQL, stand in app, and belong to the owner', async () => {
    expect(await names(`select proname as name from pg_proc p join pg_language l on l.oid = prolang where pronamespace::regnamespace::text in ${ours} and (lanname not in ('sql', 'plpgsql') and prokind <> 'a' or pronamespace = 'public'::regnamespace or proowner::regrole::text = any ($1))`, [apps])).toEqual([])
  })

  it('do not make SQL out of what they are given', async () => {
    expect(await names(`select proname as name from pg_proc where pronamespace::regnamespace::text in ${ours} and prosrc ~* '\\mexecute\\M' order by 1`)).toEqual(withSql)
  })
})

describe('relations', () => {
  it('are tables, their indexes and sequences: nothing that a policy would not cover', async () => {
    expect(await ask(`select c.relname, c.relkind from pg_class c where c.relnamespace::regnamespace::text in ${ours} and c.relkind not in ('r', 'i', 'S', 't')
      and not (c.relkind = 'v' and 'security_invoker=true' = any (coalesce(c.reloptions, '{}')))`)).toEqual([])
    expect(await names(`select rulename as name from pg_rules where schemaname in ${ours}`)).toEqual([])
    for (const catalogue of ['pg_foreign_server', 'pg_publication', 'pg_event_trigger', 'pg_subscription']) expect(await ask(`select 1 from ${catalogue}`), catalogue).toEqual([])
    expect(await names(`select extname as name from pg_extension order by 1`)).toEqual(['pg_trgm', 'pgcrypto', 'plpgsql'])
  })

  it('inherit from none: a policy of a parent does not hold for what is asked of a child', async () => {
    expect(await names(`select inhrelid::regclass::text as name from pg_inherits join pg_class c on c.oid = inhrelid where c.relkind = 'r'`)).toEqual([])
  })

  it('tell nothing through sequences', async () => {
    expect(await ask(`select r as role, c.relname from unnest($1::text[]) r, pg_class c where c.relkind = 'S' and c.relnamespace::regnamespace::text in ${ours} and has_sequence_privilege(r, c.oid, 'select, usage, update')`, [everyone])).toEqual([])
  })

  it('are granted by their policies alone: new ones to nobody', async () => {
    expect(await ask(`select defaclnamespace::regnamespace::text as schema, defaclacl::text as acl from pg_default_acl`)).toEqual([])
    expect(await names(`select table_name as name from information_schema.role_table_grants where table_schema in ${ours} and grantee = 'PUBLIC'`)).toEqual([])
    expect(await names(`select table_name as name from information_schema.role_table_grants where table_schema in ${ours} and is_grantable = 'YES' and grantee = any ($1)`, [apps])).toEqual([])
  })

  it('are not the customers’ before there is a door for them', async () => {
    expect(await names(`select table_name as name from information_schema.role_table_grants where grantee = $1`, [loginRoles.customer])).toEqual([])
  })
})

describe('the roles of the app', () => {
  it('own nothing, are nobody’s member, and cannot look past row security', async () => {
    expect(await ask(`select rolname from pg_roles where rolname = any ($1) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit)`, [apps])).toEqual([])
    expect(await ask(`select 1 from pg_auth_members where member::regrole::text = any ($1) or roleid::regrole::text = any ($1)`, [apps])).toEqual([])
    expect(await ask(`select classid::regclass::text, objid from pg_shdepend where refclassid = 'pg_authid'::regclass and refobjid::regrole::text = any ($1) and deptype = 'o'`, [apps])).toEqual([])
    expect(await ask(`select rolname from pg_roles, unnest(rolconfig) c where rolname = any ($1) and c ~ 'row_security|search_path|session_replication_role'`, [apps])).toEqual([])
  })

  it('do not reach the queue of jobs, nor what writes and seals the trail', async () => {
    expect(await names(`select nspname as name from pg_namespace where nspname in ('graphile_worker', 'trail') order by 1`)).toEqual(['graphile_worker', 'trail'])
    expect(await ask(`select r, s from unnest($1::text[]) r, unnest(array['graphile_worker', 'trail']) s where has_schema_privilege(r, s, 'usage, create')`, [everyone])).toEqual([])
  })

  it('make nothing anywhere, and are at home in two schemas', async () => {
    expect(await ask(`select r, nspname from unnest($1::text[]) r, pg_namespace where has_schema_privilege(r, oid, 'create')`, [everyone])).toEqual([])
    expect((await ask<{ r: string; nspname: string }>(`select r, nspname from unnest($1::text[]) r, pg_namespace where has_schema_privilege(r, oid, 'usage') and nspname !~ '^(pg_|information_schema)'`, [everyone])).map(({ r, nspname }) => `${r} ${nspname}`).sort())
      .toEqual(apps.flatMap((role) => [`${role} app`, `${role} public`]).sort())
  })
})
