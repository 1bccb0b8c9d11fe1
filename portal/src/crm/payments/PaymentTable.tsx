import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { PaymentsDocument, type PaymentRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'
import { BookDialog } from './BookDialog'

const KINDS = ['PAYMENT', 'WRITE_OFF', 'REFUND']
export const PAYMENTS: List<PaymentRowFragment> = {
  name: 'payments', document: PaymentsDocument, sort: { id: 'day', desc: true }, sorts: { day: 'DAY', amount: 'AMOUNT' },
  filters: (t) => [
    { id: 'kind', kind: 'choice', label: t('field.kind'), options: KINDS.map((value) => ({ value, label: t(`payments.kind.${value}`) })) },
    { id: 'state', kind: 'choice', label: t('field.state'), options: ['Booked', 'Reversed'].map((value) => ({ value, label: t(`states.${value}`) })) },
    { id: 'open', kind: 'yes', label: t('payments.onAccount') }, { id: 'partnerId', kind: 'partner', label: t('field.partner') }, { id: 'amount', kind: 'amount', label: t('field.amount') },
  ],
  views: (t) => [{ id: 'all', label: t('payments.views.all'), filter: {} }, { id: 'open', label: t('payments.views.open'), filter: { open: ['true'] } }],
}

export function PaymentTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const books = usePermission('payment:book'), [booking, setBooking] = useState(false)
  const columns = useMemo<Column<PaymentRowFragment>[]>(() => [
    { id: 'number', label: t('field.number'), width: 138, card: 'title', render: ({ id, number }) => <Link to="/payments/$id" params={{ id }} tabIndex={-1}>{number}</Link> },
    { id: 'state', label: t('field.state'), width: 104, card: 'state', render: ({ state }) => <StateBadge state={state} /> },
    { id: 'kind', label: t('field.kind'), width: 104, render: ({ kind }) => <span>{t(`payments.kind.${kind}`)}</span> },
    { id: 'buyer', label: t('payments.buyer'), width: 200, grow: true, card: 'line', render: ({ partner, account }) => <span>{(partner ?? account)?.name}</span> },
    { id: 'day', label: t('bank.day'), width: 110, card: 'line', render: ({ day }) => date(day) },
    { id: 'reference', label: t('payments.reference'), width: 200, render: ({ reference }) => <span>{reference}</span> },
    { id: 'amount', label: t('field.amount'), width: 130, numeric: true, card: 'amount', render: ({ amount, currency }) => money(amount, currency) },
    { id: 'rest', label: t('payments.onAccount'), width: 130, numeric: true, render: ({ rest, currency }) => (Number(rest) ? money(rest, currency) : '') },
  ], [t, date, money])
  return (
    <ListPage list={PAYMENTS} search={search} columns={columns} nameOf={({ number }) => number} actions={books ? [{ id: 'book', label: t('payments.book'), icon: IconPlus, hotkey: 'n', tone: 'primary', run: () => setBooking(true) }] : []}>
      {booking && <BookDialog onClose={() => setBooking(false)} />}
    </ListPage>
  )
}
