import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import { OrdersDocument, type OrderRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { Filter, ListSearch, View } from '../grid/listState'
import { useOptions } from '../record/useOptions'

export function OrderTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { ago, date, money } = useFormat()
  const states = useOptions('ORDER_STATE')
  const billing = useOptions('BILLING_STATE')
  const columns = useMemo<Column<OrderRowFragment>[]>(() => [
    { id: 'number', label: t('field.number'), width: 108, sort: 'NUMBER', card: 'title', render: ({ id, number }) => <Link to="/orders/$id" params={{ id }} tabIndex={-1}>{number}</Link> },
    { id: 'state', label: t('field.state'), width: 148, card: 'state', render: ({ state }) => <StateBadge state={state} /> },
    { id: 'partner', label: t('field.partner'), width: 150, grow: true, card: 'line', render: ({ partner }) => partner && <span>{partner.name}</span> },
    { id: 'account', label: t('field.account'), width: 150, grow: true, card: 'line', render: ({ account }) => <span>{account?.name}</span> },
    { id: 'po', label: t('field.purchaseOrder'), width: 104, render: ({ purchaseOrder }) => <span>{purchaseOrder}</span> },
    { id: 'total', label: t('field.total'), width: 122, numeric: true, sort: 'TOTAL', card: 'amount', render: ({ total, currency }) => total && money(total, currency) },
    { id: 'placed', label: t('field.placed'), width: 98, sort: 'PLACED_AT', card: 'line', render: ({ placedAt }) => placedAt && ago(placedAt) },
    { id: 'requested', label: t('field.requestedDate'), width: 118, hidden: true, render: ({ requestedDate }) => date(requestedDate) },
    { id: 'promise', label: t('field.promiseDate'), width: 110, sort: 'PROMISE_DATE', render: ({ promiseDate }) => date(promiseDate) },
    { id: 'billing', label: t('field.billing'), width: 146, render: ({ billingState }) => <StateBadge state={billingState} /> },
    { id: 'owner', label: t('field.owner'), width: 140, hidden: true, render: ({ owner }) => <span>{owner?.name}</span> },
  ], [t, ago, date, money])
  const filters = useMemo<Filter[]>(() => [
    { id: 'state', kind: 'choice', label: t('field.state'), options: states },
    { id: 'billingState', kind: 'choice', label: t('field.billing'), options: billing },
    { id: 'partnerId', kind: 'partner', label: t('field.partner') },
    { id: 'ownerId', kind: 'user', label: t('field.owner') },
    { id: 'total', kind: 'amount', label: t('field.total') },
    { id: 'placedAt', kind: 'days', label: t('field.placed') },
  ], [t, states, billing])
  const views = useMemo<View[]>(() => [
    { id: 'open', label: t('views.openOrders'), filter: { state: ['Placed', 'OnHold', 'Confirmed', 'PartiallyShipped', 'Shipped'] } },
    { id: 'confirm', label: t('views.toConfirm'), filter: { state: ['Placed'] }, sort: { id: 'placed', desc: false } },
    { id: 'ship', label: t('views.toShip'), filter: { state: ['Confirmed', 'PartiallyShipped'] }, sort: { id: 'promise', desc: false } },
    { id: 'held', label: t('views.onHold'), filter: { state: ['OnHold'] } },
    { id: 'all', label: t('views.allOrders'), filter: {} },
  ], [t])
  return <ListPage name="orders" search={search} document={OrdersDocument} columns={columns} filters={filters} views={views} sort={{ id: 'placed', desc: true }} nameOf={({ number }) => number} />
}
