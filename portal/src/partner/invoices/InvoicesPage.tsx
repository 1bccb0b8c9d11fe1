import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import { InvoicesDocument, type InvoiceRowFragment, type InvoiceSortField } from '../gql/graphql'
import { sortOf } from '../parts/listSearch'
import { PageHead } from '../parts/PageHead'
import { RecordList } from '../parts/RecordList'
import type { Column } from '../parts/RecordTable'
import c from '../parts/RecordTable.module.css'
import { VIEWS, type InvoicesSearch } from './search'

export const invoicesAsked = (search: InvoicesSearch) => ({ sort: sortOf(search, 'ISSUE_DATE'), filter: { open: search.view === 'open' || undefined, overdue: search.view === 'overdue' || undefined, kind: search.view === 'notes' ? ['CREDIT_NOTE' as const] : undefined, search: search.q } })

function useColumns(): Column<InvoiceRowFragment, InvoiceSortField>[] {
  const { t } = useTranslation()
  const { money, date } = useFormat()
  return [
    { key: 'number', label: t('invoices.number'), cell: ({ id, number, kind }) => <div className={c.whole}><Link to="/invoices/$id" params={{ id }} className={c.stretch}>{number}</Link>{kind === 'CREDIT_NOTE' && <div className="meta">{t('invoices.kind.CREDIT_NOTE')}</div>}</div> },
    { key: 'order', label: t('invoices.order'), cell: ({ order, buyerReference }) => <div className={c.whole}>{order?.number}{buyerReference && <div className="meta">{buyerReference}</div>}</div> },
    { key: 'issueDate', label: t('invoices.issued'), sort: 'ISSUE_DATE', cell: ({ issueDate }) => <span className={c.whole}>{date(issueDate)}</span> },
    { key: 'dueDate', label: t('invoices.due'), sort: 'DUE_DATE', cell: ({ dueDate, overdueDays, kind }) => kind === 'INVOICE' && <div className={c.whole}>{date(dueDate)}{overdueDays != null && <div className="meta">{t('invoices.overdueBy', { count: overdueDays })}</div>}</div> },
    { key: 'state', label: t('state'), cell: ({ state }) => <StateBadge state={state} /> },
    { key: 'gross', label: t('total'), sort: 'GROSS', end: true, cell: ({ gross, currency }) => money(gross, currency) },
    { key: 'open', label: t('invoices.open'), end: true, cell: ({ openAmount, currency }) => (Number(openAmount) ? money(openAmount, currency) : <span className="muted">—</span>) },
  ]
}

export function InvoicesPage({ search, onSearch }: { search: InvoicesSearch; onSearch: (search: InvoicesSearch) => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <>
      <PageHead title={t('nav.invoices')} />
      <RecordList
        label={t('nav.invoices')} searchLabel={t('invoices.search')} document={InvoicesDocument} asked={invoicesAsked(search)} columns={useColumns()} search={search} onSearch={onSearch} view={search.view ?? 'all'}
        views={VIEWS.map((value) => ({ value, label: t(`invoices.views.${value}`) }))}
        nothing={<Empty kind="nothing" title={t('invoices.none')} hint={t('invoices.noneHint')} action={{ label: t('nav.orders'), run: () => void navigate({ to: '/orders' }) }} />}
      />
    </>
  )
}
