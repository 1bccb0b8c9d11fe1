import { Link } from '@tanstack/react-router'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { useViewer } from '../../shared/session/Session'
import { SkeletonText } from '../../shared/Skeletons'
import { StateBadge } from '../../shared/StateBadge'
import { WorkDocument, type WorkQuery, type WorkOrdersFragment, type WorkQuotesFragment } from '../gql/graphql'
import { RelatedItem, RelatedList } from '../record/Related'
import { TitleBar } from '../shell/TitleBar'
import { RecentEvents } from './RecentEvents'
import { columnsOf } from './columns'
import c from './work.module.css'

type Count = { value: number; exact: boolean }

/** What waits for me, by what is to be done: one column for each verb that I hold. */
export function WorkPage() {
  const { t } = useTranslation()
  const viewer = useViewer(), { name } = viewer
  const shown = columnsOf(viewer)
  const columns = Object.values(shown).filter(Boolean).length
  const query = useQuery({ query: WorkDocument, variables: shown, pause: columns === 0 })
  const skeleton = <div className={c.columns} aria-hidden>{Array.from({ length: columns }, (_, n) => <div key={n} className={c.column}><SkeletonText lines={8} /></div>)}</div>
  return (
    <>
      <TitleBar title={t('nav.work')} after={<span className="muted">{name}</span>} />
      <div className={c.page} tabIndex={0} role="region" aria-label={t('nav.work')}>
        {columns > 0 && (
          <Loaded query={query} skeleton={skeleton}>
            {({ work: { quotesToDraft, quotesToApprove, specialPricesToApprove, quotesToPresent, ordersToConfirm, ordersPromisedLater, ordersToShip } }) => (
              <div className={c.columns}>
                {quotesToDraft && <Column title={t('work.toDraft')} count={quotesToDraft.totalCount} to="/quotes" view="requested"><Quotes quotes={quotesToDraft.nodes} /></Column>}
                {quotesToApprove && <Column title={t('work.toApprove')} count={quotesToApprove.totalCount} to="/approvals" view="mine"><Quotes quotes={quotesToApprove.nodes} /></Column>}
                {!!specialPricesToApprove?.totalCount.value && <Column title={t('work.specialsToApprove')} count={specialPricesToApprove.totalCount} to="/special-prices" view="mine"><Specials requests={specialPricesToApprove.nodes} /></Column>}
                {quotesToPresent && <Column title={t('work.toPresent')} count={quotesToPresent.totalCount} to="/quotes" view="approved"><Quotes quotes={quotesToPresent.nodes} /></Column>}
                {ordersToConfirm && <Column title={t('work.toConfirm')} count={ordersToConfirm.totalCount} to="/orders" view="confirm"><Orders orders={ordersToConfirm.nodes} /></Column>}
                {!!ordersPromisedLater?.totalCount.value && <Column title={t('work.promisedLater')} count={ordersPromisedLater.totalCount} to="/orders" view="later"><Orders orders={ordersPromisedLater.nodes} mixed /></Column>}
                {ordersToShip && <Column title={t('work.toShip')} count={ordersToShip.totalCount} to="/orders" view="ship"><Orders orders={ordersToShip.nodes} mixed /></Column>}
              </div>
            )}
          </Loaded>
        )}
        <RecentEvents />
      </div>
    </>
  )
}

function Column({ title, count, to, view, children }: { title: string; count: Count; to: string; view: string; children: ReactNode }) {
  const { t } = useTranslation()
  const { total } = useFormat()
  return (
    <section className={c.column} aria-label={title}>
      <div className={c.head}><h2>{title}</h2><span className={c.count} data-none={count.value === 0 || undefined}>{total(count)}</span></div>
      {count.value === 0 ? <p className={`muted ${c.nothing}`}>{t('work.nothing')}</p> : children}
      {count.value > 0 && <Button component={Link} to={to} search={{ view } as never} variant="subtle" color="gray" className={c.all}>{t('work.all')}</Button>}
    </section>
  )
}

const buyer = ({ partner, account }: { partner?: { name: string } | null; account?: { name: string } | null }) => [partner?.name, account?.name].filter(Boolean).join(' · ')

function Quotes({ quotes }: { quotes: WorkQuotesFragment['nodes'] }) {
  const { ago, money } = useFormat()
  return (
    <RelatedList>
      {quotes.map((quote) => (
        <RelatedItem key={quote.id} to="/quotes/$id" id={quote.id} title={quote.number} end={money(quote.total, quote.currency, 'short')} below={buyer(quote)} belowEnd={ago(quote.updatedAt)} />
      ))}
    </RelatedList>
  )
}

function Specials({ requests }: { requests: NonNullable<WorkQuery['work']['specialPricesToApprove']>['nodes'] }) {
  const { ago } = useFormat()
  return (
    <RelatedList>
      {requests.map(({ id, number, partner, lines, submittedAt }) => (
        <RelatedItem key={id} to="/special-prices/$id" id={id} title={number} end={lines.map(({ product }) => product?.sku).join(', ')} below={partner?.name} belowEnd={submittedAt && ago(submittedAt)} />
      ))}
    </RelatedList>
  )
}

/** `mixed`: the orders of this column are in different states, so each says its own. */
function Orders({ orders, mixed }: { orders: WorkOrdersFragment['nodes']; mixed?: boolean }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  return (
    <RelatedList>
      {orders.map((order) => {
        const due = order.promiseDate ?? order.requestedDate
        return (
          <RelatedItem key={order.id} to="/orders/$id" id={order.id} title={<>{order.number} {mixed && order.state !== 'Confirmed' && <StateBadge state={order.state} />}</>} end={money(order.total, order.currency, 'short')} below={buyer(order)}
            belowEnd={due && t(order.promiseDate ? 'work.promised' : 'work.wished', { date: date(due, 'short') })} />
        )
      })}
    </RelatedList>
  )
}
