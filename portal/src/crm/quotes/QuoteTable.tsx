import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../shared/Avatar'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { QuotesDocument, type QuoteRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'
import { optionsOf } from '../record/useOptions'
import { NewQuote } from './NewQuote'

export const QUOTES: List<QuoteRowFragment> = {
  name: 'quotes', document: QuotesDocument, sort: { id: 'updated', desc: true },
  sorts: { number: 'NUMBER', total: 'TOTAL', valid: 'VALID_UNTIL', updated: 'UPDATED_AT', created: 'CREATED_AT' },
  variables: (may) => ({ margin: may('margin:read') }),
  filters: (t) => [
    { id: 'state', kind: 'choice', label: t('field.state'), options: optionsOf(t, 'QUOTE_STATE') },
    { id: 'partnerId', kind: 'partner', label: t('field.partner') },
    { id: 'ownerId', kind: 'user', label: t('field.owner') },
    { id: 'total', kind: 'amount', label: t('field.total') },
    { id: 'createdAt', kind: 'days', label: t('field.created') },
  ],
  views: (t, viewer) => [
    { id: 'open', label: t('views.openQuotes'), filter: { state: ['Requested', 'Draft', 'PendingApproval', 'Approved', 'Presented'] } },
    { id: 'mine', label: t('views.myQuotes'), filter: { ownerId: viewer ? [`${viewer.id}~${viewer.name}`] : [] } },
    { id: 'requested', label: t('views.requested'), filter: { state: ['Requested'] } },
    { id: 'approval', label: t('views.toApprove'), filter: { state: ['PendingApproval'] } },
    { id: 'approved', label: t('views.toPresent'), filter: { state: ['Approved'] } },
    { id: 'presented', label: t('views.presented'), filter: { state: ['Presented'] }, sort: { id: 'valid', desc: false } },
    { id: 'all', label: t('views.allQuotes'), filter: {} },
  ],
}

export function QuoteTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { ago, date, money, percent } = useFormat()
  const margin = usePermission('margin:read')
  const mayCreate = usePermission('quote:create')
  const [creating, { open, close }] = useDisclosure()

  const columns = useMemo<Column<QuoteRowFragment>[]>(() => [
    { id: 'number', label: t('field.number'), width: 106, card: 'title', render: ({ id, number }) => <Link to="/quotes/$id" params={{ id }} tabIndex={-1}>{number}</Link> },
    { id: 'state', label: t('field.state'), width: 146, card: 'state', render: ({ state }) => <StateBadge state={state} /> },
    { id: 'partner', label: t('field.partner'), width: 160, grow: true, card: 'line', render: ({ partner }) => partner && <><Avatar name={partner.name} of="organisation" size={18} /><span>{partner.name}</span></> },
    { id: 'account', label: t('field.account'), width: 160, grow: true, card: 'line', render: ({ account }) => <span>{account?.name}</span> },
    { id: 'owner', label: t('field.owner'), width: 144, render: ({ owner }) => owner && <><Avatar name={owner.name} size={18} /><span>{owner.name}</span></> },
    { id: 'total', label: t('field.total'), width: 122, numeric: true, card: 'amount', render: ({ total, currency }) => total && money(total, currency) },
    ...(margin ? [{ id: 'margin', label: t('field.margin'), width: 76, numeric: true, render: ({ marginPercent }: QuoteRowFragment) => marginPercent && percent(marginPercent) }] : []),
    { id: 'valid', label: t('field.validUntil'), width: 112, render: ({ validUntil }) => date(validUntil) },
    { id: 'updated', label: t('field.updated'), width: 100, card: 'line', render: ({ updatedAt }) => ago(updatedAt) },
    { id: 'created', label: t('field.created'), width: 110, hidden: true, render: ({ createdAt }) => date(createdAt) },
  ], [t, ago, date, money, percent, margin])

  return (
    <ListPage list={QUOTES} search={search} columns={columns} nameOf={({ number }) => number}
      actions={mayCreate ? [{ id: 'new', label: t('quotes.new'), icon: IconPlus, hotkey: 'n', tone: 'primary', run: open }] : []}>
      <NewQuote opened={creating} onClose={close} />
    </ListPage>
  )
}
