import { IconTruckLoading } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { SuppliesDocument, type SupplyRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'
import { optionsOf } from '../record/useOptions'
import { AnnounceDialog } from './AnnounceDialog'
import { SupplyActions } from './SupplyActions'
import c from './supplies.module.css'

export const SUPPLIES: List<SupplyRowFragment> = {
  name: 'supplies', document: SuppliesDocument, sort: { id: 'expected', desc: false },
  sorts: { expected: 'EXPECTED_DATE', quantity: 'QUANTITY' },
  filters: (t) => [
    { id: 'state', kind: 'choice', label: t('field.state'), options: optionsOf(t, 'SUPPLY_STATE') },
    { id: 'late', kind: 'yes', label: t('supplies.late') },
    { id: 'expectedDate', kind: 'days', whole: true, label: t('field.expectedDate') },
  ],
  views: (t) => [
    { id: 'coming', label: t('supplies.coming'), filter: { state: ['Announced'] } },
    { id: 'late', label: t('supplies.late'), filter: { late: ['true'] } },
    { id: 'received', label: t('supplies.here'), filter: { state: ['Received'] }, sort: { id: 'expected', desc: true } },
    { id: 'all', label: t('supplies.all'), filter: {}, sort: { id: 'expected', desc: true } },
  ],
}

/** What is on its way, the next to come first. */
export function SupplyTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { date, number } = useFormat()
  const mayAnnounce = usePermission('supply:announce')
  const [announcing, setAnnouncing] = useState(false)
  const columns = useMemo<Column<SupplyRowFragment>[]>(() => [
    { id: 'product', label: t('field.product'), width: 280, grow: true, card: 'title', render: ({ product }) => product && <Link to="/products/$id" params={{ id: product.id }} className="link" tabIndex={-1}>{product.sku} · {product.name}</Link> },
    { id: 'expected', label: t('field.expectedDate'), width: 160, card: 'line', render: ({ expectedDate, late }) => <span className={late ? c.late : undefined}>{date(expectedDate)}{late && ` · ${t('supplies.isLate')}`}</span> },
    { id: 'quantity', label: t('supplies.stillComing'), width: 118, numeric: true, card: 'line', render: ({ quantity, receivedQuantity }) => <span>{number(quantity - receivedQuantity)}{receivedQuantity > 0 && <span className="meta"> / {number(quantity)}</span>}</span> },
    { id: 'reserved', label: t('supplies.promised'), width: 96, numeric: true, render: ({ reserved }) => (reserved ? number(reserved) : <span className="muted">0</span>) },
    { id: 'orders', label: t('supplies.orders'), width: 80, numeric: true, render: ({ orderCount }) => (orderCount ? number(orderCount) : <span className="muted">0</span>) },
    { id: 'source', label: t('supplies.source'), width: 230, card: 'line', render: ({ source }) => <span>{source}</span> },
    { id: 'state', label: t('field.state'), width: 124, card: 'state', render: ({ state }) => <StateBadge state={state} /> },
    { id: 'more', label: t('person.actions'), width: 84, card: 'amount', render: (supply) => <SupplyActions supply={supply} /> },
  ], [t, date, number])
  return (
    <ListPage list={SUPPLIES} search={search} columns={columns} nameOf={({ product, expectedDate }) => `${product?.sku} ${expectedDate}`} opens={false} selects={false}
      actions={mayAnnounce ? [{ id: 'announce', label: t('supplies.announce'), icon: IconTruckLoading, hotkey: 'n', tone: 'primary', run: () => setAnnouncing(true) }] : []}>
      {announcing && <AnnounceDialog onClose={() => setAnnouncing(false)} />}
    </ListPage>
  )
}
