import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import type { OrderRowFragment, OrderSortField } from '../gql/graphql'
import { ForWhom } from '../parts/ForWhom'
import type { Column } from '../parts/RecordTable'
import c from '../parts/RecordTable.module.css'

/** The same columns wherever orders are listed. */
export function useOrderColumns(): Column<OrderRowFragment, OrderSortField>[] {
  const { t } = useTranslation()
  const { money, date } = useFormat()
  return [
    { key: 'number', label: t('orders.number'), sort: 'NUMBER', cell: ({ id, number, purchaseOrder }) => <div className={c.whole}><Link to="/orders/$id" params={{ id }} className={c.stretch}>{number}</Link>{purchaseOrder && <div className="meta">{purchaseOrder}</div>}</div> },
    { key: 'account', label: t('records.account'), cell: ({ account, partner }) => <ForWhom account={account} partner={partner} /> },
    { key: 'placedAt', label: t('orders.placedAt'), sort: 'PLACED_AT', cell: ({ placedAt }) => <span className={c.whole}>{date(placedAt)}</span> },
    { key: 'promiseDate', label: t('orders.promiseDate'), sort: 'PROMISE_DATE', cell: ({ promiseDate }) => <span className={c.whole}>{date(promiseDate)}</span> },
    { key: 'state', label: t('state'), cell: ({ state }) => <StateBadge state={state} /> },
    { key: 'total', label: t('total'), sort: 'TOTAL', end: true, cell: ({ total, currency }) => money(total, currency) },
  ]
}
