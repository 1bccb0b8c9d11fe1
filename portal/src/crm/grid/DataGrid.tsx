import { useRouter } from '@tanstack/react-router'
import { useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, type ReactNode } from 'react'
import type { PageList } from '../../shared/list/pages'
import { gridFeatures, toDefinitions, type Arrangement, type Column, type GridRow } from './columns'
import { GridBody } from './GridBody'
import { GridHead } from './GridHead'
import { layoutOf } from './layout'
import type { Sorting } from './list'
import { useGridKeys } from './useGridKeys'
import c from './grid.module.css'

const ROW = 34
/** Rows that show at the end while more are on their way. */
const TAIL = 6
const NO_ROWS: never[] = []

/** By id. */
export type Selection = Record<string, true>
type Updater<T> = T | ((before: T) => T)
const apply = <T,>(update: Updater<T>, before: T) => (typeof update === 'function' ? (update as (before: T) => T)(before) : update)

export type GridProps<Row extends GridRow> = {
  label: string
  /** How a row is called in "select …". */
  nameOf: (row: Row) => string
  rows: PageList<Row>
  columns: Column<Row>[]
  /** Which columns can be sorted. */
  sorts: Record<string, string>
  /** How many there are, where that is known exactly. */
  total?: number
  loading: boolean
  outdated: boolean
  sort?: Sorting
  onSort: (sort: Sorting) => void
  /** Whether there are check boxes. */
  selects: boolean
  selection: Selection
  onSelection: (selection: Selection) => void
  arrangement: Arrangement
  arrange: (change: Partial<Arrangement>) => void
  /** A record's page; undefined where records have none. */
  to?: string
  empty: ReactNode
}

export function DataGrid<Row extends GridRow>(props: GridProps<Row>) {
  const { rows, columns, sorts, sort, onSort, selects, selection, onSelection, arrangement, arrange, to } = props
  const router = useRouter()
  const table = useTable({
    features: gridFeatures, data: NO_ROWS as Row[], columns: useMemo(() => toDefinitions(columns, sorts), [columns, sorts]), manualSorting: true, columnResizeMode: 'onChange' as const, enableSortingRemoval: false,
    state: {
      columnVisibility: arrangement.shown, columnOrder: arrangement.order, columnSizing: arrangement.widths,
      columnPinning: { start: arrangement.order.filter((id) => arrangement.pinned.includes(id)), end: [] }, sorting: sort ? [sort] : [],
    },
    onSortingChange: (update) => { const [next] = apply(update, sort ? [sort] : []); if (next) onSort(next) },
    onColumnSizingChange: (update) => arrange({ widths: apply(update, arrangement.widths) }),
  })
  const box = useRef<HTMLDivElement>(null)
  const length = rows.length
  const virtual = useVirtualizer({ count: length + (rows.more ? TAIL : 0), getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 12, scrollPaddingStart: 34, initialOffset: rows.place.offset })
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the same table answers differently for other columns
  const { layout, template } = useMemo(() => layoutOf<Row>(table.getVisibleLeafColumns() as never, arrangement, selects), [table, columns, arrangement, selects])
  const scrollTo = useCallback((row: number) => virtual.scrollToIndex(row), [virtual])

  const open = { to, preload: (id: string) => void router.preloadRoute({ to: to as '/accounts/$id', params: { id } }) }
  const latest = useRef({ rows, selection, onSelection, open })
  latest.current = { rows, selection, onSelection, open }
  // Whoever rests on a row may open it with Enter.
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const onMove = useCallback((cell: { row: number; column: number }) => {
    const { rows: now, open: way } = latest.current
    Object.assign(now.place, cell)
    clearTimeout(resting.current)
    const record = now.row(cell.row)
    if (record && way.to) resting.current = setTimeout(() => way.preload(record.id), 120)
  }, [])
  const onToggle = useCallback((id: string) => {
    const { [id]: was, ...others } = latest.current.selection
    latest.current.onSelection(was ? others : { ...others, [id]: true })
  }, [])
  useEffect(() => () => clearTimeout(resting.current), [])

  const keys = useGridKeys({
    box, start: rows.place, rows: length, columns: layout.length, pageSize: Math.max(1, Math.floor((box.current?.clientHeight ?? 600) / ROW) - 2), scrollTo, onMove,
    onOpen: (row) => { const record = rows.row(row); if (record && to) void router.navigate({ to: to as '/accounts/$id', params: { id: record.id } }) },
    onToggle: (row) => { const record = rows.row(row); if (selects && record) onToggle(record.id) },
    onEscape: () => onSelection({}),
    canEdit: (row, column) => !!layout[column]?.column.columnDef.meta?.column.edit && !!rows.row(row)?.actions?.includes('update'),
  })

  const items = virtual.getVirtualItems(), first = items[0]?.index ?? 0, last = items.at(-1)?.index ?? 0
  useEffect(() => rows.show(first, last), [rows, first, last, length])
  // Another list begins at its top, one that was come back to where it was left.
  useLayoutEffect(() => { box.current?.scrollTo({ top: rows.place.offset }) }, [rows])

  const chosen = Object.keys(selection).length, all = length > 0 && chosen >= length
  const nothing = !props.loading && length === 0
  return (
    <>
      <div ref={box} className={c.box} data-nothing={nothing || undefined} role="grid" aria-label={props.label} aria-rowcount={rows.more ? (props.total ?? -2) + 1 : length + 1} aria-colcount={layout.length + (selects ? 1 : 0)} aria-multiselectable={selects || undefined}
        aria-busy={props.loading || props.outdated} data-outdated={props.outdated || undefined} tabIndex={length === 0 ? 0 : -1} onKeyDown={keys.onKeyDown} onScroll={(event) => { rows.place.offset = event.currentTarget.scrollTop }}>
        <GridHead selects={selects} table={table} layout={layout} template={template} all={all} some={chosen > 0} onAll={() => onSelection(all ? {} : Object.fromEntries(rows.ids().map((id) => [id, true as const])))} />
        <GridBody {...props} virtual={virtual} layout={layout} template={template} keys={keys} onToggle={onToggle} height={ROW} />
      </div>
      {nothing && props.empty}
    </>
  )
}
