import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../shared/Empty'
import { OrdersDocument, type OrderState } from '../gql/graphql'
import { sortOf } from '../parts/listSearch'
import { PageHead } from '../parts/PageHead'
import { RecordList } from '../parts/RecordList'
import { useOrderColumns } from './columns'
import { VIEWS, type OrdersSearch } from './search'

const STATES: Record<(typeof VIEWS)[number], OrderState[] | undefined> = {
  open: ['PendingPartnerApproval', 'Placed', 'OnHold', 'Confirmed', 'PartiallyShipped', 'Shipped'],
  approval: ['PendingPartnerApproval'],
  later: undefined,
  done: ['Delivered', 'Closed', 'Canceled'],
  all: undefined,
}

export const ordersAsked = (search: OrdersSearch) => ({ sort: sortOf(search, 'PLACED_AT'), filter: { state: STATES[search.view ?? 'all'], promisedLater: search.view === 'later' || undefined, search: search.q } })

export function OrdersPage({ search, onSearch }: { search: OrdersSearch; onSearch: (search: OrdersSearch) => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <>
      <PageHead title={t('nav.orders')}><Link className="link" to="/order-changes">{t('nav.changes')}</Link><Link className="link" to="/returns">{t('nav.returns')}</Link></PageHead>
      <RecordList
        label={t('nav.orders')} searchLabel={t('orders.search')} document={OrdersDocument} asked={ordersAsked(search)} columns={useOrderColumns()} search={search} onSearch={onSearch} view={search.view ?? 'all'}
        views={VIEWS.map((value) => ({ value, label: t(`orders.views.${value}`) }))}
        nothing={<Empty kind="nothing" title={t('orders.none')} hint={t('orders.noneHint')} action={{ label: t('nav.catalogue'), run: () => void navigate({ to: '/catalogue' }) }} />}
      />
    </>
  )
}
