import { Condition, type Reason } from './condition.ts'
import type { Scope } from './matrix.ts'
import { policyOf } from './policies.ts'
import type { Reach } from '../kit/read/registry.ts'

interface Asker { audience: string; scope(permission: string): Scope | null }

/** Where all rows are that a viewer may see of a table, as its policy has it; null where it may show rows for other reasons, such as that everybody may see them. */
export function reachOf(viewer: Asker, table: string): Reach | null {
  const read = policyOf(table)?.[viewer.audience === 'crm' ? 'staff' : 'partner']?.read
  if (!(read instanceof Condition)) return null
  const scopes = new Set<Scope | null>()
  const mayHold = ({ permission, scopes: wanted }: Reason): boolean => {
    const held = permission ? viewer.scope(permission) : null
    if (permission) scopes.add(held)
    return !permission || (held !== null && (!wanted || wanted.includes(held)))
  }
  const reasons = read.reasons.filter(mayHold)
  if (!reasons.length || reasons.some(({ among }) => !among)) return null
  const among = [...new Map(reasons.map((reason) => [JSON.stringify(reason.among), reason.among!])).values()]
  return { among, few: !scopes.has('team') && !scopes.has('channel') }
}
