import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OrderState } from '../gql/graphql'
import c from './OrderSteps.module.css'

const STEPS = ['Placed', 'Confirmed', 'Shipped', 'Delivered'] as const
// How many of the four steps are behind an order in each state.
const REACHED: Record<OrderState, number> = { PendingPartnerApproval: 0, Placed: 1, OnHold: 1, Confirmed: 2, PartiallyShipped: 2, Shipped: 3, Delivered: 4, Closed: 4, Canceled: 0 }

/** The way of an order and how far it has come; a cancelled one has none. */
export function OrderSteps({ state }: { state: OrderState }) {
  const { t } = useTranslation()
  if (state === 'Canceled') return null
  const reached = REACHED[state]
  return (
    <ol className={c.steps} aria-label={t('orders.progress')}>
      {STEPS.map((step, index) => {
        const done = index < reached
        return (
          <li key={step} data-done={done || undefined} data-next={index === reached || undefined} aria-current={index === reached - 1 ? 'step' : undefined}>
            <span className={c.dot} aria-hidden>{done && <IconCheck size={13} stroke={3} />}</span>
            <span className={c.label}>{t(`states.${step}`)}<span className="visually-hidden"> – {t(done ? 'orders.stepDone' : 'orders.stepOpen')}</span></span>
          </li>
        )
      })}
    </ol>
  )
}
