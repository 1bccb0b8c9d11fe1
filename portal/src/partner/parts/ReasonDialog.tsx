import { Button, Group, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = { title: string; hint: string; confirm: string; pending: boolean; onConfirm: (reason: string) => void; onClose: () => void }

/** For verbs that cannot be undone and whose reason the other side will read. */
export function ReasonDialog({ title, hint, confirm, pending, onConfirm, onClose }: Props) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const missing = reason.trim() === ''
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={(event) => { event.preventDefault(); if (!missing) onConfirm(reason.trim()) }}>
        <Textarea label={t('reason')} description={hint} value={reason} onChange={(event) => setReason(event.currentTarget.value)} autosize minRows={3} data-autofocus required />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" color="red" disabled={missing} loading={pending}>{confirm}</Button>
        </Group>
      </form>
    </Modal>
  )
}
