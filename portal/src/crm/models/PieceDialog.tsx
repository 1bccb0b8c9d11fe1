import { Button, Group, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Piece } from './definition'
import c from './models.module.css'

type Props = { title: string; piece: Piece; /** Where it stands in the model. */ at: string; readOnly: boolean; isNew: boolean; pending: boolean; onSave: ((piece: Piece | null) => void) | null; onClose: () => void }

/** One piece of a model as data. What the server finds wrong in it is told, and nothing is lost. */
export function PieceDialog({ title, piece, at, readOnly, isNew, pending, onSave, onClose }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState(() => JSON.stringify(piece, null, 2))
  const [fault, setFault] = useState<string>()
  const save = () => {
    try {
      onSave?.(JSON.parse(text) as Piece)
      setFault(undefined)
    } catch {
      setFault(t('models.notJson'))
    }
  }
  return (
    <Modal opened onClose={onClose} title={title} size={640} closeButtonProps={{ 'aria-label': t('close') }}>
      <Textarea label={t('models.asData')} description={`${t('models.asDataHint')} ${at}`} value={text} onChange={(event) => setText(event.currentTarget.value)} readOnly={readOnly} error={fault} autosize minRows={8} maxRows={22} spellCheck={false} classNames={{ input: c.code }} data-autofocus />
      <Group justify="flex-end" mt="md">
        {onSave && !isNew && <Button variant="subtle" color="red" loading={pending} onClick={() => onSave(null)}>{t('models.remove')}</Button>}
        <Button variant="default" onClick={onClose}>{t(readOnly ? 'close' : 'cancel')}</Button>
        {onSave && <Button loading={pending} onClick={save}>{t('models.save')}</Button>}
      </Group>
    </Modal>
  )
}
