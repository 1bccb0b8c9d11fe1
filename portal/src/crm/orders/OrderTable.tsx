import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import { OrdersDocument, type OrderRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'
import { optionsOf } from '../record/useOptions'

export const ORDERS: List<OrderRowFragment> = {
  name: 'orders', document: OrdersDocument, sort: { id: 'placed', desc: true },
  sorts: { number: 'NUMBER', total: 'TOTAL', placed: 'PLACED_AT', promise: 'PROMISE_DATE' },
  filters: (t) => [
    { id: 'state', kind: 'choice', label: t('field.state'), options: optionsOf(t, 'ORDER_STATE') },
    { id: 'billingState', kind: 'choice', label: t('field.billing'), options: optionsOf(t, 'BILLING_STATE') },
    { id: 'partnerId', kind: 'partner', label: t('field.partner') },
    { id: 'ownerId', kind: 'user', label: t('field.owner') },
    { id: 'total', kind: 'amount', label: t('field.total') },
    { id: 'placedAt', kind: 'days', label: t('field.placed') },
    { id: 'promisedLater', kind: 'yes', label: t('views.promisedLater') },
  ],
  views: (t) => [
    { id: 'open', label: t('views.openOrders'), filter: { state: ['Placed', 'OnHold', 'Confirmed', 'PartiallyShipped', 'Shipped'] } },
    { id: 'confirm', label: t('views.toConfirm'), filter: { state: ['Placed'] }, sort: { id: 'placed', desc: false } },
    { id: 'ship', label: t('views.toShip'), filter: { state: ['Confirmed', 'PartiallyShipped'] }, sort: { id: 'promise', desc: false } },
    { id: 'later', label: t('views.promisedLater'), filter: { promisedLater: ['true'] }, sort: { id: 'promise', desc: false } },
    { id: 'held', label: t('views.onHold'), filter: { state: ['OnHold'] } },
    { id: 'all', label: t('views.allOrders'), filter: {} },
  ],
}

export function OrderTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { ago, date, money } = useFormat()
  const columns = useMemo<Column<OrderRowFragment>[]>(() => [
    { id: 'number', label: t('field.number'), width: 108, card: 'title', render: ({ id, number }) => <Link to="/orders/$id" params={{ id }} tabIndex={-1}>{number}</Link> },
    { id: 'state', label: t('field.state'), width: 148, card: 'state', render: ({ state }) => <StateBadge state={state} /> },
    { id: 'partner', label: t('field.partner'), width: 150, grow: true, card: 'line', render: ({ partner }) => partner && <span>{partner.name}</span> },
    { id: 'account', label: t('field.account'), width: 150, grow: true, card: 'line', render: ({ account }) => <span>{account?.name}</span> },
    { id: 'po', label: t('field.purchaseOrder'), width: 104, render: ({ purchaseOrder }) => <span>{purchaseOrder}</span> },
    { id: 'total', label: t('field.total'), width: 122, numeric: true, card: 'amount', render: ({ total, currency }) => total && money(total, currency) },
    { id: 'placed', label: t('field.placed'), width: 98, card: 'line', render: ({ placedAt }) => placedAt && ago(placedAt) },
    { id: 'requested', label: t('field.requestedDate'), width: 118, hidden: true, render: ({ requestedDate }) => date(requestedDate) },
    { id: 'promise', label: t('field.promiseDate'), width: 110, render: ({ promiseDate }) => date(promiseDate) },
    { id: 'billing', label: t('field.billing'), width: 146, render: ({ billingState }) => <StateBadge state={billingState} /> },
    { id: 'owner', label: t('field.owner'), width: 140, hidden: true, render: ({ owner }) => <span>{owner?.name}</span> },
  ], [t, ago, date, money])
  return <ListPage list={ORDERS} search={search} columns={columns} nameOf={({ number }) => number} />
}
