import { IconDiscount2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { PromotionOfferFragment } from '../gql/graphql'
import { useOffer } from './offer'
import c from './promotions.module.css'

/** What is off a product at present, in a line on its card; more of it on its own page. */
export function PromotionBadge({ promotions }: { promotions: readonly PromotionOfferFragment[] }) {
  const offer = useOffer()
  const [first] = promotions
  if (!first) return null
  return <Link to="/promotions" hash={first.id} className={c.badge} title={first.name}><IconDiscount2 size={14} aria-hidden /><span className="ellipsis">{offer(first)}</span>{promotions.length > 1 && <span>+{promotions.length - 1}</span>}</Link>
}
