import { Button, Group, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Definition } from './definition'
import c from './models.module.css'

/** The whole model as data, to be taken elsewhere or brought in. */
export function DataDialog({ definition, pending, onSave, onClose }: { definition: Definition; pending: boolean; onSave: ((definition: Definition) => void) | null; onClose: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(() => JSON.stringify(definition, null, 2))
  const [fault, setFault] = useState<string>()
  const save = () => {
    try { onSave?.(JSON.parse(text) as Definition); setFault(undefined) } catch { setFault(t('models.notJson')) }
  }
  return (
    <Modal opened onClose={onClose} title={t('models.asData')} size={760} closeButtonProps={{ 'aria-label': t('close') }}>
      <Textarea aria-label={t('models.asData')} value={text} onChange={(event) => setText(event.currentTarget.value)} readOnly={!onSave} error={fault} autosize minRows={10} maxRows={24} spellCheck={false} classNames={{ input: c.code }} />
      <Group justify="flex-end" mt="md"><Button variant="default" onClick={onClose}>{t('close')}</Button>{onSave && <Button loading={pending} onClick={save}>{t('models.import')}</Button>}</Group>
    </Modal>
  )
}
