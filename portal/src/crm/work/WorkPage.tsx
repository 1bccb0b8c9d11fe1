import { Link } from '@tanstack/react-router'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { useViewer } from '../../shared/session/Session'
import { SkeletonText } from '../../shared/Skeletons'
import { StateBadge } from '../../shared/StateBadge'
import { RecentChangesDocument, WorkDocument, type WorkOrderFragment, type WorkQuoteFragment } from '../gql/graphql'
import { RelatedItem, RelatedList } from '../record/Related'
import { TitleBar } from '../shell/TitleBar'
import c from './work.module.css'

type Count = { value: number; exact: boolean }

/** What waits for me, by what is to be done. */
export function WorkPage() {
  const { t } = useTranslation()
  const viewer = useViewer()
  const query = useQuery({ query: WorkDocument })
  const recent = useQuery({ query: RecentChangesDocument })
  const skeleton = <div className={c.columns} aria-hidden>{[0, 1, 2, 3].map((n) => <div key={n} className={c.column}><SkeletonText lines={8} /></div>)}</div>
  return (
    <>
      <TitleBar title={t('nav.work')} after={<span className="muted">{viewer.name}</span>} />
      <div className={c.page} tabIndex={0} role="region" aria-label={t('nav.work')}>
        <Loaded query={query} skeleton={skeleton}>
          {({ work: { quotesToDraft, quotesToApprove, ordersToConfirm, ordersToShip } }) => (
            <div className={c.columns}>
              <Column title={t('work.toDraft')} count={quotesToDraft.totalCount} to="/quotes" view="requested"><Quotes quotes={quotesToDraft.nodes} /></Column>
              <Column title={t('work.toApprove')} count={quotesToApprove.totalCount} to="/quotes" view="approval"><Quotes quotes={quotesToApprove.nodes} /></Column>
              <Column title={t('work.toConfirm')} count={ordersToConfirm.totalCount} to="/orders" view="confirm"><Orders orders={ordersToConfirm.nodes} /></Column>
              <Column title={t('work.toShip')} count={ordersToShip.totalCount} to="/orders" view="ship"><Orders orders={ordersToShip.nodes} /></Column>
            </div>
          )}
        </Loaded>
        <Loaded query={recent} skeleton={<div className={c.columns} aria-hidden><div className={c.column}><SkeletonText lines={5} /></div></div>}>
          {({ quotes, orders }) => (
            <div className={c.recent}>
              <Column title={t('work.recentQuotes')}><Quotes quotes={quotes.nodes} /></Column>
              <Column title={t('work.recentOrders')}><Orders orders={orders.nodes} /></Column>
            </div>
          )}
        </Loaded>
      </div>
    </>
  )
}

function Column({ title, count, to, view, children }: { title: string; count?: Count; to?: string; view?: string; children: React.ReactNode }) {
  const { t } = useTranslation()
  const { total } = useFormat()
  return (
    <section className={c.column} aria-label={title}>
      <div className={c.head}><h2>{title}</h2>{count && <span className={c.count} data-none={count.value === 0 || undefined}>{total(count)}</span>}</div>
      {count?.value === 0 ? <p className={`muted ${c.nothing}`}>{t('work.nothing')}</p> : children}
      {to && count && count.value > 0 && <Button component={Link} to={to} search={{ view } as never} variant="subtle" color="gray" className={c.all}>{t('work.all')}</Button>}
    </section>
  )
}

const buyer = ({ partner, account }: { partner?: { name: string } | null; account?: { name: string } | null }) => [partner?.name, account?.name].filter(Boolean).join(' · ')

function Quotes({ quotes }: { quotes: WorkQuoteFragment[] }) {
  const { ago, money } = useFormat()
  return (
    <RelatedList>
      {quotes.map((quote) => (
        <RelatedItem key={quote.id} to="/quotes/$id" id={quote.id} title={<>{quote.number} <StateBadge state={quote.state} /></>} end={money(quote.total, quote.currency, 'short')} below={buyer(quote)} belowEnd={ago(quote.updatedAt)} />
      ))}
    </RelatedList>
  )
}

function Orders({ orders }: { orders: WorkOrderFragment[] }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  return (
    <RelatedList>
      {orders.map((order) => {
        const due = order.promiseDate ?? order.requestedDate
        return (
          <RelatedItem key={order.id} to="/orders/$id" id={order.id} title={<>{order.number} <StateBadge state={order.state} /></>} end={money(order.total, order.currency, 'short')} below={buyer(order)}
            belowEnd={due && t(order.promiseDate ? 'work.promised' : 'work.wished', { date: date(due, 'short') })} />
        )
      })}
    </RelatedList>
  )
}
