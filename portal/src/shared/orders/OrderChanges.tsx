import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format'
import { ApproveOrderChangeDocument, RejectOrderChangeDocument, SubmitOrderChangeDocument, WithdrawOrderChangeDocument, type OrderChangeRowFragment } from '../gql/graphql'
import { StateBadge } from '../StateBadge'
import { useCommand } from '../useCommand'
import { AskReason } from './AskReason'
import { Sides } from './Sides'
import c from './orders.module.css'

/** What was changed about an order, or shall be: who asked, how it was, how it would be, and what may be done. */
export function OrderChanges({ changes, verbs }: { changes: readonly OrderChangeRowFragment[]; /** What only one of the apps offers. */ verbs?: (change: OrderChangeRowFragment) => ReactNode }) {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  const [rejecting, setRejecting] = useState<OrderChangeRowFragment>()
  const submit = useCommand(SubmitOrderChangeDocument, { done: t('orderDesk.sent') })
  const approve = useCommand(ApproveOrderChangeDocument, { done: t('orderDesk.approved') })
  const withdraw = useCommand(WithdrawOrderChangeDocument, { done: t('orderDesk.withdrawn') })
  const reject = useCommand(RejectOrderChangeDocument, { done: t('orderDesk.rejected'), again: false })
  return (
    <>
      <ul className={c.list}>
        {changes.map((change) => {
          const { id, number, state, actions, reason, decisionNote, requestedBy, createdAt } = change
          return (
            <li key={id}>
              <div className={c.head}><b>{t('orderDesk.change', { number })}</b><StateBadge state={state} /><span className="meta">{[requestedBy?.name, dateTime(createdAt)].filter(Boolean).join(' · ')}</span></div>
              {reason && <p className={c.said}>{reason}</p>}
              <Sides change={change} />
              {decisionNote && <p className={c.said}>{t('orderDesk.because', { reason: decisionNote })}</p>}
              <div className={c.verbs}>
                {verbs?.(change)}
                {actions.includes('submit') && <Button size="xs" loading={submit.pending} onClick={() => void submit.run({ id })}>{t('orderDesk.send')}</Button>}
                {actions.includes('approve') && <Button size="xs" loading={approve.pending} onClick={() => void approve.run({ id })}>{t('orderDesk.approve')}</Button>}
                {actions.includes('reject') && <Button size="xs" variant="default" onClick={() => setRejecting(change)}>{t('orderDesk.reject')}</Button>}
                {actions.includes('withdraw') && <Button size="xs" variant="default" loading={withdraw.pending} onClick={() => void withdraw.run({ id })}>{t('orderDesk.withdraw')}</Button>}
              </div>
            </li>
          )
        })}
      </ul>
      {rejecting && <AskReason title={t('orderDesk.reject')} pending={reject.pending} onClose={() => setRejecting(undefined)} onConfirm={async (reason) => { if (await reject.run({ id: rejecting.id, reason })) setRejecting(undefined) }} />}
    </>
  )
}
