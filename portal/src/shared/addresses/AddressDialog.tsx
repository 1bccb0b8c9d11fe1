import { Button, Group, Modal, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { CountrySelect } from '../CountrySelect'
import { CreateAddressDocument, RemoveAddressDocument, UpdateAddressDocument, type AddressEntryFragment } from '../gql/graphql'
import { toastDone } from '../toasts'
import { useCommand } from '../useCommand'
import { KINDS, fieldsOf } from './fields'

/** Adds an address, or changes one; either can be undone. */
export function AddressDialog({ accountId, usual, address, onClose }: { accountId: string; /** The kind that a new one is proposed to be. */ usual: string; address?: AddressEntryFragment; onClose: () => void }) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { kind: address?.kind ?? usual, street: address?.street ?? '', postalCode: address?.postalCode ?? '', city: address?.city ?? '', region: address?.region ?? '', country: address?.country ?? '' },
    validate: { street: (street, { city }) => (street.trim() || city.trim() ? null : t('addresses.missing')) },
  })
  const create = useCommand(CreateAddressDocument, { form })
  const update = useCommand(UpdateAddressDocument, { form })
  const remove = useCommand(RemoveAddressDocument)
  const submit = form.onSubmit(async (values) => {
    const { kind, ...rest } = values
    const fields = { kind, ...Object.fromEntries(Object.entries(rest).map(([field, value]) => [field, value.trim() || null])) }
    if (address) {
      if (!await update.run({ id: address.id, ...fields })) return
      toastDone(t('saved'), () => update.run({ id: address.id, ...fieldsOf(address) }))
    } else {
      const added = (await create.run({ accountId, ...fields }))?.address
      if (!added) return
      toastDone(t('addresses.added'), () => remove.run({ id: added.id }))
    }
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title={t(address ? 'addresses.edit' : 'addresses.new')} size={480} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
          <Select label={t('addresses.kind')} allowDeselect={false} data={KINDS.map((value) => ({ value, label: t(`addresses.kinds.${value}`) }))} {...form.getInputProps('kind')} />
          <CountrySelect label={t('addresses.country')} {...form.getInputProps('country')} onChange={(value) => form.setFieldValue('country', value ?? '')} />
          <TextInput label={t('addresses.street')} data-autofocus style={{ gridColumn: '1 / -1' }} {...form.getInputProps('street')} />
          <TextInput label={t('addresses.postalCode')} {...form.getInputProps('postalCode')} />
          <TextInput label={t('addresses.city')} {...form.getInputProps('city')} />
          <TextInput label={t('addresses.region')} {...form.getInputProps('region')} />
        </SimpleGrid>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={create.pending || update.pending}>{t(address ? 'save' : 'add')}</Button></Group>
      </form>
    </Modal>
  )
}
