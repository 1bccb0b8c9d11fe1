import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { ReturnsDocument, type ReturnListRowFragment, type ReturnState } from '../../shared/gql/graphql'
import { StateBadge } from '../../shared/StateBadge'
import { ForWhom } from '../parts/ForWhom'
import { sortOf } from '../parts/listSearch'
import { PageHead } from '../parts/PageHead'
import { RecordList } from '../parts/RecordList'
import type { Column } from '../parts/RecordTable'
import c from '../parts/RecordTable.module.css'
import { type RETURN_FIELDS, RETURN_VIEWS, type ReturnsSearch } from './search'

const STATES: Record<(typeof RETURN_VIEWS)[number], ReturnState[] | undefined> = { open: ['Requested', 'Approved', 'Received'], done: ['Closed', 'Rejected', 'Canceled'], all: undefined }
export const returnsAsked = (search: ReturnsSearch) => ({ sort: sortOf(search, 'CREATED_AT'), filter: { state: STATES[search.view ?? 'all'], search: search.q } })

function useColumns(): Column<ReturnListRowFragment, (typeof RETURN_FIELDS)[number]>[] {
  const { t } = useTranslation()
  const { date } = useFormat()
  return [
    { key: 'number', label: t('aftersale.return'), sort: 'NUMBER', cell: ({ order, number }) => <div className={c.whole}><Link to="/orders/$id" params={{ id: order?.id ?? '' }} className={c.stretch}>{number}</Link><div className="meta">{order?.number}</div></div> },
    { key: 'account', label: t('records.account'), cell: ({ order }) => <ForWhom account={order?.account} partner={order?.partner} /> },
    { key: 'createdAt', label: t('aftersale.asked'), sort: 'CREATED_AT', cell: ({ createdAt }) => <span className={c.whole}>{date(createdAt)}</span> },
    { key: 'reason', label: t('orderDesk.why'), cell: ({ reason }) => t(`orderDesk.reasons.${reason}`) },
    { key: 'state', label: t('state'), cell: ({ state }) => <StateBadge state={state === 'Requested' ? 'ReturnRequested' : state} /> },
    { key: 'pieces', label: t('aftersale.pieces'), end: true, cell: ({ pieces }) => pieces },
  ]
}

/** What this dealer sends back, and how far it is. */
export function ReturnsPage({ search, onSearch }: { search: ReturnsSearch; onSearch: (search: ReturnsSearch) => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <>
      <PageHead title={t('nav.returns')} back={{ label: t('nav.orders'), to: '/orders' }} />
      <RecordList
        label={t('nav.returns')} searchLabel={t('aftersale.search')} document={ReturnsDocument} asked={returnsAsked(search)} columns={useColumns()} search={search} onSearch={onSearch} view={search.view ?? 'all'}
        views={RETURN_VIEWS.map((value) => ({ value, label: t(`orders.views.${value}`) }))}
        nothing={<Empty kind="nothing" title={t('aftersale.noReturns')} hint={t('aftersale.noReturnsHint')} action={{ label: t('nav.orders'), run: () => void navigate({ to: '/orders' }) }} />}
      />
    </>
  )
}
