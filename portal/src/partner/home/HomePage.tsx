import { Link } from '@tanstack/react-router'
import { Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { Notice } from '../../shared/Notice'
import { usePermission } from '../../shared/session/Session'
import { SkeletonRows } from '../../shared/Skeletons'
import { QuickOrder } from '../cart/QuickOrder'
import { HomeDocument, MeDocument } from '../gql/graphql'
import { PageHead } from '../parts/PageHead'
import page from '../parts/page.module.css'
import { HomePromotions } from '../promotions/HomePromotions'
import { NeedsYou } from './NeedsYou'
import { RecentOrders } from './RecentOrders'
import c from './HomePage.module.css'

const partOfDay = (hour: number) => (hour < 5 ? 'evening' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening')

export function HomePage() {
  const { t } = useTranslation()
  const { money, number } = useFormat()
  const [hour] = useState(() => new Date().getHours())
  const query = useQuery({ query: HomeDocument }), readsPayments = usePermission('payment:read')
  const [{ data: me }] = useQuery({ query: MeDocument, requestPolicy: 'cache-first' })
  return (
    <>
      <PageHead title={t(`home.${partOfDay(hour)}`, { name: me?.viewer?.partner?.name ?? me?.viewer?.name ?? '' })} />
      <Loaded query={query} skeleton={<HomeSkeleton />}>
        {({ home, runningPromotions }) => (
          <>
            <ul className={c.figures}>
              {home.creditLeft != null && <li><span className="meta">{t('home.creditLeft')}</span><b>{money(home.creditLeft, home.currency, 'short')}</b></li>}
              {home.balance != null && <li><Link {...(readsPayments ? { to: '/balance' } : { to: '/invoices', search: { view: 'open' } as never })} className={c.figure}><span className="meta">{t('home.balance')}</span><b>{money(home.balance, home.currency, 'short')}</b></Link></li>}
              {Number(home.overdue) > 0 && <li><Link to="/invoices" search={{ view: 'overdue' } as never} className={c.figure}><span className="meta">{t('home.overdue')}</span><b>{money(home.overdue, home.currency, 'short')}</b></Link></li>}
              <li><Link to="/quotes" className={c.figure}><span className="meta">{t('home.openQuotes')}</span><b>{number(home.openQuotes)}</b></Link></li>
              <li><Link to="/orders" className={c.figure}><span className="meta">{t('home.ordersUnderWay')}</span><b>{number(home.ordersUnderWay)}</b></Link></li>
            </ul>
            <HomePromotions promotions={runningPromotions} />
            {home.promisedLater > 0 && <div style={{ marginBottom: 24 }}><Notice tone="amber"><Link to="/orders" search={{ view: 'later' } as never} className="link">{t('home.promisedLater', { count: home.promisedLater })}</Link></Notice></div>}
            <div className={page.two}>
              <div className={c.main}>
                {home.needsYou.length > 0 && <NeedsYou items={home.needsYou} />}
                <RecentOrders orders={home.recentOrders.nodes} />
              </div>
              <aside><QuickOrder /></aside>
            </div>
          </>
        )}
      </Loaded>
    </>
  )
}

function HomeSkeleton() {
  return <div aria-hidden><Skeleton h={94} radius={12} mb={32} /><div className={page.two}><SkeletonRows rows={7} columns={5} /><Skeleton h={300} radius={12} /></div></div>
}
