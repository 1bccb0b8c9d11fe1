import { useCallback, useMemo, useState, type KeyboardEvent, type RefObject } from 'react'

type Options = {
  box: RefObject<HTMLElement | null>
  /** The cell that was active when one left. */
  start: { row: number; column: number }
  rows: number
  columns: number
  pageSize: number
  scrollTo: (row: number) => void
  onOpen: (row: number) => void
  /** The active cell is another one. */
  onMove: (cell: { row: number; column: number }) => void
  onToggle: (row: number) => void
  onEscape: () => void
  canEdit: (row: number, column: number) => boolean
}

export type GridKeys = ReturnType<typeof useGridKeys>

/** One cell is in the tab order; the arrows move it. After the WAI-ARIA grid pattern. */
export function useGridKeys({ box, start, rows, columns, pageSize, scrollTo, onOpen, onMove, onToggle, onEscape, canEdit }: Options) {
  const [active, setHere] = useState(start)
  const [editing, setEditing] = useState(false)

  const setActive = useCallback((cell: { row: number; column: number }) => { setHere(cell); onMove(cell) }, [onMove])
  const focus = useCallback((row: number, column: number) => {
    setActive({ row, column })
    scrollTo(row)
    // The row may have to be rendered first.
    requestAnimationFrame(() => requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)?.focus({ preventScroll: false })))
  }, [box, scrollTo, setActive])
  const stable = useMemo(() => ({ setActive, setEditing, focus }), [setActive, focus])

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing || !(event.target as HTMLElement).matches('[data-cell]')) return
    const { row, column } = active
    const go = (toRow: number, toColumn: number) => focus(Math.max(0, Math.min(rows - 1, toRow)), Math.max(0, Math.min(columns - 1, toColumn)))
    const far = event.ctrlKey || event.metaKey
    const keys: Record<string, () => void> = {
      ArrowDown: () => go(row + 1, column), ArrowUp: () => go(row - 1, column), ArrowRight: () => go(row, column + 1), ArrowLeft: () => go(row, column - 1),
      Home: () => go(far ? 0 : row, 0), End: () => go(far ? rows - 1 : row, columns - 1), PageDown: () => go(row + pageSize, column), PageUp: () => go(row - pageSize, column),
      ' ': () => onToggle(row), Enter: () => onOpen(row), F2: () => { if (canEdit(row, column)) setEditing(true) }, Escape: onEscape,
    }
    const act = keys[event.key]
    if (!act || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  return { active, editing, onKeyDown, stable }
}
