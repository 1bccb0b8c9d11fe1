import { IconScale } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { Notice } from '../../shared/Notice'
import { QuoteOtherOffersDocument } from '../gql/graphql'

/** What others of the own organisation were offered for the same customer; nobody is named. */
export function OtherOffers({ id }: { id: string }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const [{ data }] = useQuery({ query: QuoteOtherOffersDocument, variables: { id } })
  const offers = data?.quote?.version?.otherOffers ?? []
  if (!offers.length) return null
  return (
    <Notice tone="amber" icon={<IconScale size={18} aria-hidden />} title={t('quotes.otherOffers')}>
      <ul style={{ margin: '4px 0 0', paddingInlineStart: 18 }}>{offers.map((offer, index) => <li key={index}>{t('quotes.otherOffer', { sku: offer.sku, price: money(offer.price, offer.currency), date: date(offer.offeredOn) })}</li>)}</ul>
    </Notice>
  )
}
