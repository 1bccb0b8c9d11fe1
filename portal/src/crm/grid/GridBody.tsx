import { Checkbox, Skeleton } from '@mantine/core'
import type { Virtualizer } from '@tanstack/react-virtual'
import { useTranslation } from 'react-i18next'
import type { Column, GridRow } from './columns'
import { CellEditor } from './CellEditor'
import type { GridProps } from './DataGrid'
import type { Layout } from './GridHead'
import type { GridTable } from './types'
import type { useGridKeys } from './useGridKeys'
import c from './grid.module.css'

type Props<Row extends GridRow> = GridProps<Row> & {
  table: GridTable<Row>
  virtual: Virtualizer<HTMLDivElement, Element>
  layout: Layout<Row>
  template: string
  keys: ReturnType<typeof useGridKeys>
  height: number
}

/** The rows in view. Widths in skeletons vary by a fixed rule, so nothing jumps between renders. */
export function GridBody<Row extends GridRow>({ table, virtual, layout, template, keys, height, loading, selects, nameOf }: Props<Row>) {
  const { t } = useTranslation()
  if (loading) return (
    <div aria-hidden>{Array.from({ length: 18 }, (_, row) => (
      <div key={row} className={c.row} style={{ gridTemplateColumns: template, height }}>
        {[...(selects ? [0] : []), ...layout].map((cell, index) => <div key={index} className={c.cell}>{cell !== 0 && <Skeleton h={9} w={`${40 + ((row * 7 + index * 23) % 45)}%`} radius="sm" />}</div>)}
      </div>
    ))}</div>
  )
  const rows = table.getRowModel().rows
  const { active, editing } = keys
  return (
    <div role="rowgroup" className={c.body} style={{ height: virtual.getTotalSize(), position: 'relative' }}>
      {virtual.getVirtualItems().map(({ index, start }) => {
        const row = rows[index]
        if (!row) return null
        const selected = row.getIsSelected()
        return (
          <div key={row.id} role="row" aria-rowindex={index + 2} aria-selected={selects ? selected : undefined} className={c.row} data-selected={selected || undefined} style={{ gridTemplateColumns: template, height, transform: `translateY(${start}px)` }}>
            {selects && (
              <div role="gridcell" className={c.cell} data-pinned style={{ insetInlineStart: 0 }}>
                <Checkbox tabIndex={-1} aria-label={t('grid.select', { name: nameOf(row.original) })} checked={selected} onChange={() => row.toggleSelected()} />
              </div>
            )}
            {layout.map(({ column, pinned }, position) => {
              const { numeric, render, edit } = column.columnDef.meta!.column as unknown as Column<Row>
              const editable = !!edit && !!row.original.actions?.includes('update')
              const here = active.row === index && active.column === position
              return (
                <div key={column.id} role="gridcell" data-cell={`${index}:${position}`} className={`${c.cell} ${position === 0 ? c.first : ''}`} data-numeric={numeric} data-editable={editable || undefined}
                  data-pinned={pinned !== undefined || undefined} style={pinned === undefined ? undefined : { insetInlineStart: pinned }} tabIndex={here ? 0 : -1}
                  onFocus={() => { if (!here) keys.setActive({ row: index, column: position }) }} onDoubleClick={() => { if (editable) keys.setEditing(true) }}>
                  {here && editing && edit
                    ? <CellEditor label={String(column.columnDef.header)} value={edit.value(row.original)}
                        onDone={(value, stay) => { keys.setEditing(false); if (value !== undefined) edit.save(row.original, value); if (stay) keys.focus(index, position) }} />
                    : render(row.original)}
                </div>
              )
            })}
          </div>
        )
      })}
    </div>
  )
}
