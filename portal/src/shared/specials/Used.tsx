import { useTranslation } from 'react-i18next'
import { useFormat } from '../format'
import c from './specials.module.css'

/** How much of what was granted is ordered. */
export function Used({ used, of }: { used: number; of: number }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  return (
    <span className={c.used}>
      <span>{t('specials.usedOf', { used: number(used), of: number(of) })}</span>
      <span className={c.bar} data-full={used >= of || undefined} aria-hidden><span style={{ width: `${Math.min(100, of ? (used / of) * 100 : 0)}%` }} /></span>
    </span>
  )
}

type Line = { usedQuantity: number; approvedQuantity?: number | null }
/** The same over all lines; nothing until something was granted. */
export function UsedOfAll({ lines }: { lines: readonly Line[] }) {
  const of = lines.reduce((sum, { approvedQuantity }) => sum + (approvedQuantity ?? 0), 0)
  return of ? <Used used={lines.reduce((sum, { usedQuantity }) => sum + usedQuantity, 0)} of={of} /> : <span>—</span>
}
