import { Button, Group, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Why something is refused: the other side reads it. */
export function AskReason({ title, pending, onConfirm, onClose }: { title: string; pending: boolean; onConfirm: (reason: string) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  return (
    <Modal opened onClose={onClose} title={title} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={(event) => { event.preventDefault(); if (reason.trim()) onConfirm(reason.trim()) }}>
        <Textarea label={t('orderDesk.why')} description={t('orderDesk.whyHint')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} autosize minRows={3} data-autofocus required />
        <Group justify="flex-end" mt="md"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" color="red" loading={pending} disabled={!reason.trim()}>{title}</Button></Group>
      </form>
    </Modal>
  )
}
