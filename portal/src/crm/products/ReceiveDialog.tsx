import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../shared/useCommand'
import { ReceiveStockDocument } from '../gql/graphql'

/** Pieces that came in; fewer than none are a loss. */
export function ReceiveDialog({ product, onClose }: { product: { id: string; sku: string }; onClose: () => void }) {
  const { t } = useTranslation()
  const form = useForm<{ quantity: number | string; reason: string }>({ initialValues: { quantity: '', reason: '' } })
  const { run, pending } = useCommand(ReceiveStockDocument, { form, done: () => t('products.received') })
  const quantity = Number(form.values.quantity)

  const submit = form.onSubmit(async ({ reason }) => {
    if (quantity && await run({ productId: product.id, quantity, reason: reason.trim() || null })) onClose()
  })
  return (
    <Modal opened onClose={onClose} title={t('products.receive', { sku: product.sku })} size={420} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <NumberInput label={t('field.quantity')} description={t('products.receiveHint')} data-autofocus allowDecimal={false} {...form.getInputProps('quantity')} />
          <TextInput label={t('products.receiveReason')} maxLength={200} {...form.getInputProps('reason')} />
        </Stack>
        <Group justify="flex-end" mt="md"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!quantity}>{t('products.receiveDo')}</Button></Group>
      </form>
    </Modal>
  )
}
