import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { readDecimal } from '../../shared/readNumber'
import { useCommand } from '../../shared/useCommand'
import { WriteOffInvoiceDocument } from '../gql/graphql'

/** What of an invoice will not come any more: all that is open, or a part, and why. */
export function WriteOffDialog({ invoice: { id, currency, openAmount }, onClose }: { invoice: { id: string; currency: string; openAmount: string }; onClose: () => void }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const form = useForm({ initialValues: { amount: openAmount, reason: '' }, validate: { amount: (value) => (readDecimal(value) ? null : t('payments.amountMissing')), reason: (value) => (value.trim() ? null : t('payments.reasonMissing')) } })
  const { run, pending } = useCommand(WriteOffInvoiceDocument, { form, done: ({ payment }) => t('bank.booked', { number: payment?.number }) })
  const submit = form.onSubmit(async ({ amount, reason }) => { if (await run({ id, amount: readDecimal(amount)!, reason: reason.trim() })) onClose() })
  return (
    <Modal opened onClose={onClose} title={t('payments.writeOff')} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <p className="muted" style={{ margin: 0 }}>{t('payments.writeOffHint')}</p>
          <TextInput label={t('field.amount')} description={t('payments.openIs', { open: money(openAmount, currency) })} required inputMode="decimal" {...form.getInputProps('amount')} />
          <Textarea label={t('invoices.reason')} required autosize minRows={2} maxLength={1000} data-autofocus {...form.getInputProps('reason')} />
        </Stack>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" color="red" loading={pending}>{t('payments.writeOff')}</Button></Group>
      </form>
    </Modal>
  )
}
