import type { PlanViewer, SqlScope } from '../kit/read/registry.ts'

/** The columns of a row that say whose it is. A table may lack some. */
export interface Belonging { owner?: string; partner?: string; seller?: string }

export const usual: Belonging = { owner: 'owner_id', partner: 'partner_id', seller: 'seller_id' }

/**
 * Whether the viewer's scope of a permission covers a row, as SQL; null when the viewer lacks it altogether.
 * Finer than the row policies, which only say what may be seen: one may see a team's quotes and approve none of them.
 */
export function covers(permission: string, row: string, viewer: PlanViewer, scope: Pick<SqlScope, 'param'>, belonging: Belonging = usual): string | null {
  const held = viewer.scope(permission)
  const { owner, partner, seller } = belonging
  if (held === null) return null
  if (held === 'all') return 'true'
  if (viewer.audience !== 'crm') {
    const own = partner ? `${row}.${partner} = ${scope.param(viewer.partnerId)}::uuid` : 'true'
    return held === 'own' && seller ? `${own} and ${row}.${seller} = ${scope.param(viewer.userId)}::uuid` : own
  }
  const name = `'${permission}'`
  return [
    ...(owner ? [`${row}.${owner} = any ((select app.people(${name}))::uuid[])`] : []),
    ...(partner ? [`${row}.${partner} = any ((select app.partners(${name}))::uuid[])`] : []),
  ].map((one) => `(${one})`).join(' or ') || 'false'
}
