import { Button, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { useCommand } from '../../shared/useCommand'
import { DeliverOrderDocument, type OrderSheetFragment } from '../gql/graphql'
import { can } from '../record/can'
import c from './orders.module.css'

export function Shipments({ order }: { order: OrderSheetFragment }) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const { run, pending } = useCommand(DeliverOrderDocument, { done: t('done.order.deliver') })
  const { id, shipments } = order
  if (shipments.length === 0) return null
  const several = shipments.filter(({ deliveredAt }) => !deliveredAt).length > 1
  return (
    <section className={c.shipments}>
      <Title order={2} mb={6}>{t('orders.shipments')}</Title>
      {shipments.map((shipment) => (
        <div key={shipment.id} className={c.shipment}>
          <b style={{ fontWeight: 500 }}>{shipment.number}</b>
          <span>{shipment.carrier ?? '—'}{shipment.trackingNumber && <> · {shipment.trackingUrl ? <a className="link" href={shipment.trackingUrl} target="_blank" rel="noreferrer">{shipment.trackingNumber}</a> : shipment.trackingNumber}</>}</span>
          <span className="meta">{shipment.lines.map(({ quantity, orderLine }) => `${quantity} × ${orderLine?.product?.sku ?? ''}`).join(', ')}</span>
          <span className="meta">{shipment.deliveredAt ? t('orders.deliveredOn', { date: date(shipment.deliveredAt) }) : t('orders.shippedOn', { date: date(shipment.shippedAt) })}</span>
          {shipment.partReason && <span className="meta">{t('orders.partBecause', { reason: shipment.partReason })}</span>}
          <span className={c.papers}><a className="link" href={`/crm/files/shipments/${shipment.id}.pdf`} target="_blank" rel="noreferrer">{t('orders.despatchNote')}</a>
          <a className="link" href={`/crm/files/shipments/${shipment.id}.xml`} download aria-label={`${t('orders.despatchNote')} ${t('xml.despatch')}`}>{t('xml.despatch')}</a></span>
          {several && !shipment.deliveredAt && can(order, 'deliver') && <Button size="compact-xs" variant="default" loading={pending} onClick={() => void run({ id, shipmentId: shipment.id })}>{t('verbs.order.deliver')}</Button>}
        </div>
      ))}
    </section>
  )
}
