import { table } from './matrix-table.ts'

export const staffRoles = ['representative', 'manager', 'order_desk', 'finance', 'channel_manager', 'product_manager', 'marketer', 'service_agent', 'analyst', 'administrator'] as const
export const partnerRoles = ['partner_administrator', 'partner_manager', 'seller', 'buyer'] as const
export const roles = [...staffRoles, ...partnerRoles] as const
export type Role = (typeof roles)[number]

export const scopes = ['all', 'team', 'channel', 'own', 'org'] as const
export type Scope = (typeof scopes)[number]

export interface Grant { permission: string; role: Role; scope: Scope }

const rows = table.trim().split('\n').slice(1).map((line) => line.replace('|', ' ').trim().split(/\s+/))

export const grants: Grant[] = rows.flatMap(([permission, ...cells]) => {
  if (cells.length !== roles.length) throw new Error(`${permission}: ${cells.length} cells for ${roles.length} roles`)
  return cells.flatMap((cell, index) => {
    if (cell === '-') return []
    if (!scopes.includes(cell as Scope)) throw new Error(`${permission}: no such scope as ${cell}`)
    return [{ permission: permission!, role: roles[index]!, scope: cell as Scope }]
  })
})

export const permissions: string[] = rows.map(([permission]) => permission!)

const byRole = new Map<string, Map<string, Scope>>(roles.map((role) =>
  [role, new Map(grants.filter((grant) => grant.role === role).map((grant) => [grant.permission, grant.scope]))]))

/** The widest scope that any of the roles grants; the order of `scopes` is the order of width. */
export function scopeOf(held: readonly string[], permission: string): Scope | null {
  let widest: Scope | null = null
  for (const role of held) {
    const scope = byRole.get(role)?.get(permission)
    if (scope && (widest === null || scopes.indexOf(scope) < scopes.indexOf(widest))) widest = scope
  }
  return widest
}

/** Whether any role of an audience holds a permission at all: if not, the word does not exist in its schema. */
export const grantedTo = (audience: 'crm' | 'partner' | 'customer', permission: string): boolean =>
  grants.some((grant) => grant.permission === permission &&
    (audience === 'crm' ? (staffRoles as readonly string[]) : audience === 'partner' ? (partnerRoles as readonly string[]) : []).includes(grant.role))
