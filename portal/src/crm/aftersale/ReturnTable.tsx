import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import { ReturnsDocument, type ReturnListRowFragment } from '../../shared/gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'

const STATES = ['Requested', 'Approved', 'Received', 'Closed', 'Rejected', 'Canceled']

export const RETURNS: List<ReturnListRowFragment> = {
  name: 'returns', document: ReturnsDocument, sort: { id: 'created', desc: false }, sorts: { number: 'NUMBER', created: 'CREATED_AT' },
  filters: (t) => [
    { id: 'state', kind: 'choice', label: t('field.state'), options: STATES.map((value) => ({ value, label: t(`states.${value === 'Requested' ? 'ReturnRequested' : value}`) })) },
    { id: 'partnerId', kind: 'partner', label: t('field.partner') },
    { id: 'ownerId', kind: 'user', label: t('field.owner') },
    { id: 'createdAt', kind: 'days', label: t('aftersale.asked') },
  ],
  views: (t) => [
    { id: 'todo', label: t('aftersale.toDecide'), filter: { state: ['Requested'] } },
    { id: 'coming', label: t('aftersale.coming'), filter: { state: ['Approved'] } },
    { id: 'credit', label: t('aftersale.toCredit'), filter: { state: ['Received'] } },
    { id: 'all', label: t('aftersale.allReturns'), filter: {}, sort: { id: 'created', desc: true } },
  ],
}

/** What comes back, the longest waiting first. */
export function ReturnTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { ago, date } = useFormat()
  const columns = useMemo<Column<ReturnListRowFragment>[]>(() => [
    { id: 'number', label: t('field.number'), width: 120, card: 'title', render: ({ order, number }) => <Link to="/orders/$id" params={{ id: order?.id ?? '' }} tabIndex={-1}>{number}</Link> },
    { id: 'state', label: t('field.state'), width: 148, card: 'state', render: ({ state }) => <StateBadge state={state === 'Requested' ? 'ReturnRequested' : state} /> },
    { id: 'order', label: t('aftersale.order'), width: 108, card: 'line', render: ({ order }) => <span>{order?.number}</span> },
    { id: 'buyer', label: t('aftersale.buyer'), width: 180, grow: true, card: 'line', render: ({ order }) => <span>{[order?.partner?.name, order?.account?.name].filter(Boolean).join(' · ')}</span> },
    { id: 'reason', label: t('orderDesk.why'), width: 160, grow: true, card: 'line', render: ({ reason }) => <span>{t(`orderDesk.reasons.${reason}`)}</span> },
    { id: 'pieces', label: t('aftersale.pieces'), width: 90, numeric: true, card: 'amount', render: ({ pieces }) => pieces },
    { id: 'created', label: t('aftersale.asked'), width: 116, card: 'line', render: ({ createdAt }) => ago(createdAt) },
    { id: 'received', label: t('aftersale.came'), width: 116, render: ({ receivedAt }) => receivedAt && date(receivedAt) },
  ], [t, ago, date])
  return <ListPage list={RETURNS} search={search} columns={columns} nameOf={({ number }) => number} opens={false} selects={false} />
}
