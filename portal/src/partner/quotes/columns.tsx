import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import type { QuoteRowFragment, QuoteSortField } from '../gql/graphql'
import { ForWhom } from '../parts/ForWhom'
import type { Column } from '../parts/RecordTable'
import c from '../parts/RecordTable.module.css'

/** The same columns wherever quotes are listed. */
export function useQuoteColumns(): Column<QuoteRowFragment, QuoteSortField>[] {
  const { t } = useTranslation()
  const { money, date } = useFormat()
  return [
    { key: 'number', label: t('quotes.number'), sort: 'NUMBER', cell: ({ id, number }) => <Link to="/quotes/$id" params={{ id }} className={c.stretch}>{number}</Link> },
    { key: 'account', label: t('records.account'), cell: ({ account, partner }) => <ForWhom account={account} partner={partner} /> },
    { key: 'updatedAt', label: t('quotes.updatedAt'), sort: 'UPDATED_AT', cell: ({ updatedAt }) => date(updatedAt) },
    { key: 'validUntil', label: t('quotes.validUntil'), sort: 'VALID_UNTIL', cell: ({ validUntil }) => date(validUntil) },
    { key: 'state', label: t('state'), cell: ({ state }) => <StateBadge state={state} /> },
    { key: 'total', label: t('total'), sort: 'TOTAL', end: true, cell: ({ total, currency }) => (total && currency ? money(total, currency) : '—') },
  ]
}
