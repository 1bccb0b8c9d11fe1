import { useTable, type RowSelectionState } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef, type ReactNode } from 'react'
import { gridFeatures, toDefinitions, type Arrangement, type Column, type GridRow } from './columns'
import { GridBody } from './GridBody'
import { GridHead } from './GridHead'
import { useGridKeys } from './useGridKeys'
import c from './grid.module.css'

const ROW = 34

export type Sorting = { id: string; desc: boolean }
type Updater<T> = T | ((before: T) => T)
const apply = <T,>(update: Updater<T>, before: T) => (typeof update === 'function' ? (update as (before: T) => T)(before) : update)

export type GridProps<Row extends GridRow> = {
  label: string
  /** How a row is called in "select …". */
  nameOf: (row: Row) => string
  rows: Row[]
  columns: Column<Row>[]
  total?: number
  loading: boolean
  outdated: boolean
  more: boolean
  loadMore: () => void
  sort?: Sorting
  onSort: (sort: Sorting) => void
  /** Whether there are check boxes. */
  selects: boolean
  selection: RowSelectionState
  onSelection: (selection: RowSelectionState) => void
  arrangement: Arrangement
  arrange: (change: Partial<Arrangement>) => void
  onOpen: (row: Row) => void
  empty: ReactNode
}

export function DataGrid<Row extends GridRow>(props: GridProps<Row>) {
  const { rows: data, columns, sort, onSort, selects, selection, onSelection, arrangement, arrange, more, loadMore } = props
  const table = useTable({
    features: gridFeatures, data, columns: useMemo(() => toDefinitions(columns), [columns]), getRowId: (row: Row) => row.id, manualSorting: true, columnResizeMode: 'onChange' as const, enableSortingRemoval: false,
    state: {
      rowSelection: selection, columnVisibility: arrangement.shown, columnOrder: arrangement.order, columnSizing: arrangement.widths,
      columnPinning: { start: arrangement.order.filter((id) => arrangement.pinned.includes(id)), end: [] }, sorting: sort ? [sort] : [],
    },
    onRowSelectionChange: (update) => onSelection(apply(update, selection)),
    onSortingChange: (update) => { const [next] = apply(update, sort ? [sort] : []); if (next) onSort(next) },
    onColumnSizingChange: (update) => arrange({ widths: apply(update, arrangement.widths) }),
  })
  const box = useRef<HTMLDivElement>(null)
  const rows = table.getRowModel().rows
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 12, scrollPaddingStart: 34 })
  const visible = table.getVisibleLeafColumns()
  const scrollTo = useCallback((row: number) => virtual.scrollToIndex(row), [virtual])

  const keys = useGridKeys({
    box, rows: rows.length, columns: visible.length, pageSize: Math.max(1, Math.floor((box.current?.clientHeight ?? 600) / ROW) - 2), scrollTo,
    onOpen: (row) => { const record = rows[row]?.original; if (record) props.onOpen(record) },
    onToggle: (row) => { if (selects) rows[row]?.toggleSelected() },
    onEscape: () => onSelection({}),
    canEdit: (row, column) => !!visible[column]?.columnDef.meta?.column.edit && !!rows[row]?.original.actions?.includes('update'),
  })

  // The next page is fetched while there are still two screens to scroll.
  const end = virtual.getVirtualItems().at(-1)?.index ?? 0
  useEffect(() => { if (more && end > rows.length - 50) loadMore() }, [more, end, rows.length, loadMore])

  // Pinned columns stay put at the sum of the widths before them; the check box column is 36 px.
  let offset = selects ? 36 : 0
  const layout = visible.map((column) => {
    const { grow } = column.columnDef.meta!.column
    const size = column.getSize()
    const pinned = column.getIsPinned() ? offset : undefined
    if (pinned !== undefined) offset += size
    return { column, pinned, track: grow && !arrangement.widths[column.id] && pinned === undefined ? `minmax(${size}px, 1fr)` : grow && !arrangement.widths[column.id] ? `minmax(${size}px, 1.4fr)` : `${size}px` }
  })
  const template = `${selects ? '36px ' : ''}${layout.map(({ track }) => track).join(' ')}`

  const nothing = !props.loading && rows.length === 0
  return (
    <>
      <div ref={box} className={c.box} data-nothing={nothing || undefined} role="grid" aria-label={props.label} aria-rowcount={(props.total ?? rows.length) + 1} aria-colcount={visible.length + (selects ? 1 : 0)} aria-multiselectable={selects || undefined}
        aria-busy={props.loading || props.outdated} data-outdated={props.outdated || undefined} tabIndex={rows.length === 0 ? 0 : -1} onKeyDown={keys.onKeyDown}>
        <GridHead selects={selects} table={table} layout={layout} template={template} />
        <GridBody {...props} table={table} virtual={virtual} layout={layout} template={template} keys={keys} height={ROW} />
      </div>
      {nothing && props.empty}
    </>
  )
}
