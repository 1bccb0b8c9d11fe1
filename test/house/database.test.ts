import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { grants, permissions, roles, scopeOf } from '../../server/access/matrix.ts'
import { loginRoles } from '../../server/access/policies.ts'
import { entities, policies } from '../../server/records.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

let database: TestDatabase
let client: pg.Client
const ask = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) => (await client.query<Row>(sql, values)).rows
const names = async (sql: string, values: unknown[] = []) => (await ask<{ name: string }>(sql, values)).map(({ name }) => name)

beforeAll(async () => {
  database = await cloneDatabase()
  client = await database.connect()
})
afterAll(() => database.close())

const apps = Object.values(loginRoles)
/** Tables without row policies, and why. */
const without: Record<string, string> = { migration: 'the migrator keeps it; no app role has a grant on it' }

it('every table has forced row security, policies, and a file that says them', async () => {
  const tables = await ask<{ name: string; forced: boolean; policies: number }>(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced, (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`)
  const business = tables.filter(({ name }) => !without[name])
  expect(business.filter(({ forced, policies: count }) => !forced || count === 0)).toEqual([])
  expect(business.map(({ name }) => name)).toEqual(policies.map(({ table }) => table).sort())
})

it('what has no row policies is out of reach', async () => {
  for (const table of Object.keys(without)) {
    expect(await ask(`select r as role from unnest($1::text[]) r where has_table_privilege(r, $2, 'select, insert, update, delete, truncate, references, trigger') or has_any_column_privilege(r, $2, 'select, insert, update')`, [apps, table])).toEqual([])
  }
})

it('every record is a table', async () => {
  const tables = await names(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`)
  const mapped = entities.map(({ meta }: any) => (meta.tableName ?? meta.className.replace(/[A-Z]/g, (letter: string) => `_${letter.toLowerCase()}`).slice(1)) as string)
  expect(mapped.filter((table) => !tables.includes(table))).toEqual([])
})

it('the matrix in the database is the one in the code', async () => {
  const stored = await ask(`select permission, role, scope from permission_grant`)
  const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row)).sort()
  expect(sorted(stored)).toEqual(sorted(grants))
})

it('what travels with a viewer says of every permission what the matrix says, told or looked up', async () => {
  for (const held of [[], ...roles.map((role) => [role]), ['representative', 'manager'], ['analyst', 'finance', 'order_desk']]) {
    const said = await ask<{ permission: string; told: string | null; looked: string | null }>(
      `select permission, (select app.scope(permission) from (select set_config('app.roles', '', false), set_config('app.scopes', app.scopes_of($1), false)) s) as told,
        (select app.scope(permission) from (select set_config('app.roles', $2, false), set_config('app.scopes', '', false)) s) as looked from unnest($3::text[]) permission`, [held, held.join(), [...permissions, 'read', 'no:such']])
    expect(said).toEqual([...permissions, 'read', 'no:such'].map((permission) => ({ permission, told: scopeOf(held, permission), looked: scopeOf(held, permission) })))
  }
})

it('the roles that the app signs in as own nothing, bypass nothing and make nothing', async () => {
  expect(await ask(`select rolname from pg_roles where rolname = any ($1) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit or not rolcanlogin)`, [apps])).toEqual([])
  expect(await names(`select rolname as name from pg_roles where rolname = any ($1) order by 1`, [apps])).toEqual([...apps].sort())
  expect(await ask(`select member::regrole::text from pg_auth_members where member::regrole::text = any ($1) or roleid::regrole::text = any ($1)`, [apps])).toEqual([])
  const owners = `select relname as name from pg_class where relowner::regrole::text = any ($1) union all select proname from pg_proc where proowner::regrole::text = any ($1)
    union all select nspname from pg_namespace where nspowner::regrole::text = any ($1) union all select datname from pg_database where datdba::regrole::text = any ($1)`
  expect(await names(owners, [apps])).toEqual([])
  expect(await ask(`select r, n.nspname from unnest($1::text[]) r, pg_namespace n where has_schema_privilege(r, n.oid, 'create')`, [apps])).toEqual([])
})

it('nobody but the apps has a grant on a table', async () => {
  const grantees = await ask(
    `select c.relname, case when a.grantee = 0 then 'public' else a.grantee::regrole::text end as grantee from pg_class c, aclexplode(c.relacl) a
     where c.relnamespace = 'public'::regnamespace and a.grantee <> c.relowner and (a.grantee = 0 or a.grantee::regrole::text <> all ($1))`, [apps])
  expect(grantees).toEqual([])
  expect(await ask(`select c.relname from pg_class c, aclexplode(c.relacl) a where c.relnamespace = 'public'::regnamespace and a.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER') and a.grantee <> c.relowner`)).toEqual([])
})

it('a definer function pins its search path', async () => {
  const loose = await names(
    `select proname as name from pg_proc where pronamespace in ('app'::regnamespace, 'public'::regnamespace) and prosecdef
     and not exists (select 1 from unnest(proconfig) c where c like 'search_path=%pg_temp')`)
  expect(loose).toEqual([])
  expect((await names(`select proname as name from pg_proc where pronamespace = 'app'::regnamespace and prosecdef`)).length).toBeGreaterThan(3)
})

it('a view runs with the rights of who asks', async () => {
  expect(await names(
    `select relname as name from pg_class where relnamespace in ('app'::regnamespace, 'public'::regnamespace) and (relkind = 'm' or (relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions) or 'security_invoker=on' = any (reloptions), false)))`)).toEqual([])
})

it('no policy compares a column with itself', async () => {
  // PostgreSQL takes a name that stands alone in a sub-select for the inner table's, if both have it: then every row passes
  const said = await ask<{ tablename: string; policyname: string; rule: string }>(`select tablename, policyname, concat_ws(' ', qual, with_check) as rule from pg_policies where schemaname = 'public'`)
  expect(said.filter(({ rule }) => /\b([\w.]+) = \1\b(?!\.)/.test(rule)).map(({ tablename, policyname }) => `${tablename}: ${policyname}`)).toEqual([])
})
