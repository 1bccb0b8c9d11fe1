import { useRef } from 'react'
import c from './grid.module.css'

/** Edits one value in place: Enter and leaving keep it, Esc does not. `stay` = the cell gets the focus back. */
export function CellEditor({ label, value, onDone }: { label: string; value: string; onDone: (value: string | undefined, stay: boolean) => void }) {
  const settled = useRef(false)
  const finish = (next: string | undefined, stay: boolean) => {
    if (settled.current) return
    settled.current = true
    onDone(next === value ? undefined : next, stay)
  }
  return (
    <input className={c.edit} aria-label={label} autoFocus defaultValue={value} onFocus={(event) => event.target.select()} onBlur={(event) => finish(event.target.value.trim(), false)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') finish(event.currentTarget.value.trim(), true)
        if (event.key === 'Escape') finish(undefined, true)
      }} />
  )
}
