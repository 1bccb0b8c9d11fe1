import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { CategoriesDocument, ProductsDocument, type ProductRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'
import { optionsOf } from '../record/useOptions'

export const PRODUCTS: List<ProductRowFragment> = {
  name: 'products', document: ProductsDocument, sort: { id: 'sku', desc: false },
  sorts: { sku: 'SKU', name: 'NAME' },
  variables: (may) => ({ cost: may('cost:read') }),
  filters: (t) => [
    { id: 'inStock', kind: 'yes', label: t('products.inStock') },
    { id: 'lifecycle', kind: 'choice', label: t('field.lifecycle'), options: optionsOf(t, 'LIFECYCLE') },
    { id: 'categoryId', kind: 'choice', label: t('field.category'), options: [] },
  ],
  views: (t) => [
    { id: 'all', label: t('views.allProducts'), filter: {} },
    { id: 'stock', label: t('products.inStock'), filter: { inStock: ['true'] } },
    { id: 'ending', label: t('views.ending'), filter: { lifecycle: ['PHASING_OUT', 'DISCONTINUED'] } },
  ],
}

export function ProductTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { date, money, number } = useFormat()
  const cost = usePermission('cost:read')
  const [{ data }] = useQuery({ query: CategoriesDocument })
  const columns = useMemo<Column<ProductRowFragment>[]>(() => [
    { id: 'sku', label: t('field.sku'), width: 130, card: 'line', render: ({ id, sku }) => <Link to="/products/$id" params={{ id }} tabIndex={-1}>{sku}</Link> },
    { id: 'name', label: t('field.product'), width: 260, grow: true, card: 'title', render: ({ name }) => <span>{name}</span> },
    { id: 'category', label: t('field.category'), width: 150, render: ({ category }) => <span>{category?.name}</span> },
    { id: 'lifecycle', label: t('field.lifecycle'), width: 124, card: 'state', render: ({ lifecycle }) => <StateBadge state={lifecycle} /> },
    { id: 'list', label: t('field.listPrice'), width: 120, numeric: true, card: 'amount', render: ({ listPrice, currency }) => listPrice && money(listPrice, currency) },
    ...(cost ? [{ id: 'cost', label: t('field.cost'), width: 110, numeric: true, render: ({ cost: amount, currency }: ProductRowFragment) => amount && money(amount, currency) }] : []),
    { id: 'available', label: t('field.available'), width: 100, numeric: true, card: 'line', render: ({ available, unit }) => <span>{number(available)}<span className="meta"> {unit && t(`units.${unit}`, { defaultValue: unit })}</span></span> },
    { id: 'inbound', label: t('field.inbound'), width: 150, numeric: true, render: ({ inboundQuantity, inboundDate }) => inboundQuantity ? <span>{number(inboundQuantity)}<span className="meta"> · {date(inboundDate, 'short')}</span></span> : null },
    { id: 'lead', label: t('field.leadTime'), width: 96, numeric: true, render: ({ leadTimeDays }) => t('days', { count: leadTimeDays }) },
  ], [t, date, money, number, cost])
  const options = useMemo(() => ({ categoryId: (data?.categories ?? []).map(({ id, name }) => ({ value: id, label: name })) }), [data])
  return <ListPage list={PRODUCTS} search={search} options={options} columns={columns} nameOf={({ name }) => name} />
}
