import { Button, Group, Modal, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CountrySelect } from '../../shared/CountrySelect'
import { useCommand } from '../../shared/useCommand'
import { CreateAccountDocument, type AccountKind } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'
import { useOptions } from '../record/useOptions'

type Picked = { id: string; name: string } | null

export function NewAccount({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const kinds = useOptions('ACCOUNT_KIND')
  const form = useForm({
    initialValues: { name: '', kind: 'ORGANISATION' as AccountKind, industry: '', phone: '', email: '', city: '', country: '', partner: null as Picked },
    validate: { name: (value) => (value.trim() ? null : t('accounts.nameMissing')) },
  })
  const { run, pending } = useCommand(CreateAccountDocument, { form, done: t('accounts.created') })
  const submit = form.onSubmit(async ({ partner, ...values }) => {
    const filled = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value.trim() || null])) as { name: string; kind: AccountKind }
    const payload = await run({ ...filled, partnerId: partner?.id ?? null })
    if (!payload?.account) return
    form.reset()
    onClose()
    void navigate({ to: '/accounts/$id', params: { id: payload.account.id } })
  })
  return (
    <Modal opened={opened} onClose={onClose} title={t('accounts.new')} size={520} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
          <TextInput label={t('field.name')} required data-autofocus {...form.getInputProps('name')} />
          <Select label={t('field.kind')} data={kinds} allowDeselect={false} {...form.getInputProps('kind')} />
          <RecordPicker of="partner" label={t('field.partner')} description={t('accounts.partnerHint')} clearable value={form.values.partner} onChange={(partner) => form.setFieldValue('partner', partner)} />
          <TextInput label={t('field.industry')} description={' '} {...form.getInputProps('industry')} />
          <TextInput label={t('field.city')} {...form.getInputProps('city')} />
          <CountrySelect label={t('field.country')} {...form.getInputProps('country')} onChange={(value) => form.setFieldValue('country', value ?? '')} />
          <TextInput label={t('field.phone')} type="tel" {...form.getInputProps('phone')} />
          <TextInput label={t('field.email')} type="email" {...form.getInputProps('email')} />
        </SimpleGrid>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('create')}</Button></Group>
      </form>
    </Modal>
  )
}
