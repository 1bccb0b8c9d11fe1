import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Definition, type List, type Piece, type Words, keyFor } from './definition'
import c from './models.module.css'
import { PieceForm } from './PieceForm'

type Props = { title: string; list: List; piece: Piece; definition: Definition; readOnly: boolean; isNew: boolean; pending: boolean; onSave: ((piece: Piece | null) => void) | null; onClose: () => void }

/** One piece of a model, to be read or changed. What the server finds wrong in it is told, and nothing is lost. */
export function PieceDialog({ title, list, piece: given, definition, readOnly, isNew, pending, onSave, onClose }: Props) {
  const { t } = useTranslation()
  const [piece, setPiece] = useState(given)
  // what others refer to it by is made of its name, once
  const save = () => onSave?.(isNew ? { ...piece, key: keyFor(String(piece['sku'] ?? (piece['name'] as Words | undefined)?.['en'] ?? list.slice(0, -1)), definition[list].map(({ key }) => key)) } : piece)
  return (
    <Modal opened onClose={onClose} title={title} size={860} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={(event) => { event.preventDefault(); save() }}>
        <fieldset disabled={readOnly} className={c.form}><Stack gap="sm"><PieceForm list={list} piece={piece} definition={definition} onChange={setPiece} /></Stack></fieldset>
        <Group justify="flex-end" mt="md">
          {onSave && !isNew && <Button variant="subtle" color="red" loading={pending} onClick={() => onSave(null)}>{t('models.remove')}</Button>}
          <Button variant="default" onClick={onClose}>{t(readOnly ? 'close' : 'cancel')}</Button>
          {onSave && <Button type="submit" loading={pending}>{t('models.save')}</Button>}
        </Group>
      </form>
    </Modal>
  )
}
