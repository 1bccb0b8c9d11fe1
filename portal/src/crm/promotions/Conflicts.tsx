import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { PromotionQuery } from '../gql/graphql'
import { useOffer } from './offer'
import c from './promotions.module.css'

type Promotion = NonNullable<PromotionQuery['promotion']>
type Ranked = { id: string; rank: number; stackable: boolean }

/** Lower ranks first, then what is older: ids are made in the order of time. */
const first = (a: Ranked, b: Ranked) => a.rank < b.rank || (a.rank === b.rank && a.id < b.id)

/** What the stacking rule says of two promotions that meet. */
const ruleOf = (own: Ranked, other: Ranked) => (first(own, other) ? (own.stackable ? 'thenOther' : 'onlyThis') : other.stackable ? 'thenThis' : 'onlyOther')

/** Others about the same products for some of the same buyers at the same time, and what happens then. */
export function Conflicts({ promotion, conflicts }: { promotion: Promotion; conflicts: Promotion['conflicts'] }) {
  const { t } = useTranslation()
  const offer = useOffer()
  if (!conflicts.length) return null
  return (
    <section className={c.conflicts} aria-label={t('promotions.meets')}>
      <h2>{t('promotions.meets')}</h2>
      <ul>{conflicts.map((other) => (
        <li key={other.id}><Link className="link" to="/promotions/$id" params={{ id: other.id }}>{other.name}</Link> <span className="meta">{offer(other)} · {t('prices.rank')} {other.rank}</span><div>{t(`promotions.rule.${ruleOf(promotion, other)}`, { other: other.name })}</div></li>
      ))}</ul>
    </section>
  )
}
