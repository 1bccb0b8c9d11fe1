import { Button, Checkbox, Group, Modal, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format'
import { CreateApiKeyDocument } from '../gql/graphql'
import { byObject, usePermissionWords } from '../permissionWords'
import { useViewer } from '../session/Session'
import { useCommand } from '../useCommand'
import c from './apiKeys.module.css'
import { Secret } from './Secret'

const DAY = 864e5
const LIVES = [30, 90, 180, 365]

/** A key does no more than who makes it, so only their own permissions are offered; keys themselves are made by people alone. */
export function ApiKeyForm({ title, onClose }: { title: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const words = usePermissionWords()
  const offered = useViewer().permissions.filter((permission) => permission !== 'key:manage')
  const [secret, setSecret] = useState<string>()
  const form = useForm({
    initialValues: { name: '', permissions: [] as string[], days: '90' },
    validate: { name: (value) => (value.trim() ? null : t('apiKey.nameMissing')), permissions: (value) => (value.length ? null : t('apiKey.permissionsMissing')) },
  })
  const { run, pending } = useCommand(CreateApiKeyDocument, { form })
  const [now] = useState(() => Date.now())
  const end = new Date(now + Number(form.values.days) * DAY).toISOString()
  const submit = form.onSubmit(async ({ name, permissions }) => {
    const payload = await run({ name: name.trim(), permissions, expiresAt: end })
    if (payload?.secret) setSecret(payload.secret)
  })
  if (secret) return <Secret title={t('apiKey.secretTitle')} hint={t('apiKey.secretHint')} value={secret} onClose={onClose} />
  return (
    <Modal opened onClose={onClose} title={title} size={560} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} className={c.form} noValidate>
        <div className={c.pair}>
          <TextInput label={t('apiKey.name')} description={t('apiKey.nameHint')} required data-autofocus {...form.getInputProps('name')} />
          <Select label={t('apiKey.life')} description={t('apiKey.until', { date: date(end) })} data={LIVES.map((count) => ({ value: String(count), label: t('apiKey.days', { count }) }))} allowDeselect={false} {...form.getInputProps('days')} />
        </div>
        <Checkbox.Group label={t('apiKey.permissions')} required {...form.getInputProps('permissions')}>
          <div className={c.groups} tabIndex={0} role="group" aria-label={t('apiKey.permissions')}>
            {byObject(offered.map((permission) => ({ permission }))).map(([object, rows]) => (
              <fieldset key={object} className={c.group}>
                <legend>{words.object(object)}</legend>
                <div className={c.verbs}>{rows.map(({ permission }) => <Checkbox key={permission} value={permission} label={words.verb(permission)} title={permission} />)}</div>
              </fieldset>
            ))}
          </div>
        </Checkbox.Group>
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('apiKey.create')}</Button></Group>
      </form>
    </Modal>
  )
}
