import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import { ApprovalsDocument, type ApprovalRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'
import { useDecider } from './deciders'

const STATES = ['Pending', 'Waiting', 'Approved', 'Rejected', 'Returned', 'Withdrawn']

export const APPROVALS: List<ApprovalRowFragment> = {
  name: 'approvals', document: ApprovalsDocument, sort: { id: 'requested', desc: false }, sorts: { requested: 'REQUESTED_AT' },
  filters: (t) => [
    { id: 'mine', kind: 'yes', label: t('approvals.mine') },
    { id: 'state', kind: 'choice', label: t('field.state'), options: STATES.map((value) => ({ value, label: t(`states.${value === 'Waiting' ? 'Upcoming' : value}`) })) },
    { id: 'requestedAt', kind: 'days', label: t('approvals.requested') },
  ],
  views: (t) => [
    { id: 'mine', label: t('approvals.mine'), filter: { mine: ['true'] } },
    { id: 'pending', label: t('approvals.pending'), filter: { state: ['Pending'] } },
    { id: 'decided', label: t('approvals.decided'), filter: { state: ['Approved', 'Rejected', 'Returned'] }, sort: { id: 'requested', desc: true } },
    { id: 'all', label: t('approvals.all'), filter: {}, sort: { id: 'requested', desc: true } },
  ],
}

/** Who was asked about which quote, and for how long it has waited. */
export function ApprovalTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { ago, date, money } = useFormat()
  const who = useDecider()
  const columns = useMemo<Column<ApprovalRowFragment>[]>(() => [
    { id: 'number', label: t('field.number'), width: 116, card: 'title', render: ({ quote }) => (quote ? <Link to="/quotes/$id" params={{ id: quote.id }} tabIndex={-1}>{quote.number}</Link> : '—') },
    { id: 'state', label: t('field.state'), width: 130, card: 'state', render: ({ state }) => <StateBadge state={state === 'Waiting' ? 'Upcoming' : state} /> },
    { id: 'buyer', label: t('approvals.buyer'), width: 170, grow: true, card: 'line', render: ({ quote }) => <span>{[quote?.partner?.name, quote?.account?.name].filter(Boolean).join(' · ')}</span> },
    { id: 'total', label: t('field.total'), width: 122, numeric: true, card: 'amount', render: ({ quote }) => quote?.total && money(quote.total, quote.currency) },
    { id: 'asked', label: t('approvals.asked'), width: 190, grow: true, card: 'line', render: (step) => <span>{step.approver ? (step.for ? t('approvals.decidedFor', { name: step.approver.name, for: step.for.name }) : step.approver.name) : who(step)}</span> },
    { id: 'requestedBy', label: t('approvals.submitter'), width: 150, render: ({ requestedBy }) => <span>{requestedBy?.name}</span> },
    { id: 'requested', label: t('approvals.since'), width: 116, card: 'line', render: ({ waitingSince, requestedAt }) => ago(waitingSince ?? requestedAt) },
    { id: 'due', label: t('approvals.dueAt'), width: 112, render: ({ dueAt, state }) => (state === 'Pending' && dueAt ? date(dueAt) : '') },
  ], [t, ago, date, money, who])
  return <ListPage list={APPROVALS} search={search} columns={columns} nameOf={({ quote }) => quote?.number ?? ''} opens={false} selects={false} counted="approvals.count" />
}
