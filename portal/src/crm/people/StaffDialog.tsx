import { Button, Group, Modal, MultiSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { currentLocale } from '../../shared/i18n'
import { LocaleSelect } from '../../shared/people/LocaleSelect'
import { useViewer } from '../../shared/session/Session'
import { useCommand } from '../../shared/useCommand'
import { CreateStaffUserDocument, UpdateStaffUserDocument, type UserRowFragment } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'

export const STAFF_ROLES = ['representative', 'manager', 'order_desk', 'finance', 'channel_manager', 'product_manager', 'marketer', 'service_agent', 'analyst', 'administrator']

type Picked = { id: string; name: string } | null

/** Invites a colleague, or changes what one is. */
export function StaffDialog({ person, onClose }: { /** None: a new one. */ person?: UserRowFragment; onClose: () => void }) {
  const { t } = useTranslation()
  // the server takes a new address of one's own from nobody but another
  const oneself = useViewer().id === person?.id
  const form = useForm({
    initialValues: {
      name: person?.name ?? '', email: person?.email ?? '', title: person?.title ?? '', phone: person?.phone ?? '', roles: [...(person?.roles ?? ['representative'])],
      managerId: (person?.manager ?? null) as Picked, locale: person?.locale ?? currentLocale(),
    },
    validate: {
      name: (value) => (value.trim() ? null : t('people.nameMissing')), email: (value) => (value.includes('@') ? null : t('people.emailInvalid')),
      roles: (value) => (value.length ? null : t('people.roleMissing')),
    },
  })
  const create = useCommand(CreateStaffUserDocument, { form, done: t('person.invited', { name: form.values.name.trim() }) })
  const update = useCommand(UpdateStaffUserDocument, { form, done: t('saved') })
  const submit = form.onSubmit(async ({ name, email, title, phone, roles, managerId, locale }) => {
    const fields = { name: name.trim(), email: email.trim(), title: title.trim() || null, phone: phone.trim() || null, roles, managerId: managerId?.id ?? null, locale }
    if (await (person ? update.run({ id: person.id, ...fields }) : create.run(fields))) onClose()
  })
  return (
    <Modal opened onClose={onClose} title={person ? t('people.edit', { name: person.name }) : t('people.invite')} size={520} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
          <TextInput label={t('field.name')} required data-autofocus {...form.getInputProps('name')} />
          <TextInput label={t('field.email')} type="email" required disabled={oneself} description={oneself && t('people.ownEmail')} {...form.getInputProps('email')} />
          <TextInput label={t('field.title')} {...form.getInputProps('title')} />
          <TextInput label={t('field.phone')} type="tel" {...form.getInputProps('phone')} />
          <RecordPicker of="user" label={t('field.manager')} clearable except={person?.id ?? ''} error={form.errors['managerId']} value={form.values.managerId} onChange={(manager) => form.setFieldValue('managerId', manager)} />
          <LocaleSelect {...form.getInputProps('locale')} />
        </SimpleGrid>
        <MultiSelect mt="sm" label={t('field.roles')} required data={STAFF_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))} {...form.getInputProps('roles')} />
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={create.pending || update.pending}>{t(person ? 'save' : 'person.invite')}</Button></Group>
      </form>
    </Modal>
  )
}
