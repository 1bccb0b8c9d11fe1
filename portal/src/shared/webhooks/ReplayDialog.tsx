import { Button, Checkbox, Group, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReplayWebhookDocument } from '../gql/graphql'
import { useCommand } from '../useCommand'
import c from './webhooks.module.css'

/** As the browser's own field for a moment writes it: without a zone, in the reader's. */
const local = (at: Date) => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
const DAY = 864e5

/** Sends what happened in a span of time again. */
export function ReplayDialog({ id, onClose, onReplayed }: { id: string; onClose: () => void; onReplayed: () => void }) {
  const { t } = useTranslation()
  const [now] = useState(() => Date.now())
  const form = useForm({
    initialValues: { from: local(new Date(now - DAY)), to: local(new Date(now + 60_000)), everything: false },
    validate: { from: (value) => (value ? null : t('webhooks.spanMissing')), to: (value, { from }) => (value > from ? null : t('webhooks.spanMissing')) },
  })
  const { run, pending } = useCommand(ReplayWebhookDocument, { form, done: ({ count }) => t('webhooks.replayedCount', { count: count ?? 0 }) })
  const submit = form.onSubmit(async ({ from, to, everything }) => {
    if (!await run({ id, from: new Date(from).toISOString(), to: new Date(to).toISOString(), undelivered: !everything })) return
    onReplayed()
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title={t('webhooks.replay')} size={560} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} className={c.form} noValidate>
        <p className="muted">{t('webhooks.replayHint')}</p>
        <div className={c.pair}>
          <TextInput type="datetime-local" label={t('webhooks.from')} data-autofocus {...form.getInputProps('from')} />
          <TextInput type="datetime-local" label={t('webhooks.to')} {...form.getInputProps('to')} />
        </div>
        <Checkbox label={t('webhooks.deliveredToo')} {...form.getInputProps('everything', { type: 'checkbox' })} />
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('webhooks.replay')}</Button></Group>
      </form>
    </Modal>
  )
}
