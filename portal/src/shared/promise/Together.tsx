import { IconTruckDelivery } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format'
import c from './promise.module.css'

export type Part = { date: string; quantity: number }

const SHOWN = 4

/** What leaves when, as words: "40 on 14 Dec · 60 on 3 Jan". */
export function useParts() {
  const { t } = useTranslation()
  const { date, number } = useFormat()
  return (parts: readonly Part[]) => [...parts.slice(0, SHOWN).map((part) => t('promise.part', { number: number(part.quantity), date: date(part.date, 'short') })), ...(parts.length > SHOWN ? ['…'] : [])].join(' · ')
}

/** By when all of it can leave, and, where some can leave before, in which parts. */
export function Together({ promise, waiting }: { promise: { date: string; parts: readonly Part[] } | undefined; waiting?: boolean }) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const said = useParts()
  return (
    <p className={c.together} role="status" data-waiting={waiting || undefined}>
      <IconTruckDelivery size={18} stroke={1.6} aria-hidden />
      <span>
        {promise ? <b>{t('promise.together', { date: date(promise.date) })}</b> : t('promise.computing')}
        {promise && promise.parts.length > 1 && <span className={c.parts}>{t('promise.parts', { parts: said(promise.parts) })}</span>}
      </span>
    </p>
  )
}
