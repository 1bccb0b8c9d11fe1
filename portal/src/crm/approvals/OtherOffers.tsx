import { Button, Group, Modal } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { QuoteApprovalQuery } from '../gql/graphql'
import c from '../quotes/quotes.module.css'

export type Offers = NonNullable<NonNullable<QuoteApprovalQuery['quote']>['version']>['otherOffers']

/** What colleagues, or another channel, offered the same customer. */
function OfferList({ offers }: { offers: Offers }) {
  const { t } = useTranslation()
  const { date, money, percent } = useFormat()
  return (
    <ul>
      {offers.map((offer, index) => (
        <li key={index}>
          {t('approvals.offer', { sku: offer.sku, price: money(offer.price, offer.currency), date: date(offer.offeredOn), who: offer.who ?? t(offer.direct ? 'approvals.colleagueDirect' : 'approvals.colleague') })}
          {offer.difference && <> {t(Number(offer.difference) > 0 ? 'approvals.dearer' : 'approvals.cheaper', { percent: percent(offer.difference.replace('-', '')) })}</>}
        </li>
      ))}
    </ul>
  )
}

export function OtherOffers({ offers }: { offers: Offers }) {
  const { t } = useTranslation()
  if (!offers.length) return null
  return (
    <aside className={c.banner} data-tone="amber" aria-label={t('approvals.otherOffers')}>
      <IconScale size={18} aria-hidden />
      <div className={c.bannerText}><h2>{t('approvals.otherOffers')}</h2><OfferList offers={offers} /></div>
    </aside>
  )
}

/** Before a quote with such differences is submitted, they are read. */
export function OffersDialog({ offers, onSubmit, onClose }: { offers: Offers; onSubmit: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} title={t('approvals.otherOffers')} size={520} closeButtonProps={{ 'aria-label': t('close') }}>
      <OfferList offers={offers} />
      <p className="muted">{t('approvals.acknowledgeHint')}</p>
      <Group justify="flex-end" mt="md"><Button variant="default" onClick={onClose}>{t('back')}</Button><Button data-autofocus onClick={onSubmit}>{t('approvals.acknowledge')}</Button></Group>
    </Modal>
  )
}
