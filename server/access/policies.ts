import type { Audited, Unaudited } from './audited.ts'
import { type Condition, any, reason, within } from './condition.ts'
import type { Searched } from './found.ts'

/** SQL; with named reasons where people can ask why. */
type Sql = string | Condition

/** Whose rows a table's are, for one login role. `read` and `write` are SQL conditions; `grant` is what the role may do at all. */
export interface Rule {
  grant: string
  read: Sql
  /** What a row must be like to be written; as `read` when left out. */
  write?: Sql
  /** What a new row must be like; as `write` when left out. A foreign key alone accepts the row of anybody. */
  insert?: Sql
  /** What a row must be like after a change; as `write` when left out. */
  update?: Sql
}
export interface TablePolicy {
  table: string
  /** What the trail keeps of the table's changes, or why nothing. */
  audit: Audited | Unaudited
  staff?: Rule
  partner?: Rule
  system?: string
  /** Set where rows are looked up by words. */
  search?: Searched
}

export const loginRoles = { staff: 'guanxi_staff', partner: 'guanxi_partner', customer: 'guanxi_customer', system: 'guanxi_system' } as const
export type LoginRole = keyof typeof loginRoles

const isOneOf = (column: string, ids: string) => `${column} = any ((select ${ids})::uuid[])`
/** Rows with one of these ids in a column. */
const oneOf = (name: string, column: string, ids: string, details: Parameters<typeof reason>[2]): Condition => reason(name, isOneOf(column, ids), { ...details, among: { column, ids } })

/** Sub-selects are evaluated once per statement, not once per row; the columns are indexed. */
export const staffOwned = (permission: string, columns: { owner?: string; partner?: string } = { owner: 'owner_id', partner: 'partner_id' }): Condition =>
  any(reason('all', `(select app.scope('${permission}')) = 'all'`, { permission, scopes: ['all'] }),
    ...(columns.owner ? [oneOf('owner', columns.owner, `app.people('${permission}')`, { permission, scopes: ['own', 'team'], person: columns.owner })] : []),
    ...(columns.partner ? [oneOf('partner', columns.partner, `app.partners('${permission}')`, { permission, scopes: ['own', 'team', 'channel'], partner: columns.partner })] : []))

const inReach = (permission: string) => ({ column: 'partner_id', ids: `app.org('${permission}')` })
const ownPartner = { column: 'partner_id', ids: 'array[app.partner_id()]' }
const organisation = (permission: string) => reason('organisation', `(select app.scope('${permission}')) = 'org'`, { permission, scopes: ['org'], partner: 'partner_id' })
const inCharge = (permission: string, seller: string) => reason('seller', `${seller} = (select app.user_id())`, { permission, scopes: ['org', 'own'], person: seller })
/** What a dealer's people share, because no seller is in charge of it. */
const shared = (permission: string) => reason('shared', 'seller_id is null', { permission, scopes: ['org', 'own'] })

/** Rows of the viewer's organisation and its sub-dealers; for a viewer with scope `own`, only those in their charge. */
export const dealerOwned = (permission: string, seller = 'seller_id'): Condition =>
  within(isOneOf('partner_id', inReach(permission).ids), any(organisation(permission), inCharge(permission, seller)), 'reach', inReach(permission))

/** As `dealerOwned`, and what nobody in particular is in charge of. */
export const dealerShared = (permission: string): Condition =>
  within(isOneOf('partner_id', inReach(permission).ids), any(organisation(permission), shared(permission), inCharge(permission, 'seller_id')), 'reach', inReach(permission))

/** As `dealerShared`, the sub-dealers' excluded. */
export const organisationShared = (permission: string): Condition =>
  within('partner_id = (select app.partner_id())', any(organisation(permission), shared(permission), inCharge(permission, 'seller_id')), 'reach', ownPartner)

/** Rows of the viewer's own organisation, its sub-dealers' excluded. */
export const ownOrganisation = (permission: string, seller = 'seller_id'): Condition =>
  within('partner_id = (select app.partner_id())', any(organisation(permission), within(`(select app.scope('${permission}')) = 'own'`, inCharge(permission, seller))), 'reach', ownPartner)

export const holds = (permission: string): Condition => reason('holds', `(select app.scope('${permission}')) is not null`, { permission })

/** Child rows are seen where their parent is: the parent's own policies decide. */
export const through = (parent: string, column: string, key = 'id', child?: string): Condition =>
  reason('parent', `exists (select 1 from ${parent} parent where parent.${key} = ${child ? `${child}.` : ''}${column})`)

const command = (grant: string, name: string) => new RegExp(`\\b${name}\\b`).test(grant)

const byTable = new Map<string, TablePolicy>()
/** Makes policies known by their table, for those who explain them. */
export function declared<Policies extends TablePolicy[]>(policies: Policies): Policies {
  for (const policy of policies) byTable.set(policy.table, policy)
  return policies
}
export const policyOf = (table: string): TablePolicy | undefined => byTable.get(table)

/** All statements that bring one table's grants and policies to what its file says. The owner gets a policy of its own, because row security is forced on it too. */
export function policyStatements(policy: TablePolicy): string[] {
  const { table } = policy
  const out = [`alter table ${table} enable row level security`, `alter table ${table} force row level security`,
    `revoke all on ${table} from ${Object.values(loginRoles).join(', ')}`, `create policy owner on ${table} to current_user using (true) with check (true)`]
  const system = policy.system ?? 'select, insert, update, delete'
  if (system) out.push(`grant ${system} on ${table} to ${loginRoles.system}`, `create policy system on ${table} to ${loginRoles.system} using (true) with check (true)`)
  for (const name of ['staff', 'partner'] as const) {
    const rule = policy[name]
    if (!rule) continue
    const role = loginRoles[name], write = rule.write ?? rule.read
    out.push(`grant ${rule.grant} on ${table} to ${role}`, `create policy ${name}_read on ${table} for select to ${role} using (${rule.read})`)
    if (command(rule.grant, 'insert')) out.push(`create policy ${name}_insert on ${table} for insert to ${role} with check (${rule.insert ?? write})`)
    if (command(rule.grant, 'update')) out.push(`create policy ${name}_update on ${table} for update to ${role} using (${write}) with check (${rule.update ?? write})`)
    if (command(rule.grant, 'delete')) out.push(`create policy ${name}_delete on ${table} for delete to ${role} using (${write})`)
  }
  return out
}
