import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../shared/Avatar'
import { useFormat } from '../../shared/format'
import { UsersDocument, type UserRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { Filter, ListSearch, View } from '../grid/listState'

export function UserTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { ago } = useFormat()
  const columns = useMemo<Column<UserRowFragment>[]>(() => [
    { id: 'name', label: t('field.name'), width: 200, grow: true, sort: 'NAME', card: 'title', render: ({ name }) => <><Avatar name={name} size={20} /><span>{name}</span></> },
    { id: 'email', label: t('field.email'), width: 240, sort: 'EMAIL', card: 'line', render: ({ email }) => <span>{email}</span> },
    { id: 'roles', label: t('field.roles'), width: 190, card: 'line', render: ({ roles }) => <span>{roles.map((role) => t(`roles.${role}`, role)).join(', ')}</span> },
    { id: 'audience', label: t('people.audience'), width: 140, render: ({ audience }) => t(audience === 'partner' ? 'field.partner' : 'people.staff') },
    { id: 'title', label: t('field.title'), width: 160, hidden: true, render: ({ title }) => <span>{title}</span> },
    { id: 'manager', label: t('field.manager'), width: 150, render: ({ manager }) => <span>{manager?.name}</span> },
    { id: 'active', label: t('field.active'), width: 90, card: 'state', render: ({ active }) => t(active ? 'yes' : 'no') },
    { id: 'seen', label: t('field.lastSeen'), width: 130, render: ({ lastSeenAt }) => lastSeenAt && ago(lastSeenAt) },
  ], [t, ago])
  const filters = useMemo<Filter[]>(() => [
    { id: 'active', kind: 'yes', label: t('people.onlyActive') },
    { id: 'audience', kind: 'choice', label: t('people.audience'), options: [{ value: 'staff', label: t('people.staff') }, { value: 'partner', label: t('field.partner') }] },
  ], [t])
  const views = useMemo<View[]>(() => [
    { id: 'all', label: t('views.allUsers'), filter: {} },
    { id: 'staff', label: t('people.staff'), filter: { audience: ['staff'] } },
    { id: 'partner', label: t('people.ofPartners'), filter: { audience: ['partner'] } },
  ], [t])
  return <ListPage name="users" search={search} document={UsersDocument} columns={columns} filters={filters} views={views} sort={{ id: 'name', desc: false }} nameOf={({ name }) => name} opens={false} />
}
