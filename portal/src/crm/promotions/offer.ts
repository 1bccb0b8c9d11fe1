import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { PromotionOfferFragment } from '../gql/graphql'

/** What a promotion gives, in a few words. */
export function useOffer() {
  const { t } = useTranslation()
  const { money, number, percent } = useFormat()
  return ({ kind, percent: share, amount, currency, buyQuantity, getQuantity }: PromotionOfferFragment): string => {
    if (kind === 'BUY_GET') return t('promotions.offer.BUY_GET', { buy: number(buyQuantity ?? 0), get: number(getQuantity ?? 0) })
    const off = share == null ? money(amount, currency ?? 'USD', 'short') : percent(share)
    return t(`promotions.offer.${kind}`, { off })
  }
}

export function useQuantities() {
  const { number } = useFormat()
  return ({ minQuantity, maxQuantity }: { minQuantity: number; maxQuantity?: number | null }) => [minQuantity > 1 && `≥ ${number(minQuantity)}`, maxQuantity && `≤ ${number(maxQuantity)}`].filter(Boolean).join(' ')
}
