import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Secret } from '../apiKeys/Secret'
import { CreateWebhookDocument, UpdateWebhookDocument, type WebhookRowFragment } from '../gql/graphql'
import { useCommand } from '../useCommand'
import { TypePicker } from './TypePicker'
import c from './webhooks.module.css'

/** Makes a webhook, whose secret is told once, or changes one. */
export function WebhookForm({ webhook, onClose }: { webhook?: WebhookRowFragment; onClose: () => void }) {
  const { t } = useTranslation()
  const [secret, setSecret] = useState<string>()
  const form = useForm({
    initialValues: { name: webhook?.name ?? '', url: webhook?.url ?? '', types: webhook?.types ?? ['*'] },
    validate: { name: (value) => (value.trim() ? null : t('apiKey.nameMissing')), url: (value) => (URL.canParse(value.trim()) ? null : t('webhooks.urlMissing')), types: (value) => (value.length ? null : t('webhooks.typesMissing')) },
  })
  const create = useCommand(CreateWebhookDocument, { form }), update = useCommand(UpdateWebhookDocument, { form, done: t('webhooks.saved') })
  const submit = form.onSubmit(async (values) => {
    if (webhook) return void (await update.run({ id: webhook.id, revision: webhook.revision, ...values }) && onClose())
    const payload = await create.run(values)
    if (payload?.secret) setSecret(payload.secret)
  })
  if (secret) return <Secret title={t('webhooks.secretTitle')} hint={t('webhooks.secretHint')} value={secret} onClose={onClose} />
  return (
    <Modal opened onClose={onClose} title={t(webhook ? 'webhooks.edit' : 'webhooks.new')} size={560} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} className={c.form} noValidate>
        <TextInput label={t('apiKey.name')} description={t('webhooks.nameHint')} required maxLength={100} data-autofocus {...form.getInputProps('name')} />
        <TextInput label={t('webhooks.url')} description={t('webhooks.urlHint')} type="url" placeholder="https://" required maxLength={2000} {...form.getInputProps('url')} />
        <TypePicker {...form.getInputProps('types')} />
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={create.pending || update.pending}>{t(webhook ? 'save' : 'webhooks.create')}</Button></Group>
      </form>
    </Modal>
  )
}
