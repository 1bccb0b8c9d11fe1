import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import { InvoicesDocument, type InvoiceRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'

const STATES = ['Draft', 'Issued', 'PartiallyPaid', 'Paid', 'Credited', 'Discarded']

export const INVOICES: List<InvoiceRowFragment> = {
  name: 'invoices', document: InvoicesDocument, sort: { id: 'issued', desc: true },
  sorts: { issued: 'ISSUE_DATE', due: 'DUE_DATE', gross: 'GROSS' },
  filters: (t) => [
    { id: 'state', kind: 'choice', label: t('field.state'), options: STATES.map((value) => ({ value, label: t(`states.${value}`) })) },
    { id: 'kind', kind: 'choice', label: t('field.kind'), options: ['INVOICE', 'CREDIT_NOTE'].map((value) => ({ value, label: t(`invoices.kind.${value}`) })) },
    { id: 'overdue', kind: 'yes', label: t('invoices.overdue') },
    { id: 'open', kind: 'yes', label: t('invoices.open') },
    { id: 'partnerId', kind: 'partner', label: t('field.partner') },
    { id: 'gross', kind: 'amount', label: t('invoices.gross') },
  ],
  views: (t) => [
    { id: 'open', label: t('invoices.views.open'), filter: { open: ['true'] }, sort: { id: 'due', desc: false } },
    { id: 'overdue', label: t('invoices.views.overdue'), filter: { overdue: ['true'] }, sort: { id: 'due', desc: false } },
    { id: 'drafts', label: t('invoices.views.drafts'), filter: { state: ['Draft'] } },
    { id: 'notes', label: t('invoices.views.notes'), filter: { kind: ['CREDIT_NOTE'] } },
    { id: 'all', label: t('invoices.views.all'), filter: {} },
  ],
}

export function InvoiceTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { date, money, number } = useFormat()
  const columns = useMemo<Column<InvoiceRowFragment>[]>(() => [
    { id: 'number', label: t('field.number'), width: 138, card: 'title', render: ({ id, number: own }) => <Link to="/invoices/$id" params={{ id }} tabIndex={-1}>{own ?? t('states.Draft')}</Link> },
    { id: 'state', label: t('field.state'), width: 128, card: 'state', render: ({ state }) => <StateBadge state={state} /> },
    { id: 'kind', label: t('field.kind'), width: 110, hidden: true, render: ({ kind }) => <span>{t(`invoices.kind.${kind}`)}</span> },
    { id: 'buyer', label: t('invoices.buyer'), width: 190, grow: true, card: 'line', render: ({ buyerName }) => <span>{buyerName}</span> },
    { id: 'order', label: t('invoices.order'), width: 108, render: ({ order }) => <span>{order?.number}</span> },
    { id: 'issued', label: t('invoices.issued'), width: 104, render: ({ issueDate }) => date(issueDate) },
    { id: 'due', label: t('invoices.due'), width: 104, card: 'line', render: ({ dueDate }) => date(dueDate) },
    { id: 'overdue', label: t('invoices.overdueDays'), width: 96, numeric: true, render: ({ overdueDays }) => overdueDays && number(overdueDays) },
    { id: 'gross', label: t('invoices.gross'), width: 128, numeric: true, card: 'amount', render: ({ gross, currency }) => money(gross, currency) },
    { id: 'rest', label: t('invoices.open'), width: 128, numeric: true, render: ({ openAmount, currency }) => (Number(openAmount) ? money(openAmount, currency) : '') },
  ], [t, date, money, number])
  return <ListPage list={INVOICES} search={search} columns={columns} nameOf={({ number: own }) => own ?? t('states.Draft')} />
}
