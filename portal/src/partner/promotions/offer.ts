import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { PromotionOfferFragment } from '../gql/graphql'

/** What a promotion gives and on which condition, as a sentence. */
export function useOffer() {
  const { t } = useTranslation()
  const { money, number, percent } = useFormat()
  return ({ kind, percent: share, amount, currency, buyQuantity, getQuantity, minQuantity, maxQuantity }: PromotionOfferFragment): string => {
    const off = share == null ? money(amount, currency ?? 'USD', 'short') : percent(share)
    const offer = t(`promotions.offer.${kind}`, { off, buy: number(buyQuantity ?? 0), get: number(getQuantity ?? 0) })
    const from = kind !== 'BUNDLE' && minQuantity > 1 ? t('promotions.from', { count: minQuantity, number: number(minQuantity) }) : null
    return [offer, from, maxQuantity ? t('promotions.upTo', { count: maxQuantity, number: number(maxQuantity) }) : null].filter(Boolean).join(' · ')
  }
}
