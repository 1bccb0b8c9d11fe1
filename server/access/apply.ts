import { createHash, createHmac } from 'node:crypto'
import type { ClientBase } from 'pg'
import { auditStatements } from './audit-triggers.ts'
import { stampFunction } from './identify.ts'
import { grants } from './matrix.ts'
import { foundStatements } from './found.ts'
import { type PersonalData, personalStatements } from './personal.ts'
import { type TablePolicy, loginRoles, policyStatements } from './policies.ts'

/** Each login role's password follows from the installation's secret, so that every API node knows it without being told. */
export const rolePassword = (secret: string, role: string): string => createHmac('sha256', secret).update(`database role ${role}`).digest('base64url')

/** Login roles belong to the whole cluster: made once, owning nothing, unable to bypass row security. */
export async function ensureRoles(client: ClientBase, secret: string): Promise<void> {
  for (const role of Object.values(loginRoles)) {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
    // only a superuser may even mention these attributes of a role that exists
    const attributes = rowCount ? '' : 'login nosuperuser nocreatedb nocreaterole nobypassrls noinherit '
    await client.query(`${rowCount ? 'alter' : 'create'} role ${role} ${attributes}password '${rolePassword(secret, role)}'`)
  }
}

/** Brings grants, policies and the matrix's copy in the database to what the code says. Takes no lock when they already are. */
export async function applyPolicies(client: ClientBase, policies: TablePolicy[], personal: PersonalData[]): Promise<void> {
  const everyone = Object.values(loginRoles).join(', ')
  const byTable = new Map(policies.map((policy) => [policy.table, policy]))
  const wanted = [
    ...personalStatements(personal), ...policies.flatMap((policy) => foundStatements(policy, (table) => byTable.get(table))), stampFunction, 'revoke all on schema public from public', `grant usage on schema public, app to ${everyone}`, `grant execute on all functions in schema app to ${everyone}`,
    ...policies.flatMap(policyStatements), ...(await auditStatements(client, policies)),
  ]
  const fingerprint = createHash('sha256').update(JSON.stringify([wanted, grants])).digest('hex')
  const { rows: migrated } = await client.query<{ migrations: string }>('select count(*)::text as migrations from migration')
  const state = JSON.stringify(`${migrated[0]!.migrations} ${fingerprint}`)
  const { rowCount: current } = await client.query(`select 1 from installation where key = 'policies' and value = $1`, [state])
  if (current) return
  const { rows } = await client.query<{ policyname: string; tablename: string }>(`select policyname, tablename from pg_policies where schemaname = 'public'`)
  await client.query('begin')
  try {
    await client.query([...rows.map(({ policyname, tablename }) => `drop policy "${policyname}" on "${tablename}"`), ...wanted].join(';\n'))
    await client.query('delete from permission_grant')
    await client.query('insert into permission_grant (permission, role, scope) select * from unnest($1::text[], $2::text[], $3::text[])',
      [grants.map((grant) => grant.permission), grants.map((grant) => grant.role), grants.map((grant) => grant.scope)])
    await client.query(`insert into installation (key, value) values ('policies', $1) on conflict (key) do update set value = excluded.value`, [state])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
