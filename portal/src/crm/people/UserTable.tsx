import { IconUserPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../shared/Avatar'
import { useFormat } from '../../shared/format'
import { usePermission, useViewer } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { useViewAs } from '../access/useViewAs'
import { UsersDocument, type UserRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'
import { PersonDialog } from '../partners/PersonDialog'
import { STAFF_ROLES, StaffDialog } from './StaffDialog'
import { UserActions } from './UserActions'

const ROLES = [...STAFF_ROLES, 'partner_administrator', 'partner_manager', 'seller', 'buyer']

export const USERS: List<UserRowFragment> = {
  name: 'users', document: UsersDocument, sort: { id: 'name', desc: false },
  sorts: { name: 'NAME', email: 'EMAIL' },
  filters: (t) => [
    { id: 'active', kind: 'yes', label: t('people.onlyActive') },
    { id: 'audience', kind: 'choice', label: t('people.audience'), options: [{ value: 'crm', label: t('people.staff') }, { value: 'partner', label: t('field.partner') }] },
    { id: 'role', kind: 'choice', label: t('field.roles'), options: ROLES.map((value) => ({ value, label: t(`roles.${value}`) })) },
  ],
  views: (t) => [
    { id: 'all', label: t('views.allUsers'), filter: {} },
    { id: 'staff', label: t('people.staff'), filter: { audience: ['crm'] } },
    { id: 'partner', label: t('people.ofPartners'), filter: { audience: ['partner'] } },
  ],
}

export function UserTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { ago } = useFormat()
  const { id: viewerId } = useViewer()
  const mayLook = usePermission('access:viewas')
  const { viewAs, dialog } = useViewAs()
  const latest = useRef(viewAs)
  latest.current = viewAs
  const mayInvite = usePermission('staff:manage')
  const [edited, setEdited] = useState<UserRowFragment | 'new'>()
  const columns = useMemo<Column<UserRowFragment>[]>(() => [
    { id: 'name', label: t('field.name'), width: 200, grow: true, card: 'title', render: ({ name }) => <><Avatar name={name} size={20} /><span>{name}</span></> },
    { id: 'email', label: t('field.email'), width: 220, card: 'line', render: ({ email }) => <span>{email}</span> },
    { id: 'roles', label: t('field.roles'), width: 160, card: 'line', render: ({ roles }) => <span>{roles.map((role) => t(`roles.${role}`, role)).join(', ')}</span> },
    { id: 'partner', label: t('people.audience'), width: 190, card: 'line', render: ({ audience, partner }) => audience === 'crm' ? <span className="muted">{t('people.staff')}</span> : partner && <Link to="/partners/$id" params={{ id: partner.id }} className="link" tabIndex={-1}>{partner.name}</Link> },
    { id: 'title', label: t('field.title'), width: 160, hidden: true, render: ({ title }) => <span>{title}</span> },
    { id: 'manager', label: t('field.manager'), width: 150, hidden: true, render: ({ manager }) => <span>{manager?.name}</span> },
    { id: 'active', label: t('field.state'), width: 128, card: 'state', render: ({ state }) => <StateBadge state={state} /> },
    { id: 'seen', label: t('field.lastSeen'), width: 116, render: ({ lastSeenAt }) => lastSeenAt && ago(lastSeenAt) },
    { id: 'more', label: t('person.actions'), width: 84, card: 'amount', render: (user) => <UserActions user={user} onEdit={() => setEdited(user)} onLook={mayLook && user.active && user.id !== viewerId ? () => latest.current(user) : undefined} /> },
  ], [t, ago, mayLook, viewerId])
  const close = () => setEdited(undefined)
  return (
    <ListPage list={USERS} search={search} columns={columns} nameOf={({ name }) => name} opens={false}
      actions={mayInvite ? [{ id: 'new', label: t('people.invite'), icon: IconUserPlus, hotkey: 'n', tone: 'primary', run: () => setEdited('new') }] : []}>
      {dialog}
      {edited && (edited !== 'new' && edited.partner ? <PersonDialog partner={edited.partner} person={edited} onClose={close} /> : <StaffDialog person={edited === 'new' ? undefined : edited} onClose={close} />)}
    </ListPage>
  )
}
