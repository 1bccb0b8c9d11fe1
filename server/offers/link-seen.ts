import { scopeOf } from '../access/matrix.ts'
import type { Run } from '../kit/read/reader.ts'
import { linkState } from '../quotes/quote-link.ts'

/** What stands behind a link, for who has it. */
export interface SeenLink {
  id: string; quoteId: string; versionId: string; number: string; version: number; name: string; email: string; locale: string; userId: string | null
  state: 'Open' | 'Accepted' | 'Declined' | 'Revoked' | 'Expired' | 'Closed'
  signer: string | null; answeredAt: Date | null; sha256: string | null; purchaseOrder: string | null; orderNumber: string | null
  /** Of the partner's person whom it is for. */
  roles: string[] | null
}

/** Nobody answers for a partner any more who has left it, or whose partner no longer works with us, or who may not accept this one. */
const mayAnswer = ({ roles, ...row }: SeenLink & { inCharge: boolean }): boolean => { const scope = roles && scopeOf(roles, 'quote:accept'); return !row.userId || scope === 'org' || (scope === 'own' && row.inCharge) }

/** A link as it stands, by its id; the version that it was made for is the only one it leads to. `lock`: nobody else answers or withdraws it meanwhile. */
export async function seenLink(run: Run, id: string, lock = false): Promise<SeenLink | null> {
  const [row] = (await run(
    `select l.id, l.quote_id as "quoteId", l.version_id as "versionId", q.number, v.number as version, l.name, l.email, l.locale, l.user_id as "userId", ${linkState('l')} as state,
       l.signer, l.answered_at as "answeredAt", encode(l.sha256, 'hex') as sha256, v.purchase_order as "purchaseOrder", (select o.number from sales_order o where o.quote_version_id = v.id) as "orderNumber",
       (select case when u.active and p.state = 'Active' and u.partner_id = q.partner_id then u.roles else '{}' end from app_user u join partner p on p.id = u.partner_id where u.id = l.user_id) as roles, q.seller_id is not distinct from l.user_id as "inCharge"
     from quote_link l join quote_version v on v.id = l.version_id join quote q on q.id = l.quote_id where l.id = $1${lock ? ' for update of l' : ''}`, [id])) as (SeenLink & { inCharge: boolean })[]
  if (!row) return null
  return row.state === 'Open' && !mayAnswer(row) ? { ...row, state: 'Revoked' } : row
}
