import { Button, Checkbox, Group, Modal, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { DayInput } from '../../shared/DayInput'
import { useFormat } from '../../shared/format'
import { Notice } from '../../shared/Notice'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { useTaxRows } from '../../shared/taxes/useTaxRows'
import { CartTaxesDocument, PlaceOrderDocument, type CartFragment } from '../gql/graphql'
import c from './Cart.module.css'

/** The last look before the cart becomes an order. */
export function PlaceOrder({ cart, onClose, onDone }: { cart: CartFragment; onClose: () => void; onDone?: () => void }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const navigate = useNavigate()
  const form = useForm({ initialValues: { purchaseOrder: '', requestedDate: '', deliverComplete: false, note: '' } })
  // The price that is shown is the price that is paid: where it changed meanwhile, it is shown and asked for again.
  const [changed, setChanged] = useState<{ was: string; now: string }>()
  const { run, pending } = useCommand(PlaceOrderDocument, { form, onErrors: (errors) => {
    const [first] = errors as { code: string; now?: string | null }[]
    if (first?.code !== 'PRICE_CHANGED' || !first.now) return false
    setChanged({ was: changed?.now ?? cart.subtotal, now: first.now })
    return true
  } })

  const [{ data: taxed }] = useQuery({ query: CartTaxesDocument, requestPolicy: 'network-only' })
  const { rows, notes } = useTaxRows()(changed ? null : taxed?.cart?.taxes, cart.currency)

  const submit = form.onSubmit(async ({ purchaseOrder, requestedDate, deliverComplete, note }) => {
    const payload = await run({ expectedTotal: changed?.now ?? cart.subtotal, accountId: cart.account?.id, purchaseOrder: purchaseOrder.trim() || undefined, requestedDate: requestedDate || undefined, deliverComplete, note: note.trim() || undefined })
    if (!payload?.order) return
    const { id, number, state } = payload.order
    toastDone(t(state === 'PendingPartnerApproval' ? 'cart.awaitsApproval' : 'cart.placed', { number }))
    onClose()
    onDone?.()
    void navigate({ to: '/orders/$id', params: { id } })
  })

  return (
    <Modal opened onClose={onClose} title={t('cart.placeOrder')} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className={c.summary}>
        <div><span>{t('cart.lines', { count: cart.lines.length })}</span><b>{changed ? <><s className="muted">{money(changed.was, cart.currency)}</s> {money(changed.now, cart.currency)}</> : money(cart.subtotal, cart.currency)}</b></div>
        {rows.map(([label, amount]) => <div key={label}><span className="muted">{label}</span><span>{amount}</span></div>)}
        {notes.length > 0 && <p className="meta">{notes.join(' ')}</p>}
        {cart.account && <div><span className="muted">{t('cart.account')}</span><span>{cart.account.name}</span></div>}
      </div>
      <form onSubmit={submit} className={c.form}>
        {changed && <Notice tone="amber">{t('cart.priceChanged', { now: money(changed.now, cart.currency) })}</Notice>}
        {cart.overSpendingLimit && <Notice tone="amber">{t('cart.overLimit')}</Notice>}
        <TextInput label={t('orders.purchaseOrder')} description={t('orders.purchaseOrderHint')} data-autofocus {...form.getInputProps('purchaseOrder')} />
        <DayInput clearable label={t('orders.requestedDate')} {...form.getInputProps('requestedDate')} />
        <Checkbox size="sm" label={t('promise.complete')} description={t('promise.completeHint')} {...form.getInputProps('deliverComplete', { type: 'checkbox' })} />
        <Textarea label={t('cart.note')} autosize minRows={2} {...form.getInputProps('note')} />
        <Group justify="flex-end" mt="xs"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('cart.placeOrder')}</Button></Group>
      </form>
    </Modal>
  )
}
