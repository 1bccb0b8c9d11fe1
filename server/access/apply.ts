import { createHmac } from 'node:crypto'
import type { ClientBase } from 'pg'
import { grants } from './matrix.ts'
import { type TablePolicy, loginRoles, policyStatements } from './policies.ts'

/** Each login role's password follows from the installation's secret, so that every API node knows it without being told. */
export const rolePassword = (secret: string, role: string): string => createHmac('sha256', secret).update(`database role ${role}`).digest('base64url')

/** Login roles belong to the whole cluster: made once, owning nothing, unable to bypass row security. */
export async function ensureRoles(client: ClientBase, secret: string): Promise<void> {
  for (const role of Object.values(loginRoles)) {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
    await client.query(`${rowCount ? 'alter' : 'create'} role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls noinherit password '${rolePassword(secret, role)}'`)
  }
}

/** Brings grants, policies and the matrix's copy in the database to what the code says, in the caller's transaction. */
export async function applyPolicies(client: ClientBase, policies: TablePolicy[]): Promise<void> {
  const { rows } = await client.query<{ policyname: string; tablename: string }>(`select policyname, tablename from pg_policies where schemaname = 'public'`)
  const everyone = Object.values(loginRoles).join(', ')
  const statements = [
    ...rows.map(({ policyname, tablename }) => `drop policy "${policyname}" on "${tablename}"`),
    `revoke all on schema public from public`, `grant usage on schema public, app to ${everyone}`,
    `grant execute on all functions in schema app to ${everyone}`,
    ...policies.flatMap(policyStatements),
  ]
  await client.query(statements.join(';\n'))
  await client.query('delete from permission_grant')
  await client.query(
    'insert into permission_grant (permission, role, scope) select * from unnest($1::text[], $2::text[], $3::text[])',
    [grants.map((grant) => grant.permission), grants.map((grant) => grant.role), grants.map((grant) => grant.scope)],
  )
}
