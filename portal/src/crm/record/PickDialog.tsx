import { Button, Group, Modal } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { RecordPicker } from './RecordPicker'

type Picked = { id: string; name: string }
type Props = {
  of: 'account' | 'contact'
  title: string
  label: string
  hint?: string
  confirm: string
  value?: Picked | null
  /** Whether "none" is an answer. */
  clearable?: boolean
  heldBy?: string
  except?: string
  /** What the server found wrong with the one that was picked. */
  error?: string
  /** The dialog closes when this gives something back. */
  run: (record: Picked | null) => Promise<unknown>
  onClose: () => void
}

/** Asks for one record. */
export function PickDialog({ of, title, label, hint, confirm, value = null, clearable, heldBy, except, error, run, onClose }: Props) {
  const { t } = useTranslation()
  const [picked, setPicked] = useState<Picked | null>(value)
  const [pending, setPending] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (pending || (!picked && !clearable)) return
    if (picked?.id === value?.id) return onClose()
    setPending(true)
    const done = await run(picked)
    setPending(false)
    if (done) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={title} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <RecordPicker of={of} label={label} description={hint} clearable={clearable} heldBy={heldBy} except={except} data-autofocus value={picked} onChange={setPicked} error={error} />
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!picked && !clearable}>{confirm}</Button></Group>
      </form>
    </Modal>
  )
}
