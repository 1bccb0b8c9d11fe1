import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { AcceptQuoteDocument, type QuoteRecordFragment } from '../gql/graphql'
import c from '../cart/Cart.module.css'

type Props = { quote: QuoteRecordFragment; version: QuoteRecordFragment['versions'][number]; onClose: () => void }

/** Accepting makes the order – one, however often it is clicked: the version accepts once, and so does this intention. */
export function AcceptQuote({ quote, version, onClose }: Props) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const navigate = useNavigate()
  const form = useForm({ initialValues: { purchaseOrder: '' } })
  const { run, pending } = useCommand(AcceptQuoteDocument, { form })

  const submit = form.onSubmit(async ({ purchaseOrder }) => {
    const payload = await run({ id: quote.id, versionId: version.id, purchaseOrder: purchaseOrder.trim() || undefined })
    if (!payload) return
    onClose()
    if (!payload.order) return
    toastDone(t('quotes.accepted', { number: payload.order.number }))
    void navigate({ to: '/orders/$id', params: { id: payload.order.id } })
  })
  return (
    <Modal opened onClose={onClose} title={t('quotes.acceptTitle', { number: quote.number })} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className={c.summary}>
        <div><span>{t('cart.lines', { count: version.lines.length })}</span><b>{money(version.total, version.currency)}</b></div>
      </div>
      <form onSubmit={submit} className={c.form}>
        <TextInput label={t('orders.purchaseOrder')} description={t('orders.purchaseOrderHint')} data-autofocus {...form.getInputProps('purchaseOrder')} />
        <p className="meta">{t('quotes.acceptHint')}</p>
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('quotes.acceptAndOrder')}</Button></Group>
      </form>
    </Modal>
  )
}
