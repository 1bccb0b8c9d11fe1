import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { databaseUrl } from '../support/cluster.ts'

export async function ask<Row = any>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql, values)).rows as Row[]
  } finally {
    await client.end()
  }
}

/** A database with nothing in it, as a customer would make one. */
export async function emptyDatabase(postgresUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `empty_${randomBytes(6).toString('hex')}`
  await ask(postgresUrl, `create database ${name}`)
  return { url: databaseUrl(postgresUrl, name), drop: async () => void (await ask(postgresUrl, `drop database ${name} with (force)`)) }
}

/** A checksum of every table's rows, whatever their order. */
export async function contents(url: string): Promise<Record<string, string>> {
  const tables = await ask<{ name: string }>(url, `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'app', 'trail') and c.relkind = 'r' order by 1`)
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await ask(url, `select count(*) || ' ' || coalesce(md5(string_agg(r, '|' order by r)), '') as sum from (select t::text as r from ${name} t) rows`)
    found[name] = row.sum
  }
  return found
}

/** Policies, grants, functions, triggers and constraints, as data. */
export async function walls(url: string): Promise<unknown[]> {
  return ask(url, `
    select 'policy' as kind, tablename as name, json_build_array(policyname, roles, cmd, qual, with_check)::text as rule from pg_policies where schemaname = 'public'
    union all select 'grant', c.relname, json_build_array(a.grantee::regrole::text, a.privilege_type)::text from pg_class c, aclexplode(c.relacl) a where c.relnamespace = 'public'::regnamespace and a.grantee <> c.relowner
    union all select 'security', relname, json_build_array(relrowsecurity, relforcerowsecurity)::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
    union all select 'function', p.proname, pg_get_functiondef(p.oid) from pg_proc p where p.pronamespace::regnamespace::text in ('public', 'app', 'trail') and p.prokind = 'f' and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    union all select 'trigger', tgrelid::regclass::text, pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
    union all select 'constraint', conrelid::regclass::text, conname || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
    order by 1, 2, 3`)
}
