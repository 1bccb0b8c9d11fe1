import { IconTruckDelivery } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { OrderRecordFragment } from '../gql/graphql'
import page from '../parts/page.module.css'
import c from './Shipments.module.css'

/** What has left, with whom, and under which number it can be followed. */
export function Shipments({ shipments }: { shipments: OrderRecordFragment['shipments'] }) {
  const { t } = useTranslation()
  const { date, number } = useFormat()
  return (
    <section className={page.section}>
      <h2>{t('orders.shipments')}</h2>
      <ul className={c.list}>
        {shipments.map((shipment) => (
          <li key={shipment.id}>
            <span className={c.icon} aria-hidden><IconTruckDelivery size={18} stroke={1.6} /></span>
            <div>
              <p><b>{shipment.number}</b> <span className="muted">{shipment.carrier}</span>{shipment.trackingNumber && <> · {shipment.trackingUrl ? <a className="link" href={shipment.trackingUrl} target="_blank" rel="noreferrer">{t('orders.follow', { number: shipment.trackingNumber })}</a> : <span className="muted">{shipment.trackingNumber}</span>}</>}</p>
              <p className="meta">{shipment.lines.map(({ quantity, orderLine }) => `${number(quantity)} × ${orderLine?.product?.name ?? '—'}`).join(', ')}</p>
            </div>
            <span className="meta"><a className="link" href={`/partner/files/shipments/${shipment.id}.pdf`} target="_blank" rel="noreferrer">{t('orders.despatchNote')}</a> · <a className="link" href={`/partner/files/shipments/${shipment.id}.xml`} download aria-label={`${t('orders.despatchNote')} ${t('xml.despatch')}`}>{t('xml.despatch')}</a> · {shipment.deliveredAt ? t('orders.deliveredOn', { date: date(shipment.deliveredAt) }) : t('orders.shippedOn', { date: date(shipment.shippedAt) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
