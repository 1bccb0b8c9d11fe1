import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { ConfigurationsDocument, type ConfigurationRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'

export const CONFIGURATIONS: List<ConfigurationRowFragment> = {
  name: 'configurations', document: ConfigurationsDocument, sort: { id: 'updated', desc: true },
  sorts: { name: 'NAME', updated: 'UPDATED_AT' },
  filters: (t) => [{ id: 'partnerId', kind: 'partner', label: t('field.partner') }, { id: 'outdated', kind: 'yes', label: t('configured.outdated') }],
  views: (t) => [{ id: 'all', label: t('configured.all'), filter: {} }, { id: 'outdated', label: t('configured.outdated'), filter: { outdated: ['true'] } }],
}

/** What dealers and we have configured, the latest first. */
export function ConfigurationTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const columns = useMemo<Column<ConfigurationRowFragment>[]>(() => [
    { id: 'name', label: t('field.name'), width: 200, grow: true, card: 'title', render: ({ id, name }) => <Link to="/configurations/$id" params={{ id }} tabIndex={-1}>{name}</Link> },
    { id: 'model', label: t('configured.model'), width: 220, grow: true, card: 'line', render: ({ version, outdated }) => <span>{version?.model?.name}{outdated && ` · ${t('configured.outdated')}`}</span> },
    { id: 'partner', label: t('field.partner'), width: 160, card: 'line', render: ({ partner }) => <span>{partner?.name}</span> },
    { id: 'by', label: t('configured.by'), width: 130, render: ({ createdBy }) => <span>{createdBy?.name}</span> },
    { id: 'updated', label: t('models.changed'), width: 110, card: 'line', render: ({ updatedAt }) => date(updatedAt) },
    { id: 'total', label: t('field.total'), width: 130, numeric: true, card: 'amount', render: ({ offer }) => offer.total && money(offer.total, offer.currency) },
  ], [t, date, money])
  return <ListPage list={CONFIGURATIONS} search={search} columns={columns} nameOf={({ name }) => name} selects={false} />
}
