import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import { OrderChangesDocument, type OrderChangeListRowFragment } from '../../shared/gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'
import { optionsOf } from '../record/useOptions'

export const CHANGES: List<OrderChangeListRowFragment> = {
  name: 'order-changes', document: OrderChangesDocument, sort: { id: 'created', desc: false }, sorts: { created: 'CREATED_AT' },
  filters: (t) => [
    { id: 'state', kind: 'choice', label: t('field.state'), options: optionsOf(t, 'CHANGE_STATE') },
    { id: 'partnerId', kind: 'partner', label: t('field.partner') },
    { id: 'ownerId', kind: 'user', label: t('field.owner') },
    { id: 'createdAt', kind: 'days', label: t('aftersale.asked') },
  ],
  views: (t) => [
    { id: 'todo', label: t('aftersale.toApply'), filter: { state: ['Submitted', 'Approved'] } },
    { id: 'approval', label: t('states.PendingApproval'), filter: { state: ['PendingApproval'] } },
    { id: 'dealer', label: t('aftersale.atDealer'), filter: { state: ['PendingPartnerApproval'] } },
    { id: 'all', label: t('aftersale.allChanges'), filter: {}, sort: { id: 'created', desc: true } },
  ],
}

/** What somebody wants to change about orders, the longest waiting first. */
export function ChangeTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { ago, money } = useFormat()
  const columns = useMemo<Column<OrderChangeListRowFragment>[]>(() => [
    { id: 'order', label: t('aftersale.order'), width: 150, card: 'title', render: ({ order, number }) => order && <Link to="/orders/$id" params={{ id: order.id }} tabIndex={-1}>{order.number} · {number}</Link> },
    { id: 'state', label: t('field.state'), width: 158, card: 'state', render: ({ state }) => <StateBadge state={state} /> },
    { id: 'buyer', label: t('aftersale.buyer'), width: 180, grow: true, card: 'line', render: ({ order }) => <span>{[order?.partner?.name, order?.account?.name].filter(Boolean).join(' · ')}</span> },
    { id: 'reason', label: t('orderDesk.why'), width: 200, grow: true, card: 'line', render: ({ reason }) => <span>{reason}</span> },
    { id: 'before', label: t('orderDesk.before'), width: 122, numeric: true, render: ({ totalBefore, currency }) => money(totalBefore, currency) },
    { id: 'after', label: t('orderDesk.after'), width: 122, numeric: true, card: 'amount', render: ({ totalAfter, currency }) => money(totalAfter, currency) },
    { id: 'by', label: t('aftersale.by'), width: 150, render: ({ requestedBy }) => <span>{requestedBy?.name}</span> },
    { id: 'created', label: t('aftersale.asked'), width: 116, card: 'line', render: ({ createdAt }) => ago(createdAt) },
  ], [t, ago, money])
  return <ListPage list={CHANGES} search={search} columns={columns} nameOf={({ order, number }) => `${order?.number ?? ''} ${number}`} opens={false} selects={false} />
}
