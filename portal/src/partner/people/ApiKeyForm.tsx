import { Button, Checkbox, Group, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../shared/DayInput'
import { useViewer } from '../../shared/session/Session'
import { useCommand } from '../../shared/useCommand'
import { CreateApiKeyDocument } from '../gql/graphql'
import c from '../accounts/accounts.module.css'
import keys from './ApiKeyForm.module.css'
import { Secret } from './Secret'

/** A key can do no more than its creator, so only the creator's own permissions are offered. */
export function ApiKeyForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { permissions } = useViewer()
  const [secret, setSecret] = useState<string>()
  const form = useForm({
    initialValues: { name: '', permissions: [] as string[], expiresAt: '' },
    validate: { name: (value) => (value.trim() ? null : t('keysPage.nameMissing')), permissions: (value) => (value.length > 0 ? null : t('keysPage.permissionsMissing')) },
  })
  const { run, pending } = useCommand(CreateApiKeyDocument, { form })
  const submit = form.onSubmit(async ({ name, permissions: chosen, expiresAt }) => {
    const payload = await run({ name: name.trim(), permissions: chosen, expiresAt: expiresAt ? new Date(`${expiresAt}T23:59:59`).toISOString() : undefined })
    if (payload?.secret) setSecret(payload.secret)
  })
  if (secret) return <Secret title={t('keysPage.secretTitle')} hint={t('keysPage.secretHint')} value={secret} onClose={onClose} />
  return (
    <Modal opened onClose={onClose} title={t('keysPage.new')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} className={c.form} noValidate>
        <TextInput label={t('keysPage.name')} description={t('keysPage.nameHint')} required data-autofocus {...form.getInputProps('name')} />
        <DayInput clearable label={t('keysPage.expires')} description={t('keysPage.expiresHint')} {...form.getInputProps('expiresAt')} />
        <Checkbox.Group label={t('keysPage.permissions')} required className={c.full} {...form.getInputProps('permissions')}>
          <div className={keys.permissions}>{permissions.filter((name) => name !== 'key:manage').map((name) => <Checkbox key={name} value={name} label={<code>{name}</code>} />)}</div>
        </Checkbox.Group>
        <Group justify="flex-end" className={c.full} mt="xs"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('keysPage.create')}</Button></Group>
      </form>
    </Modal>
  )
}
