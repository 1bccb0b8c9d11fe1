import { ActionIcon } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { IconUserPlus } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../shared/Avatar'
import { useFormat } from '../../shared/format'
import { usePermission, useViewer } from '../../shared/session/Session'
import { PersonMenu } from '../../shared/people/PersonMenu'
import { StateBadge } from '../../shared/StateBadge'
import { useViewAs } from '../access/useViewAs'
import { HistoryButton } from '../audit/HistoryButton'
import { UsersDocument, type UserRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { Filter, ListSearch, View } from '../grid/listState'
import { PersonDialog } from '../partners/PersonDialog'
import { UserPrivacy } from '../privacy/UserPrivacy'
import { STAFF_ROLES, StaffDialog } from './StaffDialog'

const ROLES = [...STAFF_ROLES, 'partner_administrator', 'partner_manager', 'seller', 'buyer']

export function UserTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { ago } = useFormat()
  const { id: viewerId } = useViewer()
  const mayExport = usePermission('privacy:export')
  const mayLook = usePermission('access:viewas')
  const { viewAs, dialog } = useViewAs()
  const latest = useRef(viewAs)
  latest.current = viewAs
  const mayManage = usePermission('user:manage')
  const mayInvite = usePermission('staff:manage')
  const [edited, setEdited] = useState<UserRowFragment | 'new'>()
  const columns = useMemo<Column<UserRowFragment>[]>(() => [
    { id: 'name', label: t('field.name'), width: 200, grow: true, sort: 'NAME', card: 'title', render: ({ name }) => <><Avatar name={name} size={20} /><span>{name}</span></> },
    { id: 'email', label: t('field.email'), width: 220, sort: 'EMAIL', card: 'line', render: ({ email }) => <span>{email}</span> },
    { id: 'roles', label: t('field.roles'), width: 160, card: 'line', render: ({ roles }) => <span>{roles.map((role) => t(`roles.${role}`, role)).join(', ')}</span> },
    { id: 'partner', label: t('people.audience'), width: 190, card: 'line', render: ({ audience, partner }) => audience === 'crm' ? <span className="muted">{t('people.staff')}</span> : partner && <Link to="/partners/$id" params={{ id: partner.id }} className="link" tabIndex={-1}>{partner.name}</Link> },
    { id: 'title', label: t('field.title'), width: 160, hidden: true, render: ({ title }) => <span>{title}</span> },
    { id: 'manager', label: t('field.manager'), width: 150, render: ({ manager }) => <span>{manager?.name}</span> },
    { id: 'active', label: t('field.state'), width: 128, card: 'state', render: ({ state }) => <StateBadge state={state} /> },
    { id: 'seen', label: t('field.lastSeen'), width: 130, render: (user) => <><span style={{ flex: 1 }}>{user.lastSeenAt && ago(user.lastSeenAt)}</span>{mayLook && user.active && user.id !== viewerId && <ActionIcon size={24} aria-label={t('viewAs.doOf', { name: user.name })} title={t('viewAs.doOf', { name: user.name })} onClick={() => latest.current(user)}><IconEye size={15} stroke={1.6} /></ActionIcon>}</> },
    { id: 'history', label: t('history.title'), width: 80, card: 'line', render: ({ id, name }) => <HistoryButton of="user" id={id} name={name} inRow /> },
    ...(mayExport ? [{ id: 'privacy', label: t('privacy.title'), width: 80, card: 'line' as const, render: (user: UserRowFragment) => <UserPrivacy user={user} /> }] : []),
    ...(mayManage ? [{ id: 'more', label: t('person.actions'), width: 72, card: 'line' as const, render: (user: UserRowFragment) => <PersonMenu person={user} onEdit={() => setEdited(user)} /> }] : []),
  ], [t, ago, mayManage, mayExport, mayLook, viewerId])
  const filters = useMemo<Filter[]>(() => [
    { id: 'active', kind: 'yes', label: t('people.onlyActive') },
    { id: 'audience', kind: 'choice', label: t('people.audience'), options: [{ value: 'crm', label: t('people.staff') }, { value: 'partner', label: t('field.partner') }] },
    { id: 'role', kind: 'choice', label: t('field.roles'), options: ROLES.map((value) => ({ value, label: t(`roles.${value}`) })) },
  ], [t])
  const views = useMemo<View[]>(() => [
    { id: 'all', label: t('views.allUsers'), filter: {} },
    { id: 'staff', label: t('people.staff'), filter: { audience: ['crm'] } },
    { id: 'partner', label: t('people.ofPartners'), filter: { audience: ['partner'] } },
  ], [t])
  const close = () => setEdited(undefined)
  return (
    <ListPage name="users" search={search} document={UsersDocument} columns={columns} filters={filters} views={views} sort={{ id: 'name', desc: false }} nameOf={({ name }) => name} opens={false}
      actions={mayInvite ? [{ id: 'new', label: t('people.invite'), icon: IconUserPlus, hotkey: 'n', tone: 'primary', run: () => setEdited('new') }] : []}>
      {dialog}
      {edited && (edited !== 'new' && edited.partner ? <PersonDialog partner={edited.partner} person={edited} onClose={close} /> : <StaffDialog person={edited === 'new' ? undefined : edited} onClose={close} />)}
    </ListPage>
  )
}
