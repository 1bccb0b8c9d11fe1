import { IconPlus } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { PromotionsDocument, type PromotionRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'
import { BudgetBar } from './BudgetBar'
import { useOffer, useQuantities } from './offer'

const standings = ['Draft', 'Scheduled', 'Active', 'UsedUp', 'Paused', 'Ended'], kinds = ['PERCENT', 'AMOUNT', 'BUY_GET', 'BUNDLE']

export const PROMOTIONS: List<PromotionRowFragment> = {
  name: 'promotions', document: PromotionsDocument, sort: { id: 'from', desc: true }, sorts: { name: 'NAME', from: 'VALID_FROM', to: 'VALID_TO', rank: 'RANK' },
  filters: (t) => [
    { id: 'standing', kind: 'choice', label: t('field.state'), options: standings.map((value) => ({ value, label: t(`states.${value}`) })) },
    { id: 'kind', kind: 'choice', label: t('field.kind'), options: kinds.map((value) => ({ value, label: t(`promotions.kind.${value}`) })) },
    { id: 'validFrom', kind: 'days', label: t('promotions.begins') },
    { id: 'validTo', kind: 'days', label: t('promotions.ends') },
  ],
  views: (t) => [
    { id: 'running', label: t('promotions.views.running'), filter: { standing: ['Active'] } },
    { id: 'scheduled', label: t('states.Scheduled'), filter: { standing: ['Scheduled'] } },
    { id: 'paused', label: t('states.Paused'), filter: { standing: ['Paused'] } },
    { id: 'drafts', label: t('promotions.views.drafts'), filter: { standing: ['Draft'] } },
    { id: 'used', label: t('promotions.views.used'), filter: { standing: ['UsedUp'] } },
    { id: 'all', label: t('promotions.views.all'), filter: {} },
  ],
}

export function PromotionTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { date, number } = useFormat()
  const offer = useOffer(), quantities = useQuantities(), navigate = useNavigate(), mayCreate = usePermission('promotion:create')
  const columns = useMemo<Column<PromotionRowFragment>[]>(() => [
    { id: 'name', label: t('field.name'), width: 220, grow: true, card: 'title', render: ({ id, name }) => <Link to="/promotions/$id" params={{ id }} tabIndex={-1}>{name}</Link> },
    { id: 'state', label: t('field.state'), width: 130, card: 'state', render: ({ standing }) => <StateBadge state={standing} /> },
    { id: 'offer', label: t('promotions.gives'), width: 190, card: 'line', render: (row) => <span>{offer(row)}</span> },
    { id: 'quantity', label: t('field.quantity'), width: 90, numeric: true, render: (row) => quantities(row) || '—' },
    { id: 'products', label: t('prices.products'), width: 92, numeric: true, render: ({ productCount }) => number(productCount) },
    { id: 'from', label: t('promotions.begins'), width: 112, card: 'line', render: ({ validFrom }) => date(validFrom) },
    { id: 'to', label: t('promotions.ends'), width: 112, card: 'line', render: ({ validTo }) => date(validTo) },
    { id: 'budget', label: t('promotions.budget'), width: 140, render: (row) => <BudgetBar promotion={row} short /> },
    { id: 'rank', label: t('prices.rank'), width: 70, numeric: true, render: ({ rank }) => number(rank) },
    { id: 'stackable', label: t('prices.stackable'), width: 130, hidden: true, render: ({ stackable }) => t(stackable ? 'yes' : 'no') },
  ], [t, date, number, offer, quantities])
  return <ListPage list={PROMOTIONS} search={search} columns={columns} nameOf={({ name }) => name} selects={false}
    actions={mayCreate ? [{ id: 'new', label: t('promotions.new'), icon: IconPlus, hotkey: 'n', tone: 'primary', run: () => void navigate({ to: '/promotions/new' }) }] : []} />
}
