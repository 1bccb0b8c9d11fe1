import { Button } from '@mantine/core'
import { IconAlertTriangle, IconClockExclamation, IconCreditCardOff, IconPackages, IconReplace } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { DeskCardFragment } from '../gql/graphql'
import { useCreditWords } from '../orders/useCreditWords'
import { DESK_VERBS, type DeskVerb } from './useDeskActions'
import c from './desk.module.css'

/** An order on the board: who, how much, by when, what is wrong with it, and what can be done at once. */
export function DeskCard({ order, busy, onAct }: { order: DeskCardFragment; busy: boolean; onAct: (verb: DeskVerb) => void }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const creditWords = useCreditWords()
  const { id, number, partner, account, total, currency, promiseDate, requestedDate, actions, late, creditCheck, hold, holdReason, waitingChange, deliverComplete, purchaseOrder } = order
  const due = promiseDate ?? requestedDate
  const flags = [
    late && { key: 'late', tone: 'red', icon: IconClockExclamation, text: t('desk.late') },
    hold?.kind === 'CREDIT' ? { key: 'credit', tone: creditCheck ? 'red' : 'green', icon: IconCreditCardOff, text: creditCheck ? creditWords(creditCheck, currency) : t('desk.creditFree') }
      : creditCheck && { key: 'credit', tone: creditCheck.allowed ? 'grey' : 'amber', icon: IconCreditCardOff, text: creditCheck.allowed ? t('orders.creditAllowed') : t('orders.willHold', { why: creditWords(creditCheck, currency) }) },
    hold?.kind === 'MANUAL' && { key: 'hold', tone: 'red', icon: IconAlertTriangle, text: holdReason ?? t('desk.held') },
    waitingChange && { key: 'change', tone: 'amber', icon: IconReplace, text: t('desk.changeWaits') },
    deliverComplete && { key: 'complete', tone: 'grey', icon: IconPackages, text: t('desk.complete') },
  ].filter((flag) => flag !== false && flag != null)
  return (
    <li className={c.card} data-order={id} tabIndex={-1} aria-label={[number, partner?.name ?? account?.name].filter(Boolean).join(' · ')}>
      <div className={c.cardHead}><Link to="/orders/$id" params={{ id }} className={c.number} tabIndex={-1}>{number}</Link><span className={c.total}>{money(total, currency, 'short')}</span></div>
      <p className="ellipsis">{[partner?.name, account?.name].filter(Boolean).join(' · ')}</p>
      <p className="meta">{[due && t(promiseDate ? 'desk.promised' : 'desk.wished', { date: date(due, 'short') }), purchaseOrder].filter(Boolean).join(' · ')}</p>
      {flags.length > 0 && <ul className={c.flags}>{flags.map(({ key, tone, icon: Icon, text }) => <li key={key} data-tone={tone}><Icon size={13} stroke={1.8} aria-hidden />{text}</li>)}</ul>}
      <div className={c.quick}>
        {DESK_VERBS.filter((verb) => actions.includes(verb)).map((verb) => (
          <Button key={verb} size="compact-xs" variant={verb === 'hold' ? 'subtle' : 'default'} color={verb === 'hold' ? 'gray' : undefined} tabIndex={-1} loading={busy && verb === 'confirm'} aria-label={`${t(`verbs.order.${verb}`)} ${number}`} onClick={() => onAct(verb)}>{t(`verbs.order.${verb}`)}</Button>
        ))}
      </div>
    </li>
  )
}
