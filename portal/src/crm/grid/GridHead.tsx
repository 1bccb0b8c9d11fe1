import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { Column as TableColumn, RowData } from '@tanstack/react-table'
import { useTranslation } from 'react-i18next'
import type { gridFeatures } from './columns'
import type { GridTable } from './types'
import c from './grid.module.css'

export type Layout<Row extends RowData> = { column: TableColumn<typeof gridFeatures, Row>; pinned?: number }[]

const ARIA = { asc: 'ascending', desc: 'descending' } as const

export function GridHead<Row extends RowData>({ selects, table, layout, template, all, some, onAll }: { selects: boolean; table: GridTable<Row>; layout: Layout<Row>; template: string; /** Whether all or some rows are selected. */ all: boolean; some: boolean; onAll: () => void }) {
  const { t } = useTranslation()
  const headers = new Map(table.getFlatHeaders().map((header) => [header.column.id, header]))
  return (
    <div role="rowgroup" className={c.head}>
      <div role="row" aria-rowindex={1} className={c.row} style={{ gridTemplateColumns: template, height: 32 }}>
        {selects && (
          <div role="columnheader" className={c.cell} data-pinned style={{ insetInlineStart: 0 }}>
            <Checkbox aria-label={t('grid.selectAll')} checked={all} indeterminate={!all && some} onChange={onAll} />
          </div>
        )}
        {layout.map(({ column, pinned }) => {
          const { label, numeric } = column.columnDef.meta!.column
          const sorted = column.getIsSorted()
          const header = headers.get(column.id)
          return (
            <div key={column.id} role="columnheader" className={c.cell} data-numeric={numeric} data-pinned={pinned !== undefined || undefined}
              style={pinned === undefined ? undefined : { insetInlineStart: pinned }} aria-sort={sorted ? ARIA[sorted] : column.getCanSort() ? 'none' : undefined}>
              {column.getCanSort()
                ? <button type="button" className={c.sort} data-sorted={sorted || undefined} onClick={() => column.toggleSorting()}>{label}{sorted === 'asc' && <IconArrowUp size={13} aria-hidden />}{sorted === 'desc' && <IconArrowDown size={13} aria-hidden />}</button>
                : <span className={c.plain}>{label}</span>}
              {/* With the keyboard, widths are set in the columns menu. */}
              {header && <span aria-hidden className={c.resize} data-on={column.getIsResizing() || undefined} onPointerDown={header.getResizeHandler()} />}
            </div>
          )
        })}
      </div>
    </div>
  )
}
