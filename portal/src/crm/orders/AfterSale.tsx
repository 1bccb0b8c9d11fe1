import { Button, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AskReason } from '../../shared/orders/AskReason'
import { OrderChanges } from '../../shared/orders/OrderChanges'
import { Returns } from '../../shared/orders/Returns'
import { useCommand } from '../../shared/useCommand'
import { ApplyOrderChangeDocument, ApproveReturnDocument, CloseReturnDocument, CreditReturnDocument, RejectReturnDocument, type OrderDeskQuery, type OrderDetailsQuery, type ReturnRowFragment } from '../gql/graphql'
import { useAsk } from '../record/useAsk'
import { ReceiveDialog } from './ReceiveDialog'
import c from './orders.module.css'

type Props = { details: NonNullable<OrderDetailsQuery['order']>; desk?: OrderDeskQuery['order'] }

/** Changes and returns of an order, with what the desk does about them. */
export function AfterSale({ details: { changes, returns }, desk }: Props) {
  const { t } = useTranslation()
  const [receiving, setReceiving] = useState<ReturnRowFragment>(), [rejecting, setRejecting] = useState<ReturnRowFragment>()
  const apply = useCommand(ApplyOrderChangeDocument, { done: ({ orderChange }) => t(orderChange?.state === 'PendingApproval' ? 'orderDesk.routed' : 'orderDesk.applied') })
  const approve = useCommand(ApproveReturnDocument, { done: t('orderDesk.returnApproved') }), close = useCommand(CloseReturnDocument, { done: t('orderDesk.returnClosed') })
  const reject = useCommand(RejectReturnDocument, { done: t('orderDesk.returnRejected'), again: false })
  const credit = useCommand(CreditReturnDocument, { done: ({ creditNote }) => t('invoices.issuedAs', { number: creditNote?.number }) })
  const { ask, dialog } = useAsk()
  const askCredit = ({ id, number }: ReturnRowFragment) => ask({ title: t('invoices.creditOf', { number }), hint: t('invoices.creditReturnHint'), confirm: t('invoices.creditAndIssue'), run: () => credit.run({ returnId: id, issue: true }) })
  const creditable = (id: string) => desk?.returns.some((one) => one.id === id && one.creditable)
  const reasonsOf = (id: string) => desk?.changes.find((change) => change.id === id)?.approvalReasons ?? []
  return (
    <>
      {changes.length > 0 && (
        <section className={c.shipments}>
          <Title order={2} mb={6}>{t('orderDesk.changes')}</Title>
          <OrderChanges changes={changes} verbs={({ id, actions }) => (
            <>
              {reasonsOf(id).length > 0 && <ul className={c.reasons}>{reasonsOf(id).map((reason) => <li key={reason}>{reason}</li>)}</ul>}
              {actions.includes('apply') && <Button size="xs" loading={apply.pending} onClick={() => void apply.run({ id })}>{t('orderDesk.apply')}</Button>}
            </>
          )} />
        </section>
      )}
      {returns.length > 0 && (
        <section className={c.shipments}>
          <Title order={2} mb={6}>{t('orderDesk.returns')}</Title>
          <Returns returns={returns} verbs={(found) => (
            <>
              {found.actions.includes('approve') && <Button size="xs" loading={approve.pending} onClick={() => void approve.run({ id: found.id })}>{t('orderDesk.approve')}</Button>}
              {found.actions.includes('receive') && <Button size="xs" onClick={() => setReceiving(found)}>{t('orderDesk.receive')}</Button>}
              {creditable(found.id) && <Button size="xs" onClick={() => askCredit(found)}>{t('invoices.credit')}</Button>}
              {found.actions.includes('close') && <Button size="xs" variant="default" loading={close.pending} onClick={() => void close.run({ id: found.id })}>{t('orderDesk.closeReturn')}</Button>}
              {found.actions.includes('reject') && <Button size="xs" variant="default" onClick={() => setRejecting(found)}>{t('orderDesk.reject')}</Button>}
            </>
          )} />
        </section>
      )}
      {dialog}
      {receiving && <ReceiveDialog found={receiving} onClose={() => setReceiving(undefined)} />}
      {rejecting && <AskReason title={t('orderDesk.reject')} pending={reject.pending} onClose={() => setRejecting(undefined)} onConfirm={async (reason) => { if (await reject.run({ id: rejecting.id, reason })) setRejecting(undefined) }} />}
    </>
  )
}
