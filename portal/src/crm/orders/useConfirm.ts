import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { Part } from '../../shared/promise/Together'
import { useCommand } from '../../shared/useCommand'
import { ConfirmOrderDocument, type OrderSheetFragment, type PromiseOrderQuery } from '../gql/graphql'
import type { PageAction } from '../shell/TitleBar'

export type Promises = PromiseOrderQuery['promiseOrder']

/** The date that can be kept for all lines is the latest of theirs; the desk may promise another. */
export function useConfirm(order: OrderSheetFragment, promises?: Promises) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const [chosen, setChosen] = useState<string>()
  const [complete, setComplete] = useState(order.deliverComplete)
  const [onlyFromStock, setOnlyFromStock] = useState(false)
  const computed = promises?.map((line) => line.date).sort().at(-1)
  const value = chosen ?? computed
  const parts = complete ? [] : partsOf(promises ?? [])
  const { run, pending } = useCommand(ConfirmOrderDocument, { done: ({ order: after }) => (after?.state === 'OnHold' ? t('orders.heldForCredit') : t('orders.confirmedFor', { date: date(after?.promiseDate) })) })
  const action: PageAction = {
    id: 'confirm', label: t('verbs.order.confirm'), icon: IconCheck, hotkey: 'c', tone: 'primary', pending,
    // Left alone, the server computes it anew under lock: stock may have moved since this page asked.
    run: () => void run({ id: order.id, promiseDate: chosen && chosen !== computed ? chosen : null, deliverComplete: complete, onlyFromStock }),
  }
  return { action, value, computed, changed: !!chosen && chosen !== computed, setChosen, parts, complete, setComplete, onlyFromStock, setOnlyFromStock }
}

/** What of all lines can leave on which day. */
function partsOf(promises: Promises): Part[] {
  const days = new Map<string, number>()
  for (const { parts } of promises) for (const { date, quantity } of parts) days.set(date, (days.get(date) ?? 0) + quantity)
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, quantity]) => ({ date, quantity }))
}
