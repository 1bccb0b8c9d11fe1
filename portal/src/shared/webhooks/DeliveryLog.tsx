import { Button, Select } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../Empty'
import type { WebhookDeliveryState, WebhookQuery } from '../gql/graphql'
import { Pager, type Page } from '../Pager'
import { Delivery } from './Delivery'
import c from './webhooks.module.css'

export type LogSearch = Page & { state?: WebhookDeliveryState }
const DELIVERY_STATES: WebhookDeliveryState[] = ['Waiting', 'Delivered', 'Failed', 'Dropped']
export const LOG_PAGE = 25

type Deliveries = NonNullable<WebhookQuery['webhook']>['deliveries']
type Props = { deliveries: Deliveries; search: LogSearch; onSearch: (search: LogSearch) => void; refresh: () => void }

const SOON = 60_000, EVERY = 3_000

/** What became of everything that was sent, the latest first. */
export function DeliveryLog({ deliveries, search, onSearch, refresh }: Props) {
  const { t } = useTranslation()
  const { nodes, pageInfo, totalCount } = deliveries
  // nothing tells of deliveries as they happen; what is on its way is looked at again
  useEffect(() => {
    const moving = nodes.some(({ state, nextAttemptAt }) => state === 'Waiting' && new Date(nextAttemptAt).getTime() < Date.now() + SOON)
    if (!moving) return
    const timer = setTimeout(refresh, EVERY)
    return () => clearTimeout(timer)
  }, [nodes, refresh])
  return (
    <section className={c.log} aria-labelledby="deliveries">
      <header className={c.logHead}>
        <h2 id="deliveries">{t('webhooks.log')}</h2>
        <Select size="xs" w={150} aria-label={t('state')} allowDeselect={false} value={search.state ?? ''} onChange={(state) => onSearch(state ? { state: state as WebhookDeliveryState } : {})} data={[{ value: '', label: t('webhooks.all') }, ...DELIVERY_STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))]} />
        <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={refresh}>{t('webhooks.refresh')}</Button>
      </header>
      {nodes.length === 0 ? search.state ? <Empty kind="noMatch" action={{ label: t('webhooks.all'), run: () => onSearch({}) }} /> : <Empty kind="nothing" title={t('webhooks.nothingSent')} hint={t('webhooks.nothingSentHint')} />
        : <ul className={c.list} aria-label={t('webhooks.log')}>{nodes.map((delivery) => <li key={delivery.id}><Delivery delivery={delivery} onReplayed={refresh} /></li>)}</ul>}
      {totalCount.value > LOG_PAGE && <Pager pageInfo={pageInfo} totalCount={totalCount} onPage={(page) => onSearch({ ...page, ...(search.state ? { state: search.state } : {}) })} />}
    </section>
  )
}
