import { Button, Group, Modal, NumberInput, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { RequestQuoteDocument, type CartFragment } from '../gql/graphql'
import c from './Cart.module.css'

/** Asks for a better price on what is in the cart. */
export function RequestQuote({ cart, onClose, onDone }: { cart: CartFragment; onClose: () => void; onDone?: () => void }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const navigate = useNavigate()
  const form = useForm({ initialValues: { wishedDiscountPercent: '' as string | number, note: '' } })
  const { run, pending } = useCommand(RequestQuoteDocument, { form })

  const submit = form.onSubmit(async ({ wishedDiscountPercent, note }) => {
    const payload = await run({ accountId: cart.account?.id, wishedDiscountPercent: wishedDiscountPercent === '' ? undefined : String(wishedDiscountPercent), note: note.trim() || undefined })
    if (!payload?.quote) return
    toastDone(t('cart.requested', { number: payload.quote.number }))
    onClose()
    onDone?.()
    void navigate({ to: '/quotes/$id', params: { id: payload.quote.id } })
  })

  return (
    <Modal opened onClose={onClose} title={t('cart.requestQuote')} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className={c.summary}>
        <div><span>{t('cart.lines', { count: cart.lines.length })}</span><b>{money(cart.subtotal, cart.currency)}</b></div>
        {cart.account && <div><span className="muted">{t('cart.account')}</span><span>{cart.account.name}</span></div>}
      </div>
      <form onSubmit={submit} className={c.form}>
        <NumberInput label={t('quotes.wishedDiscount')} description={t('quotes.wishedDiscountHint')} min={0} max={99} decimalScale={2} suffix=" %" data-autofocus {...form.getInputProps('wishedDiscountPercent')} />
        <Textarea label={t('cart.note')} description={t('quotes.noteHint')} autosize minRows={3} {...form.getInputProps('note')} />
        <Group justify="flex-end" mt="xs"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('cart.requestQuote')}</Button></Group>
      </form>
    </Modal>
  )
}
