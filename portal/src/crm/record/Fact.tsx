import { Select, Textarea, TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { RecordPicker } from './RecordPicker'
import c from './record.module.css'

type Edit =
  | { kind: 'text' | 'long' | 'amount'; value: string; save: (value: string) => void }
  | { kind: 'choice'; value: string; options: { value: string; label: string }[]; save: (value: string) => void }
  | { kind: 'user'; value: { id: string; name: string } | null; save: (id: string) => void }

type Props = { label: string; children?: ReactNode; /** Given only when the server permits it. */ edit?: Edit; /** Why what stands here does not do. */ error?: string }

/** One property. What can be edited shows it on hover and focus; Enter keeps, Esc does not. */
export function Fact({ label, children, edit, error }: Props) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => { setEditing(false); requestAnimationFrame(() => button.current?.focus()) }
  // Of several, the first.
  useEffect(() => { if (error && button.current === button.current?.closest('dl')?.querySelector('[data-wrong] button')) button.current?.focus() }, [error])
  const empty = children == null || children === ''
  return (
    <div className={c.fact} data-wrong={error ? true : undefined}>
      <dt>{label}</dt>
      {!edit && <dd>{empty ? '—' : children}</dd>}
      {edit && !editing && (
        <dd style={{ padding: 0, margin: 0 }}>
          <button ref={button} type="button" className={c.value} data-empty={empty || undefined} onClick={() => setEditing(true)}>
            {empty ? t('record.add') : children}<span className="visually-hidden">, {t('record.editField', { field: label })}</span>
          </button>
        </dd>
      )}
      {edit && editing && <dd className={c.editing} style={{ padding: 0 }}><Editor label={label} edit={edit} close={close} /></dd>}
      {error && <dd className={c.wrong}><span role="alert"><span className="visually-hidden">{label}: </span>{error}</span></dd>}
    </div>
  )
}

function Editor({ label, edit, close }: { label: string; edit: Edit; close: () => void }) {
  const settled = useRef(false)
  const finish = (value?: string) => {
    if (settled.current) return
    settled.current = true
    if (value !== undefined && value !== (edit.kind === 'user' ? edit.value?.id : edit.value)) edit.save(value)
    close()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    if (event.key === 'Escape') { event.stopPropagation(); finish() }
    if (event.key === 'Enter' && (edit.kind !== 'long' || event.ctrlKey)) { event.preventDefault(); finish(event.currentTarget.value.trim()) }
  }
  if (edit.kind === 'user') return <RecordPicker of="user" aria-label={label} value={edit.value} defaultDropdownOpened autoFocus onChange={(record) => finish(record?.id)} onBlur={() => finish()} onKeyDown={(event) => { if (event.key === 'Escape') finish() }} />
  if (edit.kind === 'choice') return <Select aria-label={label} data={edit.options} value={edit.value || null} allowDeselect={false} searchable={edit.options.length > 12} defaultDropdownOpened autoFocus onChange={(value) => finish(value ?? undefined)} onBlur={() => finish()} onKeyDown={(event) => { if (event.key === 'Escape') finish() }} />
  const common = { 'aria-label': label, defaultValue: edit.value, autoFocus: true, onFocus: (event: { currentTarget: { select: () => void } }) => event.currentTarget.select(), onKeyDown, onBlur: (event: { currentTarget: { value: string } }) => finish(event.currentTarget.value.trim()) }
  if (edit.kind === 'long') return <Textarea autosize minRows={2} maxRows={8} {...common} />
  return <TextInput inputMode={edit.kind === 'amount' ? 'decimal' : undefined} {...common} />
}
