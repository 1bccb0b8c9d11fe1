import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { DeskCardFragment } from '../gql/graphql'

/** Why an order goes beyond its partner's credit, in words. */
export function useCreditWords(): (check: NonNullable<DeskCardFragment['creditCheck']>, currency: string) => string {
  const { t } = useTranslation()
  const { money } = useFormat()
  return ({ over, overdueDays, overdue }, currency) => [over && t('orders.creditOver', { over: money(over, currency, 'short') }), overdueDays != null && t('orders.creditOverdue', { overdue: money(overdue, currency, 'short'), count: overdueDays })].filter(Boolean).join(' · ')
}
