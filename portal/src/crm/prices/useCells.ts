import { useCallback, useState, type KeyboardEvent, type RefObject } from 'react'

type Options = {
  box: RefObject<HTMLElement | null>
  rows: number
  columns: number
  writes: (row: number, column: number) => boolean
  scrollTo: (row: number) => void
  pageSize: () => number
  onActive: (row: number) => void
  onRemove: (row: number) => void
}

/** What an editor begins with: what is there, or what was typed over it. */
export type Editing = { begin: string | null }

/** One cell is in the tab order; arrows move it, F2, Enter or typing edit it, Tab goes on to the next one that can be edited. */
export function useCells({ box, rows, columns, writes, scrollTo, pageSize, onActive, onRemove }: Options) {
  const [active, setActive] = useState({ row: 0, column: 0 })
  const [editing, setEditing] = useState<Editing>()

  const here = useCallback((row: number, column: number) => { setActive({ row, column }); onActive(row) }, [onActive])
  const focus = (row: number, column: number, edit?: Editing) => {
    const to = { row: Math.max(0, Math.min(rows - 1, row)), column: Math.max(0, Math.min(columns - 1, column)) }
    here(to.row, to.column)
    setEditing(edit)
    scrollTo(to.row)
    const cell = () => box.current?.querySelector<HTMLElement>(`[data-cell="${to.row}:${to.column}"]`)
    if (edit) return
    // at once, so that what is typed next is not lost; a row that is far away has to be rendered first
    if (cell()) cell()!.focus()
    else requestAnimationFrame(() => requestAnimationFrame(() => cell()?.focus()))
  }
  /** After an editor has ended: by Enter below, by Tab beside, else where it was. */
  const done = (how: 'enter' | 'tab' | 'back' | 'stay' | 'left') => {
    const { row, column } = active
    if (how === 'left') return setEditing(undefined)
    if (how === 'enter') return focus(row + 1, column)
    if (how === 'stay') return focus(row, column)
    const step = how === 'tab' ? 1 : -1
    for (let next = column + step; next >= 0 && next < columns; next += step) if (writes(row, next)) return focus(row, next, { begin: null })
    const edge = Array.from({ length: columns }, (_, index) => index).filter((index) => writes(row + step, index)).at(step > 0 ? 0 : -1)
    return edge === undefined || row + step >= rows || row + step < 0 ? focus(row, column) : focus(row + step, edge, { begin: null })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing || !(event.target as HTMLElement).matches('[data-cell]')) return
    const { row, column } = active, far = event.ctrlKey || event.metaKey
    const edit = (begin: string | null) => { if (writes(row, column)) setEditing({ begin }) }
    const keys: Record<string, () => void> = {
      ArrowDown: () => focus(row + 1, column), ArrowUp: () => focus(row - 1, column), ArrowRight: () => focus(row, column + 1), ArrowLeft: () => focus(row, column - 1),
      Home: () => focus(far ? 0 : row, 0), End: () => focus(far ? rows - 1 : row, columns - 1), PageDown: () => focus(row + pageSize(), column), PageUp: () => focus(row - pageSize(), column),
      F2: () => edit(null), Enter: () => edit(null), Delete: () => onRemove(row),
    }
    const act = keys[event.key] ?? (event.key.length === 1 && !far && !event.altKey && event.key !== ' ' && writes(row, column) ? () => edit(event.key) : undefined)
    if (!act || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return { active, editing, onKeyDown, done, here, edit: (row: number, column: number) => { here(row, column); if (writes(row, column)) setEditing({ begin: null }) } }
}
export type Cells = ReturnType<typeof useCells>
