import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import c from './Stock.module.css'

/** On the shelf, or how long it takes. */
export function Stock({ available, leadTimeDays }: { available: number; leadTimeDays: number }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  return (
    <span className={c.stock} data-here={available > 0 || undefined}>
      {available > 0 ? t('catalogue.inStock', { count: available, number: number(available) }) : t('catalogue.leadTime', { count: leadTimeDays })}
    </span>
  )
}
