import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { OrderChangesDocument, type OrderChangeListRowFragment, type OrderChangeState } from '../../shared/gql/graphql'
import { StateBadge } from '../../shared/StateBadge'
import { ForWhom } from '../parts/ForWhom'
import { sortOf } from '../parts/listSearch'
import { PageHead } from '../parts/PageHead'
import { RecordList } from '../parts/RecordList'
import type { Column } from '../parts/RecordTable'
import c from '../parts/RecordTable.module.css'
import { CHANGE_VIEWS, type ChangesSearch } from './search'

const STATES: Record<(typeof CHANGE_VIEWS)[number], OrderChangeState[] | undefined> = {
  open: ['Draft', 'PendingPartnerApproval', 'Submitted'], approval: ['PendingPartnerApproval'], done: ['Applied', 'Rejected', 'Withdrawn'], all: undefined,
}
export const changesAsked = (search: ChangesSearch) => ({ sort: sortOf(search, 'CREATED_AT'), filter: { state: STATES[search.view ?? 'all'], search: search.q } })

function useColumns(): Column<OrderChangeListRowFragment, 'CREATED_AT'>[] {
  const { t } = useTranslation()
  const { money, date } = useFormat()
  return [
    { key: 'order', label: t('orders.number'), cell: ({ order, number }) => <div className={c.whole}><Link to="/orders/$id" params={{ id: order?.id ?? '' }} className={c.stretch}>{order?.number}</Link><div className="meta">{t('orderDesk.change', { number })}</div></div> },
    { key: 'account', label: t('records.account'), cell: ({ order }) => <ForWhom account={order?.account} partner={order?.partner} /> },
    { key: 'createdAt', label: t('aftersale.asked'), sort: 'CREATED_AT', cell: ({ createdAt, requestedBy }) => <div className={c.whole}>{date(createdAt)}<div className="meta">{requestedBy?.name}</div></div> },
    { key: 'state', label: t('state'), cell: ({ state }) => <StateBadge state={state} /> },
    { key: 'before', label: t('orderDesk.before'), end: true, cell: ({ totalBefore, currency }) => <span className="muted">{money(totalBefore, currency)}</span> },
    { key: 'after', label: t('orderDesk.after'), end: true, cell: ({ totalAfter, currency }) => money(totalAfter, currency) },
  ]
}

/** What this dealer, or we, wanted otherwise about its orders. */
export function ChangesPage({ search, onSearch }: { search: ChangesSearch; onSearch: (search: ChangesSearch) => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <>
      <PageHead title={t('nav.changes')} back={{ label: t('nav.orders'), to: '/orders' }} />
      <RecordList
        label={t('nav.changes')} searchLabel={t('aftersale.search')} document={OrderChangesDocument} asked={changesAsked(search)} columns={useColumns()} search={search} onSearch={onSearch} view={search.view ?? 'all'}
        views={CHANGE_VIEWS.map((value) => ({ value, label: t(`orders.views.${value}`) }))}
        nothing={<Empty kind="nothing" title={t('aftersale.noChanges')} hint={t('aftersale.noChangesHint')} action={{ label: t('nav.orders'), run: () => void navigate({ to: '/orders' }) }} />}
      />
    </>
  )
}
