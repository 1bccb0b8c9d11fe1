import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../shared/useCommand'
import { CreateContactDocument, UpdateContactDocument, type ContactEntryFragment } from '../gql/graphql'
import c from './accounts.module.css'

const FIELDS = ['title', 'email', 'phone'] as const

export function ContactForm({ accountId, contact, onClose }: { accountId: string; contact?: ContactEntryFragment; onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const form = useForm({
    initialValues: { firstName: contact?.firstName ?? '', lastName: contact?.lastName ?? '', title: contact?.title ?? '', email: contact?.email ?? '', phone: contact?.phone ?? '' },
    validate: { firstName: (value) => (value.trim() ? null : t('contacts.firstNameMissing')), lastName: (value) => (value.trim() ? null : t('contacts.lastNameMissing')), email: (value) => (!value || value.includes('@') ? null : t('invalidEmail')) },
  })
  const create = useCommand(CreateContactDocument, { form, done: t('contacts.created') })
  const update = useCommand(UpdateContactDocument, { form, done: t('saved') })
  const submit = form.onSubmit(async ({ firstName, lastName, ...rest }) => {
    const fields = Object.fromEntries(FIELDS.map((field) => [field, rest[field].trim() || (contact ? null : undefined)]))
    const names = { firstName: firstName.trim(), lastName: lastName.trim() }
    const payload = contact ? await update.run({ id: contact.id, revision: contact.revision, ...names, ...fields }) : await create.run({ accountId, ...names, ...fields })
    if (payload) onClose()
  })
  // A Chinese name begins with the family's.
  const familyFirst = i18n.language.startsWith('zh')
  const lastName = <TextInput label={t('contacts.lastName')} required {...form.getInputProps('lastName')} />
  return (
    <Modal opened onClose={onClose} title={t(contact ? 'contacts.edit' : 'contacts.new')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} className={c.form} noValidate>
        {familyFirst && lastName}
        <TextInput label={t('contacts.firstName')} required {...form.getInputProps('firstName')} />
        {!familyFirst && lastName}
        <TextInput label={t('contacts.title')} className={c.full} {...form.getInputProps('title')} />
        <TextInput label={t('accounts.email')} type="email" {...form.getInputProps('email')} />
        <TextInput label={t('accounts.phone')} type="tel" {...form.getInputProps('phone')} />
        <Group justify="flex-end" className={c.full} mt="xs"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={create.pending || update.pending}>{t('save')}</Button></Group>
      </form>
    </Modal>
  )
}
