import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loginRoles } from '../../server/access/policies.ts'
import { type TestServer, startServer } from '../support/server.ts'
import { reviewed } from './reviewed.ts'

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

/** Those that hold a text of SQL: it is fixed, and names tables that may not be there, or takes words as literals, which PostgreSQL quotes. */
const withSql = ['found_account', 'found_bank_line', 'found_contact', 'found_invoice', 'found_payment', 'found_product', 'found_quote', 'found_sales_order', 'jobs', 'queue_mail', 'work_on_prices']

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
