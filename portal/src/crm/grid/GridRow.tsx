import { Checkbox, Skeleton } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column, GridRow as Record } from './columns'
import { CellEditor } from './CellEditor'
import type { Layout } from './GridHead'
import type { GridKeys } from './useGridKeys'
import c from './grid.module.css'

type Props<Row extends Record> = {
  /** Undefined while it is on its way. */
  row: Row | undefined
  index: number
  start: number
  height: number
  template: string
  layout: Layout<Row>
  /** Undefined where there are no check boxes. */
  selected: boolean | undefined
  onToggle: (id: string) => void
  nameOf: (row: Row) => string
  /** The column of the active cell, if it is in this row. */
  active: number | undefined
  editing: boolean
  keys: GridKeys['stable']
}

function Row<R extends Record>({ row, index, start, height, template, layout, selected, onToggle, nameOf, active, editing, keys }: Props<R>) {
  const { t } = useTranslation()
  const style = { gridTemplateColumns: template, height, transform: `translateY(${start}px)` }
  const selects = selected !== undefined
  if (!row) return <WaitingRow row={index} cells={layout.length} selects={selects} style={style} />
  return (
    <div role="row" aria-rowindex={index + 2} aria-selected={selected} className={c.row} data-selected={selected || undefined} style={style}>
      {selects && (
        <div role="gridcell" className={c.cell} data-pinned style={{ insetInlineStart: 0 }}>
          <Checkbox tabIndex={-1} aria-label={t('grid.select', { name: nameOf(row) })} checked={selected} onChange={() => onToggle(row.id)} />
        </div>
      )}
      {layout.map(({ column, pinned }, position) => {
        const { numeric, render, edit } = column.columnDef.meta!.column as unknown as Column<R>
        const editable = !!edit && !!row.actions?.includes('update')
        const here = active === position
        return (
          <div key={column.id} role="gridcell" data-cell={`${index}:${position}`} className={`${c.cell} ${position === 0 ? c.first : ''}`} data-numeric={numeric} data-editable={editable || undefined}
            data-pinned={pinned !== undefined || undefined} style={pinned === undefined ? undefined : { insetInlineStart: pinned }} tabIndex={here ? 0 : -1}
            onFocus={() => { if (!here) keys.setActive({ row: index, column: position }) }} onDoubleClick={() => { if (editable) keys.setEditing(true) }}>
            {here && editing && edit
              ? <CellEditor label={String(column.columnDef.header)} value={edit.value(row)}
                  onDone={(value, stay) => { keys.setEditing(false); if (value !== undefined) edit.save(row, value); if (stay) keys.focus(index, position) }} />
              : render(row)}
          </div>
        )
      })}
    </div>
  )
}

/** Rendered anew only when something of it changed, so that scrolling costs the rows that come into view and no others. */
export const GridRow = memo(Row) as typeof Row

/** Widths vary by a fixed rule, so nothing jumps between renders. */
export function WaitingRow({ row, cells, selects, style }: { row: number; cells: number; selects: boolean; style: object }) {
  return (
    <div aria-hidden className={c.row} style={style}>
      {Array.from({ length: cells + (selects ? 1 : 0) }, (_, index) => <div key={index} className={c.cell}>{(index > 0 || !selects) && <Skeleton h={9} w={`${40 + ((row * 7 + index * 23) % 45)}%`} radius="sm" />}</div>)}
    </div>
  )
}
