import { Button } from '@mantine/core'
import { IconFileCode, IconFileTypePdf } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { minus } from '../../shared/decimal'
import { useFormat } from '../../shared/format'
import { LineAmount } from '../../shared/LineAmount'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRecord } from '../../shared/Skeletons'
import { Notice } from '../../shared/Notice'
import { isLater } from '../../shared/promise/isLater'
import { useParts } from '../../shared/promise/Together'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { useTaxRows } from '../../shared/taxes/useTaxRows'
import { OrderDocument, OrderInvoicesDocument, type OrderRecordFragment } from '../gql/graphql'
import { Facts, Totals } from '../parts/Facts'
import { LineTable } from '../parts/LineTable'
import { OthersOnly, useOther } from '../parts/ForWhom'
import { PageHead } from '../parts/PageHead'
import page from '../parts/page.module.css'
import { AfterSale } from './AfterSale'
import { HoldNotice } from './HoldNotice'
import { OrderInvoices } from './OrderInvoices'
import { OrderVerbs } from './OrderVerbs'
import { OrderSteps } from './OrderSteps'
import { Shipments } from './Shipments'
import { Timeline } from './Timeline'

export function OrderPage({ id }: { id: string }) {
  const query = useQuery({ query: OrderDocument, variables: { id } })
  return <Loaded query={query} skeleton={<SkeletonRecord />}>{({ order }) => (order ? <Order key={order.id} order={order} /> : <Empty kind="notFound" />)}</Loaded>
}

function Order({ order }: { order: OrderRecordFragment }) {
  const { t } = useTranslation()
  const { money, number, date } = useFormat()
  const { lines, currency, total, subtotal, account, quote, seller, purchaseOrder, requestedDate, promiseDate, promisedBefore, deliverComplete, billingState, shipments, placedAt } = order
  const parts = useParts(), later = isLater(order), other = useOther()(order)
  const [{ data: billed }] = useQuery({ query: OrderInvoicesDocument, variables: { id: order.id }, pause: !usePermission('invoice:read'), requestPolicy: 'cache-and-network' }), invoices = billed?.order?.invoices ?? []
  const taxes = useTaxRows()
  // where all of it is invoiced, the invoices say it
  const taxed = ['Invoiced', 'Paid'].includes(billingState) ? undefined : taxes(billed?.order?.taxes, currency)
  return (
    <article>
      <PageHead title={`${t('records.order')} ${order.number}`} beside={<StateBadge state={order.state} size="md" />} back={{ label: t('nav.orders'), to: '/orders' }} meta={placedAt && t('orders.placedOn', { date: date(placedAt) })}>
        {order.pdf && <Button component="a" variant="default" href={order.pdf} target="_blank" rel="noopener" leftSection={<IconFileTypePdf size={17} stroke={1.6} />}>{t('orders.confirmation')}</Button>}
        {order.total != null && <Button component="a" variant="default" href={`/partner/files/orders/${order.id}.xml`} download leftSection={<IconFileCode size={17} stroke={1.6} />}>{t('xml.order')}</Button>}
        <OrderVerbs order={order} />
      </PageHead>
      <div className={page.notices}><HoldNotice order={order} /></div>
      <OrderSteps state={order.state} />
      {later && <div style={{ marginBottom: 16 }}><Notice tone="amber">{t('promise.later', { from: date(promisedBefore), to: date(promiseDate) })}</Notice></div>}
      <div className={page.two}>
        <div className={page.stack}>
          <section className={page.section}>
            {other ? <OthersOnly name={other} /> : <LineTable
              lines={lines} currency={currency}
              columns={[
                { key: 'quantity', label: t('quantity'), end: true, cell: (line) => (line.canceledQuantity ? <><s className="muted">{number(line.quantity)}</s> {number(line.quantity - line.canceledQuantity)}</> : number(line.quantity)) },
                { key: 'shipped', label: t('orders.shipped'), end: true, cell: (line) => (line.shippedQuantity ? number(line.shippedQuantity) : <span className="muted">—</span>) },
                { key: 'promise', label: t('orders.promiseDate'), end: true, cell: (line) => (line.promiseParts.length > 1 ? parts(line.promiseParts) : date(line.promiseDate, 'short')) },
                { key: 'unitPrice', label: t('unitPrice'), end: true, cell: (line) => money(line.unitPrice, currency) },
                { key: 'amount', label: t('amount'), end: true, cell: (line) => <LineAmount amount={line.amount} discount={line.promotionDiscount} currency={currency} /> },
              ]}
            />}
            {total != null && <Totals of={[...(subtotal != null && Number(subtotal) !== Number(total) ? [[t('cart.subtotal'), money(subtotal, currency)], [t('quotes.discount'), money(minus(total, subtotal), currency)]] as [string, string][] : []), [t('total'), money(total, currency)]]} taxes={taxed} />}
          </section>
          {shipments.length > 0 && <Shipments shipments={shipments} />}
          {invoices.length > 0 && <OrderInvoices invoices={invoices} />}
          <AfterSale id={order.id} />
        </div>
        <aside className={page.stack}>
          <section className={`${page.card} ${page.soft}`}>
            <h2>{t('facts')}</h2>
            <Facts of={[
              [t('others.dealer'), other],
              [t('orders.promiseDate'), promiseDate && <b key="promise">{date(promiseDate)}</b>],
              [t('orders.requestedDate'), requestedDate && date(requestedDate)],
              [t('promise.complete'), deliverComplete ? t('promise.completeYes') : null],
              [t('orders.purchaseOrder'), purchaseOrder],
              [t('records.account'), account && <Link key="account" to="/accounts/$id" params={{ id: account.id }} className="link">{account.name}</Link>],
              [t('records.quote'), quote && <Link key="quote" to="/quotes/$id" params={{ id: quote.id }} className="link">{quote.number}</Link>],
              [t('orders.orderedBy'), seller?.name],
              [t('orders.billing'), <StateBadge key="billing" state={billingState} />],
            ]} />
          </section>
          {order.timeline.nodes.length > 0 && <Timeline events={order.timeline.nodes} />}
        </aside>
      </div>
    </article>
  )
}
