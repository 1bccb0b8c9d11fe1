import { Button, Group, Modal, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../shared/useCommand'
import { CreateContactDocument } from '../gql/graphql'
import { useOptions } from '../record/useOptions'

export function NewContact({ accountId, opened, onClose }: { accountId: string; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const languages = useOptions('LANGUAGE')
  const form = useForm({
    initialValues: { firstName: '', lastName: '', title: '', email: '', phone: '', preferredLanguage: null as string | null },
    validate: { firstName: (value) => (value.trim() ? null : t('contacts.firstNameMissing')), lastName: (value) => (value.trim() ? null : t('contacts.nameMissing')) },
  })
  const { run, pending } = useCommand(CreateContactDocument, { form, done: t('contacts.created') })
  const submit = form.onSubmit(async (values) => {
    const filled = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value?.trim() || null])) as { firstName: string; lastName: string }
    if (await run({ accountId, ...filled })) { form.reset(); onClose() }
  })
  return (
    <Modal opened={opened} onClose={onClose} title={t('contacts.new')} size={480} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
          <TextInput label={t('field.firstName')} required data-autofocus {...form.getInputProps('firstName')} />
          <TextInput label={t('field.lastName')} required {...form.getInputProps('lastName')} />
          <TextInput label={t('field.title')} {...form.getInputProps('title')} />
          <Select label={t('field.language')} data={languages} clearable {...form.getInputProps('preferredLanguage')} />
          <TextInput label={t('field.email')} type="email" {...form.getInputProps('email')} />
          <TextInput label={t('field.phone')} type="tel" {...form.getInputProps('phone')} />
        </SimpleGrid>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('create')}</Button></Group>
      </form>
    </Modal>
  )
}
