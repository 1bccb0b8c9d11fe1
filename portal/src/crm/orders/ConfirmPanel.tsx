import { Button, Checkbox } from '@mantine/core'
import { IconCalendarCheck } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../shared/actions/registry'
import { DayInput } from '../../shared/DayInput'
import { useFormat } from '../../shared/format'
import { useParts } from '../../shared/promise/Together'
import type { OrderSheetFragment } from '../gql/graphql'
import { useCreditWords } from './useCreditWords'
import type { useConfirm } from './useConfirm'
import c from './orders.module.css'

/** What may be promised now, against what was wished and the credit that is left. Enter in the date confirms. */
export function ConfirmPanel({ confirm: { action, value, computed, changed, setChosen, parts, complete, setComplete, onlyFromStock, setOnlyFromStock }, order }: { confirm: ReturnType<typeof useConfirm>; order: OrderSheetFragment }) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const creditWords = useCreditWords()
  const said = useParts()
  const field = useRef<HTMLInputElement>(null)
  const { requestedDate, creditCheck, currency } = order
  const late = !!requestedDate && !!value && value > requestedDate
  useActions([{ id: 'page.date', group: order.number, label: t('orders.changeDate'), keys: 't', run: () => field.current?.focus() }])
  return (
    <form className={c.confirm} onSubmit={(event) => { event.preventDefault(); action.run() }}>
      <IconCalendarCheck size={20} stroke={1.6} aria-hidden />
      <DayInput ref={field} label={t('orders.promise')} value={value} onChange={(day) => setChosen(day || undefined)} aria-describedby="promise-facts" />
      <div id="promise-facts" className={c.confirmFacts}>
        <span>{computed ? t('orders.computed', { date: date(computed) }) : t('orders.computing')}</span>
        {parts.length > 1 && <span>{t('promise.parts', { parts: said(parts) })}</span>}
        {requestedDate && <span data-bad={late || undefined}>{t(late ? 'orders.laterThanWished' : 'orders.wishedFor', { date: date(requestedDate) })}</span>}
        {creditCheck && <span data-bad={!creditCheck.allowed || undefined}>{creditCheck.allowed ? t('orders.creditAllowed') : t('orders.willHold', { why: creditWords(creditCheck, currency) })}</span>}
      </div>
      <div className={c.confirmWishes}>
        <Checkbox label={t('promise.complete')} checked={complete} onChange={(event) => setComplete(event.currentTarget.checked)} />
        <Checkbox label={t('orders.onlyFromStock')} checked={onlyFromStock} onChange={(event) => setOnlyFromStock(event.currentTarget.checked)} />
      </div>
      {changed && <Button variant="subtle" color="gray" onClick={() => setChosen(undefined)}>{t('orders.useComputed')}</Button>}
      <Button type="submit" variant="default" loading={action.pending}>{action.label}</Button>
    </form>
  )
}
