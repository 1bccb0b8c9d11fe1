import { useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import c from './entries.module.css'
import { bases, type Field } from './entryRows'

type How = 'enter' | 'tab' | 'back' | 'stay' | 'left'
type Props = { field: Field; label: string; value: string; selects: boolean; onDone: (text: string | undefined, how: How) => void }

/** Edits a cell in place: Enter and Tab keep it and go on, leaving keeps it, Esc does not. */
export function EntryEditor({ field, label, value, selects, onDone }: Props) {
  const { t } = useTranslation()
  const over = useRef(false)
  const finish = (text: string | undefined, how: How) => {
    if (over.current) return
    over.current = true
    onDone(text, how)
  }
  const keys = (event: KeyboardEvent<HTMLInputElement | HTMLSelectElement>) => {
    event.stopPropagation()
    const text = event.currentTarget.value.trim()
    const act = { Enter: () => finish(text, 'enter'), Tab: () => finish(text, event.shiftKey ? 'back' : 'tab'), Escape: () => finish(undefined, 'stay') }[event.key]
    if (!act || event.nativeEvent.isComposing) return
    event.preventDefault()
    act()
  }
  if (field === 'basis') {
    return (
      <select className={c.edit} aria-label={label} autoFocus defaultValue={value} onKeyDown={keys} onBlur={(event) => finish(event.target.value, 'left')}>
        {bases.map((basis) => <option key={basis} value={basis}>{t(`prices.bases.${basis}`)}</option>)}
      </select>
    )
  }
  return (
    <input className={c.edit} aria-label={label} autoFocus defaultValue={value} inputMode={field === 'minQuantity' ? 'numeric' : field === 'value' ? 'decimal' : undefined} placeholder={field.startsWith('valid') ? t('prices.dayHint') : undefined}
      onFocus={(event) => { if (selects) event.target.select() }} onBlur={(event) => finish(event.target.value.trim(), 'left')} onKeyDown={keys} />
  )
}
