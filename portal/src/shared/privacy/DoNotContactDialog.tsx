import { Button, Group, Modal, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { ClearDoNotContactDocument, SetDoNotContactDocument } from '../gql/graphql'
import { useCommand } from '../useCommand'

/** Asks why somebody is to be left alone, which everybody who sees the contact will read. */
export function DoNotContactDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation()
  const form = useForm({ initialValues: { reason: '' }, validate: { reason: (reason) => (reason.trim() ? null : t('privacy.reasonMissing')) } })
  const clear = useCommand(ClearDoNotContactDocument)
  const set = useCommand(SetDoNotContactDocument, { form, done: t('privacy.set'), undo: () => clear.run({ id }) })
  const submit = form.onSubmit(async (values) => { if (await set.run({ id, ...values })) onClose() })
  return (
    <Modal opened onClose={onClose} title={t('privacy.doNotContact')} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <p className="muted" style={{ marginBottom: 12 }}>{t('privacy.setHint')}</p>
        <Textarea label={t('privacy.reason')} required autosize minRows={2} maxRows={8} maxLength={500} data-autofocus {...form.getInputProps('reason')} />
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" color="red" loading={set.pending}>{t('privacy.doNotContact')}</Button></Group>
      </form>
    </Modal>
  )
}
