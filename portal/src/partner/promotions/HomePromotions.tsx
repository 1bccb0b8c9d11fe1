import { useTranslation } from 'react-i18next'
import { IconDiscount2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { PromotionOfferFragment } from '../gql/graphql'
import { useOffer } from './offer'
import c from './promotions.module.css'

const shown = 4

/** What is off at present, on the first page; the soonest to end first. */
export function HomePromotions({ promotions }: { promotions: readonly PromotionOfferFragment[] }) {
  const { t } = useTranslation()
  const offer = useOffer()
  if (!promotions.length) return null
  return (
    <ul className={c.short} aria-label={t('nav.promotions')}>
      {promotions.slice(0, shown).map((promotion) => <li key={promotion.id}><Link to="/promotions" hash={promotion.id} className={c.badge}><IconDiscount2 size={14} aria-hidden /><span>{promotion.name} · {offer(promotion)}</span></Link></li>)}
      {promotions.length > shown && <li><Link to="/promotions" className="link">{t('promotions.more', { count: promotions.length - shown })}</Link></li>}
    </ul>
  )
}
