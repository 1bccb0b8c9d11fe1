import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usePermission } from '../../shared/session/Session'
import { Empty } from '../../shared/Empty'
import type { OrderRowFragment } from '../gql/graphql'
import { useReorder } from '../orders/useReorder'
import { useOrderColumns } from '../orders/columns'
import { useIsOwn } from '../parts/ForWhom'
import { RecordTable } from '../parts/RecordTable'
import page from '../parts/page.module.css'

export function RecentOrders({ orders }: { orders: readonly OrderRowFragment[] }) {
  const { t } = useTranslation()
  const columns = useOrderColumns().filter(({ key }) => key !== 'promiseDate')
  const { reorder, pending } = useReorder()
  const navigate = useNavigate()
  const isOwn = useIsOwn()
  const mayCart = usePermission('cart:use')
  return (
    <section className={page.section}>
      <div className={page.sectionHead}><h2>{t('home.recentOrders')}</h2>{orders.length > 0 && <Link to="/orders" className="link">{t('home.allOrders')}</Link>}</div>
      {orders.length === 0 ? <Empty kind="nothing" title={t('orders.none')} hint={t('orders.noneHint')} action={{ label: t('nav.catalogue'), run: () => void navigate({ to: '/catalogue' }) }} /> : (
        <RecordTable label={t('home.recentOrders')} rows={orders} columns={[...columns, { key: 'reorder', label: '', end: true, cell: (order) => mayCart && isOwn(order) && <Button size="xs" variant="default" loading={pending === order.id} onClick={() => reorder(order)} aria-label={t('orders.reorderNamed', { number: order.number })}>{t('orders.reorder')}</Button> }]} />
      )}
    </section>
  )
}
