import type { Column as TableColumn } from '@tanstack/react-table'
import type { Arrangement, GridRow, gridFeatures } from './columns'
import type { Layout } from './GridHead'

/** Pinned columns stay put at the sum of the widths before them; the check box column is 36 px. */
export function layoutOf<Row extends GridRow>(visible: TableColumn<typeof gridFeatures, Row>[], { widths }: Arrangement, selects: boolean): { layout: Layout<Row>; template: string } {
  let offset = selects ? 36 : 0
  const tracks: string[] = selects ? ['36px'] : []
  const layout = visible.map((column) => {
    const { grow } = column.columnDef.meta!.column
    const size = column.getSize()
    const pinned = column.getIsPinned() ? offset : undefined
    if (pinned !== undefined) offset += size
    tracks.push(grow && !widths[column.id] ? `minmax(${size}px, ${pinned === undefined ? '1fr' : '1.4fr'})` : `${size}px`)
    return { column, pinned }
  })
  return { layout, template: tracks.join(' ') }
}
