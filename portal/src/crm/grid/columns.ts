import { columnOrderingFeature, columnPinningFeature, columnResizingFeature, columnSizingFeature, columnVisibilityFeature, rowSortingFeature, tableFeatures, type ColumnDef } from '@tanstack/react-table'
import type { ReactNode } from 'react'

/** A row of any grid. `actions` are the server's permitted verbs; a grid edits only where it finds `update`. */
export type GridRow = { id: string; actions?: string[] }

export type Column<Row> = {
  id: string
  label: string
  width: number
  /** What the cell shows; a link in the first column opens the record. */
  render: (row: Row) => ReactNode
  numeric?: boolean
  /** Takes the space that is left. */
  grow?: boolean
  /** Not shown until chosen. */
  hidden?: boolean
  /** Where it stands on a phone's card – an amount, or what can be done, at the right; left out otherwise. */
  card?: 'title' | 'state' | 'line' | 'amount'
  edit?: { value: (row: Row) => string; save: (row: Row, value: string) => void }
}

export const gridFeatures = tableFeatures({
  rowSortingFeature, columnVisibilityFeature, columnSizingFeature, columnResizingFeature, columnOrderingFeature, columnPinningFeature,
  columnMeta: {} as { column: Column<never> },
})

/** Cells render from the record itself; the accessor is there because the library sorts only columns that have one. */
export const toDefinitions = <Row extends GridRow>(columns: Column<Row>[], sorts: Record<string, string>): ColumnDef<typeof gridFeatures, Row>[] =>
  columns.map((column) => ({ id: column.id, header: column.label, accessorFn: () => null, size: column.width, minSize: 60, enableSorting: column.id in sorts, sortDescFirst: false, meta: { column: column as unknown as Column<never> } }))

/** How the person arranged the columns of one view. */
export type Arrangement = { order: string[]; shown: Record<string, boolean>; widths: Record<string, number>; pinned: string[] }
