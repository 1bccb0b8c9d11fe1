import { useTranslation } from 'react-i18next'
import { compare } from './decimal'
import { useFormat } from './format'

/** What a line costs, and what free pieces and bundles have taken off it. */
export function LineAmount({ amount, discount = null, currency }: { amount: string | null | undefined; discount?: string | null; currency: string }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  if (amount == null) return '—'
  return <><b>{money(amount, currency)}</b>{discount && compare(discount, '0') > 0 && <span className="meta" style={{ display: 'block' }}>{t('promotionOff', { amount: money(discount, currency) })}</span>}</>
}
