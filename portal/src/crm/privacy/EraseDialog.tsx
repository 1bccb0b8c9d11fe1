import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TypedDocumentNode } from 'urql'
import { Notice } from '../../shared/Notice'
import { useCommand } from '../../shared/useCommand'

type Input = { input: { clientMutationId: string; id: string; confirmation: string } }

/** Erases somebody, after their name was typed: it is the one thing here that nothing brings back. */
export function EraseDialog({ person: { id, name }, document, onClose }: { person: { id: string; name: string }; document: TypedDocumentNode<any, Input>; onClose: () => void }) {
  const { t } = useTranslation()
  const form = useForm({ initialValues: { confirmation: '' }, validate: { confirmation: (typed) => (typed.trim() ? null : t('erasure.confirmMissing')) } })
  const { run, pending } = useCommand(document, { form, done: t('erasure.eraseDone') })
  const submit = form.onSubmit(async (values) => { if (await run({ id, ...values })) onClose() })
  return (
    <Modal opened onClose={onClose} title={t('erasure.eraseTitle', { name })} size={460} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Notice tone="amber" icon={<IconAlertTriangle size={18} aria-hidden />}>{t('erasure.eraseHint')}</Notice>
        <TextInput mt="md" label={t('erasure.confirm', { name })} required autoComplete="off" data-autofocus {...form.getInputProps('confirmation')} />
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" color="red" loading={pending}>{t('erasure.erase')}</Button></Group>
      </form>
    </Modal>
  )
}
