import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../shared/DayInput'
import { Notice } from '../../shared/Notice'
import { useCommand } from '../../shared/useCommand'
import { EditSupplyDocument, type SupplyRowFragment } from '../gql/graphql'

/** Another day, another quantity: whoever was promised what comes later is told. */
export function EditSupplyDialog({ supply, onClose }: { supply: SupplyRowFragment; onClose: () => void }) {
  const { t } = useTranslation()
  const { id, revision, orderCount, product } = supply
  const form = useForm<{ quantity: number | string; expectedDate: string; source: string }>({ initialValues: { quantity: supply.quantity, expectedDate: supply.expectedDate, source: supply.source ?? '' } })
  const { run, pending } = useCommand(EditSupplyDocument, { form, done: ({ repromised }) => t(repromised ? 'supplies.moved' : 'supplies.edited', { count: repromised ?? 0 }) })
  const { quantity, expectedDate } = form.values
  const worse = expectedDate > supply.expectedDate || Number(quantity) < supply.quantity

  const submit = form.onSubmit(async ({ source }) => {
    const changed = { ...(Number(quantity) !== supply.quantity && { quantity: Number(quantity) }), ...(expectedDate !== supply.expectedDate && { expectedDate }) }
    if (await run({ id, revision, source: source.trim() || null, ...changed })) onClose()
  })
  return (
    <Modal opened onClose={onClose} title={t('supplies.editTitle', { sku: product?.sku })} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <DayInput label={t('field.expectedDate')} data-autofocus {...form.getInputProps('expectedDate')} />
          <NumberInput label={t('field.quantity')} min={supply.receivedQuantity + 1} allowDecimal={false} {...form.getInputProps('quantity')} />
          <TextInput label={t('supplies.source')} maxLength={200} {...form.getInputProps('source')} />
          {worse && orderCount > 0 && <Notice tone="amber">{t('supplies.moves', { count: orderCount })}</Notice>}
        </Stack>
        <Group justify="flex-end" mt="md"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!expectedDate || !Number(quantity)}>{t('save')}</Button></Group>
      </form>
    </Modal>
  )
}
