import { Button, Group, Modal, NumberInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../shared/useCommand'
import { ReceiveSupplyDocument, type SupplyRowFragment } from '../gql/graphql'

/** All that was announced, or as much as has come. */
export function ReceiveSupplyDialog({ supply, onClose }: { supply: SupplyRowFragment; onClose: () => void }) {
  const { t } = useTranslation()
  const left = supply.quantity - supply.receivedQuantity
  const form = useForm<{ quantity: number | string }>({ initialValues: { quantity: left } })
  const { run, pending } = useCommand(ReceiveSupplyDocument, { form, done: () => t('supplies.received') })
  const quantity = Number(form.values.quantity)

  const submit = form.onSubmit(async () => {
    if (quantity > 0 && await run({ id: supply.id, quantity })) onClose()
  })
  return (
    <Modal opened onClose={onClose} title={t('supplies.receiveTitle', { sku: supply.product?.sku })} size={420} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <NumberInput label={t('field.quantity')} description={t('supplies.receiveHint', { count: left })} data-autofocus min={1} allowDecimal={false} {...form.getInputProps('quantity')} />
        <Group justify="flex-end" mt="md"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!(quantity > 0)}>{t('supplies.receive')}</Button></Group>
      </form>
    </Modal>
  )
}
