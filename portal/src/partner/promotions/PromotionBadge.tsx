import { IconDiscount2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { RunningOffersDocument } from '../gql/graphql'
import { useOffer } from './offer'
import c from './promotions.module.css'

/** What is off a product at present, in a line on its card; all cards ask once, beside the page's own question. */
export function PromotionBadge({ productId }: { productId: string }) {
  const { t } = useTranslation()
  const offer = useOffer()
  const [{ data }] = useQuery({ query: RunningOffersDocument })
  const promotions = (data?.runningPromotions ?? []).filter(({ allProducts, productIds }) => allProducts || productIds.includes(productId))
  const [first] = promotions
  if (!first) return null
  return <Link to="/promotions" hash={first.id} className={c.badge} title={first.name}><IconDiscount2 size={14} aria-hidden /><span className="ellipsis">{first.limited ? `${offer(first)} · ${t('promotions.lasts')}` : offer(first)}</span>{promotions.length > 1 && <span>+{promotions.length - 1}</span>}</Link>
}
