import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { pageArguments } from '../../shared/Pager'
import { OrdersDocument, type OrderState } from '../gql/graphql'
import { sortOf } from '../parts/listSearch'
import { PageHead } from '../parts/PageHead'
import { RecordList } from '../parts/RecordList'
import { useOrderColumns } from './columns'
import { VIEWS, type OrdersSearch } from './search'

const STATES: Record<(typeof VIEWS)[number], OrderState[] | undefined> = {
  open: ['PendingPartnerApproval', 'Placed', 'OnHold', 'Confirmed', 'PartiallyShipped', 'Shipped'],
  approval: ['PendingPartnerApproval'],
  done: ['Delivered', 'Closed', 'Canceled'],
  all: undefined,
}

export function OrdersPage({ search, onSearch }: { search: OrdersSearch; onSearch: (search: OrdersSearch) => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const view = search.view ?? 'all'
  const sort = sortOf(search, 'PLACED_AT')
  const query = useQuery({ query: OrdersDocument, variables: { ...pageArguments(search, 25), sort, filter: { state: STATES[view], search: search.q } } })
  return (
    <>
      <PageHead title={t('nav.orders')} />
      <RecordList
        label={t('nav.orders')} searchLabel={t('orders.search')} query={query} connection={(data) => data.orders} columns={useOrderColumns()} sort={sort} search={search} onSearch={onSearch} view={view}
        views={VIEWS.map((value) => ({ value, label: t(`orders.views.${value}`) }))}
        nothing={<Empty kind="nothing" title={t('orders.none')} hint={t('orders.noneHint')} action={{ label: t('nav.catalogue'), run: () => void navigate({ to: '/catalogue' }) }} />}
      />
    </>
  )
}
