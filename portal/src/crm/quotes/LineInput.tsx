import { useRef, type KeyboardEvent } from 'react'
import c from './quotes.module.css'

/** Where to go after a value was typed: Enter down, Tab sideways. */
export type Move = { row: number; column: number }

type Props = { label: string; value: string; start?: string; bad?: boolean; onDone: (text: string | undefined, move?: Move) => boolean }

/** One cell while it is being typed into. `start` is the key that began it, or what was refused before; `onDone` tells whether it was taken, else it stays open. */
export function LineInput({ label, value, start, bad, onDone }: Props) {
  const settled = useRef(false)
  const finish = (text: string | undefined, move?: Move) => {
    if (settled.current) return
    settled.current = true
    if (!onDone(text === value ? undefined : text, move)) settled.current = false
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation()
    const text = event.currentTarget.value.trim()
    const moves: Record<string, Move> = {
      Enter: { row: event.shiftKey ? -1 : 1, column: 0 }, Tab: { row: 0, column: event.shiftKey ? -1 : 1 }, ArrowDown: { row: 1, column: 0 }, ArrowUp: { row: -1, column: 0 },
    }
    const move = event.key === 'Escape' ? { row: 0, column: 0 } : moves[event.key]
    if (!move) return
    event.preventDefault()
    finish(event.key === 'Escape' ? undefined : text, move)
  }
  return (
    <input className={c.input} aria-label={label} aria-invalid={bad || undefined} inputMode="decimal" autoFocus defaultValue={start ?? value} onFocus={(event) => { if (start === undefined) event.currentTarget.select() }}
      onKeyDown={onKeyDown} onBlur={(event) => finish(event.currentTarget.value.trim())} />
  )
}
