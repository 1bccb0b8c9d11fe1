import { scopeOf } from '../../server/access/matrix.ts'
import type { Row, Tables } from '../support/cast.ts'

/** The reasons for which somebody sees a record, said in plain TypeScript from the rulings: what explanations are compared with. */
export function reasonsOf(person: Row, type: string, row: Row, tables: Tables): string[] {
  const found = person.audience === 'crm' ? ofStaff(person, type, row, tables) : ofDealer(person, type, row, tables)
  return Object.entries(found).filter(([, holds]) => holds).map(([name]) => name)
}

const permissionOf: Record<string, string> = { Account: 'account:read', Contact: 'contact:read', Partner: 'partner:read', Quote: 'quote:read', Order: 'order:read' }

function ofStaff(me: Row, type: string, row: Row, { partner: partners, app_user: people, account_team_member: members, quote_version: versions, quote_approval: steps, approval_delegation: absences }: Tables): Record<string, boolean> {
  if (type === 'Product' || type === 'User') return { everybody: true }
  const scope = scopeOf(me.roles as string[], permissionOf[type]!)
  const below = (id: unknown): boolean => id === me.id || people!.some((one) => one.id === id && one.manager_id && below(one.manager_id))
  const mine = (id: unknown) => id != null && (scope === 'own' ? id === me.id : scope === 'team' && below(id))
  const partner = type === 'Partner' ? row : partners!.find(({ id }) => id === row.partner_id)
  const right = scopeOf(me.roles as string[], 'quote:approve')
  // quotes that wait for somebody who is away are their delegate's to see
  const away = right ? absences!.filter(({ delegate_id, ended_at, to_day, grants }) => delegate_id === me.id && !ended_at && to_day > '2026' && (grants || right !== 'own')).map(({ person_id }) => person_id as unknown) : []
  const asked = () => versions!.some(({ id, quote_id }) => quote_id === row.id && steps!.some(({ version_id, state, person_id }) => version_id === id && state === 'Pending' && away.includes(person_id)))
  return {
    approver: type === 'Quote' && asked(),
    all: scope === 'all', owner: type !== 'Partner' && mine(row.owner_id), partner: mine(partner?.representative_id) || (scope === 'channel' && partner?.channel_manager_id === me.id),
    teamMember: type === 'Account' && members!.some(({ account_id, user_id }) => account_id === row.id && user_id === me.id),
  }
}

function ofDealer(me: Row, type: string, row: Row, { partner: partners }: Tables): Record<string, boolean> {
  const home = partners!.find(({ id }) => id === me.partner_id)!
  const family = partners!.filter(({ id, parent_id }) => id === home.id || parent_id === home.id).map(({ id }) => id as unknown)
  if (type === 'Product') return { announced: row.lifecycle !== 'PLANNED' }
  if (type === 'Partner') return { ownPartner: family.includes(row.id) }
  if (type === 'User') return { colleague: row.partner_id === home.id, looksAfterUs: [home.representative_id, home.channel_manager_id].includes(row.id) }
  const scope = scopeOf(me.roles as string[], permissionOf[type]!)
  // contacts stop at the own organisation; what is in one's charge alone, everywhere
  const reached = scope === 'org' && type !== 'Contact' ? family.includes(row.partner_id) : row.partner_id === home.id
  const shared = type === 'Account' || type === 'Contact'
  return { organisation: reached && scope === 'org', seller: reached && row.seller_id === me.id, shared: reached && shared && row.seller_id == null }
}
