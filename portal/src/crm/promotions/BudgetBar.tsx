import { Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { PromotionUsageFragment } from '../gql/graphql'

/** How much of a budget is used, in words and as a bar; what quotes promised may go beyond it. */
export function BudgetBar({ promotion: { budget, exhausted }, short = false }: { promotion: PromotionUsageFragment; short?: boolean }) {
  const { t } = useTranslation()
  const { money, number } = useFormat()
  if (!budget) return <span className="muted">{short ? '—' : t('promotions.noBudget')}</span>
  const { amount, currency, quantity, usedAmount, usedQuantity } = budget
  const parts = [
    ...(amount ? [{ share: Number(usedAmount) / Number(amount), text: t('promotions.usedOf', { used: money(usedAmount, currency!, 'short'), all: money(amount, currency!, 'short') }) }] : []),
    ...(quantity ? [{ share: usedQuantity / quantity, text: t('promotions.usedOf', { used: number(usedQuantity), all: t('promotions.pieces', { count: quantity, number: number(quantity) }) }) }] : []),
  ]
  return (
    <div style={{ display: 'grid', gap: 6, minWidth: short ? 110 : 180 }}>
      {parts.map(({ share, text }) => (
        <div key={text}>
          <Progress value={Math.min(share * 100, 100)} size="sm" aria-label={text} color={exhausted || share >= 1 ? 'red' : share >= 0.8 ? 'yellow' : undefined} />
          {!short && <span className="meta">{text}{share > 1 && ` · ${t('promotions.beyond')}`}</span>}
        </div>
      ))}
      {exhausted && !short && <b>{t('promotions.exhausted')}</b>}
    </div>
  )
}
