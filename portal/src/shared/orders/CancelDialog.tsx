import { Button, Group, Modal, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CANCEL_REASONS, type CancelReason } from './cancelReasons'
import c from './orders.module.css'

type Props = { number: string; /** Part of it has left, so that only the rest can be called off. */ rest?: boolean; pending: boolean; onConfirm: (input: { code: CancelReason; reason: string | null }) => void; onClose: () => void }

/** All of an order, or what is still open of it. */
export function CancelDialog({ number, rest, pending, onConfirm, onClose }: Props) {
  const { t } = useTranslation()
  const [code, setCode] = useState<CancelReason | null>(null)
  const [reason, setReason] = useState('')
  const title = t(rest ? 'orderDesk.cancelRest' : 'orderDesk.cancelAll', { number })
  return (
    <Modal opened onClose={onClose} title={title} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form className={c.form} onSubmit={(event) => { event.preventDefault(); if (code) onConfirm({ code, reason: reason.trim() || null }) }}>
        <p className="muted">{t(rest ? 'orderDesk.cancelRestHint' : 'orderDesk.cancelAllHint')}</p>
        <Select label={t('orderDesk.why')} required data-autofocus data={CANCEL_REASONS.map((value) => ({ value, label: t(`orderDesk.cancelReasons.${value}`) }))} value={code} onChange={(value) => setCode(value as CancelReason | null)} />
        <Textarea label={t('orderDesk.note')} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('orderDesk.back')}</Button><Button type="submit" color="red" loading={pending} disabled={!code}>{t('orderDesk.callOff')}</Button></Group>
      </form>
    </Modal>
  )
}
