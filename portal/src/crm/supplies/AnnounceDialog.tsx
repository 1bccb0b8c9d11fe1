import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../shared/DayInput'
import { useCommand } from '../../shared/useCommand'
import { AnnounceSupplyDocument } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'

type Picked = { id: string; name: string }

/** Pieces that will come; of the product given, or of one that is picked. */
export function AnnounceDialog({ product, onClose }: { product?: Picked; onClose: () => void }) {
  const { t } = useTranslation()
  const [picked, setPicked] = useState<Picked | null>(product ?? null)
  const form = useForm<{ productId: string; quantity: number | string; expectedDate: string; source: string }>({ initialValues: { productId: product?.id ?? '', quantity: '', expectedDate: '', source: '' } })
  const { run, pending } = useCommand(AnnounceSupplyDocument, { form, done: () => t('supplies.announced') })
  const { quantity, expectedDate } = form.values, complete = picked && Number(quantity) > 0 && expectedDate

  const submit = form.onSubmit(async ({ source }) => {
    if (complete && await run({ productId: picked.id, quantity: Number(quantity), expectedDate, source: source.trim() || null })) onClose()
  })
  return (
    <Modal opened onClose={onClose} title={t('supplies.announce')} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {product ? <p><b>{product.name}</b></p> : <RecordPicker of="product" label={t('field.product')} data-autofocus value={picked} onChange={setPicked} />}
          <NumberInput label={t('field.quantity')} min={1} allowDecimal={false} data-autofocus={product && true} {...form.getInputProps('quantity')} />
          <DayInput label={t('field.expectedDate')} {...form.getInputProps('expectedDate')} />
          <TextInput label={t('supplies.source')} description={t('supplies.sourceHint')} maxLength={200} {...form.getInputProps('source')} />
        </Stack>
        <Group justify="flex-end" mt="md"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!complete}>{t('supplies.announceDo')}</Button></Group>
      </form>
    </Modal>
  )
}
