import { Button, Group, Modal, Table } from '@mantine/core'
import { IconArrowBackUp, IconArrowsSplit2, IconCashOff, IconLinkOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { StateBadge } from '../../shared/StateBadge'
import { useCommand } from '../../shared/useCommand'
import { today } from '../../shared/today'
import { HistoryButton } from '../audit/HistoryButton'
import { AllocatePaymentDocument, PaymentDocument, RefundPaymentDocument, ReversePaymentDocument, UnallocatePaymentDocument, type PaymentSheetFragment } from '../gql/graphql'
import { Fact } from '../record/Fact'
import { Neighbours } from '../record/Neighbours'
import r from '../record/record.module.css'
import { RecordSkeleton } from '../record/RecordPage'
import { useAsk } from '../record/useAsk'
import { TitleBar, type PageAction } from '../shell/TitleBar'
import { OpenInvoices, paysOf, type Chosen } from './OpenInvoices'

export function PaymentPage({ id }: { id: string }) {
  const query = useQuery({ query: PaymentDocument, variables: { id } })
  return <Loaded query={query} skeleton={<RecordSkeleton />}>{({ payment }) => (payment ? <Sheet payment={payment} /> : <Empty kind="notFound" />)}</Loaded>
}

/** Money on an account: what it pays, what is left, and how it is taken back. */
function Sheet({ payment }: { payment: PaymentSheetFragment }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const { id, number, state, kind, currency, rest, actions: may } = payment
  const { ask, dialog } = useAsk(), [allocating, setAllocating] = useState(false)
  const reverse = useCommand(ReversePaymentDocument, { done: t('payments.reversed') }), unallocate = useCommand(UnallocatePaymentDocument, { done: t('payments.unallocated') }), refund = useCommand(RefundPaymentDocument, { done: t('payments.refunded') })
  const actions: PageAction[] = [
    ...(may.includes('allocate') ? [{ id: 'allocate', label: t('payments.allocate'), icon: IconArrowsSplit2, hotkey: 'a', tone: 'primary' as const, run: () => setAllocating(true) }] : []),
    ...(may.includes('unallocate') ? [{ id: 'unallocate', label: t('payments.unallocate'), icon: IconLinkOff, run: () => ask({ title: t('payments.unallocate'), hint: t('payments.unallocateHint'), confirm: t('payments.unallocate'), run: () => unallocate.run({ id }) }) }] : []),
    ...(may.includes('refund') ? [{ id: 'refund', label: t('payments.refund'), icon: IconArrowBackUp, run: () => ask({ title: t('payments.refundOf', { amount: money(rest, currency) }), confirm: t('payments.refund'), run: () => refund.run({ id, day: today() }) }) }] : []),
    ...(may.includes('reverse') ? [{ id: 'reverse', label: t('payments.reverse'), icon: IconCashOff, tone: 'danger' as const, run: () => ask({ title: t('payments.reverse'), hint: t('payments.reverseHint'), field: t('invoices.reason'), required: true, confirm: t('payments.reverse'), danger: true, run: (reason) => reverse.run({ id, reason }) }) }] : []),
  ]
  return (
    <>
      <TitleBar title={`${t(`payments.kind.${kind}`)} ${number}`} crumb={{ to: '/payments', label: t('nav.payments') }} after={<StateBadge state={state} />} actions={actions} extra={<><HistoryButton of="payment" id={id} name={number} /><Neighbours path="/payments/$id" id={id} /></>} />
      <div style={{ padding: 16, display: 'grid', gap: 20, maxWidth: 860 }}>
        <dl className={r.facts}>
          <Fact label={t('payments.buyer')}>{payment.partner ? <Link className="link" to="/partners/$id" params={{ id: payment.partner.id }}>{payment.partner.name}</Link> : payment.account && <Link className="link" to="/accounts/$id" params={{ id: payment.account.id }}>{payment.account.name}</Link>}</Fact>
          <Fact label={t('field.amount')}>{money(payment.amount, currency)}{payment.companyCurrency !== currency && <span className="meta"> {money(payment.companyAmount, payment.companyCurrency)}</span>}</Fact>
          <Fact label={t('payments.onAccount')}>{money(rest, currency)}</Fact>
          <Fact label={t('bank.day')}>{date(payment.day)}</Fact>
          <Fact label={t('payments.method')}>{t(`payments.methods.${payment.method}`)}</Fact>
          <Fact label={t('payments.reference')}>{payment.reference}</Fact>
          <Fact label={t('payments.bankReference')}>{payment.bankReference}</Fact>
          {payment.note && <Fact label={t('field.note')}>{payment.note}</Fact>}
          {payment.reverseReason && <Fact label={t('invoices.reason')}>{payment.reverseReason}</Fact>}
          {payment.refunds.length > 0 && <Fact label={t('payments.refunded')}>{payment.refunds.map((one) => <span key={one.id} style={{ display: 'block' }}><Link className="link" to="/payments/$id" params={{ id: one.id }}>{one.number}</Link> <span className="meta">{date(one.day)} · {money(one.amount, currency)}</span></span>)}</Fact>}
        </dl>
        {payment.allocations.length > 0 && (
          <Table aria-label={t('payments.paid')}>
            <Table.Thead><Table.Tr><Table.Th>{t('payments.paid')}</Table.Th><Table.Th>{t('bank.day')}</Table.Th><Table.Th className="num">{t('field.amount')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>{payment.allocations.map((one) => <Table.Tr key={one.id}><Table.Td><Link className="link" to="/invoices/$id" params={{ id: one.invoice!.id }}>{one.invoice!.number}</Link></Table.Td><Table.Td>{date(one.day)}</Table.Td><Table.Td className="num">{money(one.invoiceAmount, one.invoice!.currency)}</Table.Td></Table.Tr>)}</Table.Tbody>
          </Table>
        )}
      </div>
      {allocating && <AllocateDialog payment={payment} onClose={() => setAllocating(false)} />}
      {dialog}
    </>
  )
}

function AllocateDialog({ payment, onClose }: { payment: PaymentSheetFragment; onClose: () => void }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const [chosen, setChosen] = useState<Chosen>({}), [error, setError] = useState<string>()
  const { run, pending } = useCommand(AllocatePaymentDocument, { done: t('payments.allocated'), onErrors: (errors) => { setError(errors.map(({ message }) => message).join(' ')); return true } })
  const invoices = paysOf(chosen)
  return (
    <Modal opened onClose={onClose} title={t('payments.allocateOf', { amount: money(payment.rest, payment.currency) })} size={560} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={async (event) => { event.preventDefault(); if (invoices.length && await run({ id: payment.id, invoices })) onClose() }}>
        <OpenInvoices of={{ amount: payment.rest, currency: payment.currency }} buyer={{ partnerId: payment.partner?.id, accountId: payment.account?.id }} chosen={chosen} onChange={setChosen} error={error} />
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!invoices.length}>{t('payments.allocate')}</Button></Group>
      </form>
    </Modal>
  )
}
