import { Button, Group, Modal, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { CountrySelect } from '../../shared/CountrySelect'
import { useCommand } from '../../shared/useCommand'
import { ApplyPartnerDocument, ProgramLevelsDocument, type PartnerType } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'
import { useCurrencies } from '../record/useCurrencies'
import { useOptions } from '../record/useOptions'

type Picked = { id: string; name: string } | null

/** Somebody wants to sell for us: what is known of them, to be reviewed. */
export default function NoteApplication({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const types = useOptions('PARTNER_TYPE')
  const currencies = useCurrencies()
  const [{ data: program }] = useQuery({ query: ProgramLevelsDocument })
  const levels = (program?.programLevels ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const form = useForm({
    initialValues: {
      name: '', type: 'DEALER' as PartnerType, country: '', currency: null as string | null, city: '', phone: '', email: '', website: '',
      parentId: null as Picked, levelId: null as string | null, representativeId: null as Picked,
    },
    validate: {
      name: (value) => (value.trim() ? null : t('partners.nameMissing')),
      country: (value) => (value ? null : t('partners.countryMissing')),
      currency: (value) => (value ? null : t('partners.currencyMissing')),
      email: (value) => (!value.trim() || value.includes('@') ? null : t('people.emailInvalid')),
    },
  })
  const { run, pending } = useCommand(ApplyPartnerDocument, { form, done: t('partners.applied') })
  const submit = form.onSubmit(async ({ name, type, country, currency, parentId: parent, levelId, representativeId: representative, ...rest }) => {
    const known = Object.fromEntries(Object.entries(rest).map(([field, value]) => [field, value.trim() || null]))
    const partner = (await run({ name: name.trim(), type, country, currency: currency!, ...known, parentId: parent?.id ?? null, levelId, representativeId: representative?.id ?? null }))?.partner
    if (!partner) return
    onClose()
    void navigate({ to: '/partners/$id', params: { id: partner.id } })
  })
  return (
    <Modal opened onClose={onClose} title={t('partners.apply')} size={560} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
          <TextInput label={t('field.name')} required data-autofocus {...form.getInputProps('name')} />
          <Select label={t('field.type')} data={types} allowDeselect={false} {...form.getInputProps('type')} />
          <CountrySelect label={t('field.country')} required {...form.getInputProps('country')} onChange={(value) => form.setFieldValue('country', value ?? '')} />
          <Select label={t('field.currency')} required searchable data={currencies} {...form.getInputProps('currency')} />
          <TextInput label={t('field.city')} {...form.getInputProps('city')} />
          <TextInput label={t('field.phone')} type="tel" {...form.getInputProps('phone')} />
          <TextInput label={t('field.email')} type="email" {...form.getInputProps('email')} />
          <TextInput label={t('field.website')} {...form.getInputProps('website')} />
          <Select label={t('field.level')} description={t('partners.later')} clearable data={levels} {...form.getInputProps('levelId')} />
          <RecordPicker of="user" label={t('field.representative')} description={t('partners.later')} clearable value={form.values.representativeId} error={form.errors['representativeId']} onChange={(user) => form.setFieldValue('representativeId', user)} />
          <RecordPicker of="partner" label={t('field.parentPartner')} description={t('partners.parentHint')} clearable value={form.values.parentId} error={form.errors['parentId']} onChange={(parent) => form.setFieldValue('parentId', parent)} />
        </SimpleGrid>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('partners.apply')}</Button></Group>
      </form>
    </Modal>
  )
}
