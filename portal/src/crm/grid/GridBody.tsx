import type { Virtualizer } from '@tanstack/react-virtual'
import type { GridRow as Record } from './columns'
import type { GridProps } from './DataGrid'
import type { Layout } from './GridHead'
import { GridRow, WaitingRow } from './GridRow'
import type { GridKeys } from './useGridKeys'
import c from './grid.module.css'

type Props<Row extends Record> = Pick<GridProps<Row>, 'rows' | 'loading' | 'selects' | 'selection' | 'nameOf'> & {
  virtual: Virtualizer<HTMLDivElement, Element>
  layout: Layout<Row>
  template: string
  keys: GridKeys
  onToggle: (id: string) => void
  height: number
}

/** The rows in view. */
export function GridBody<Row extends Record>({ rows, virtual, layout, template, keys, height, loading, selects, selection, onToggle, nameOf }: Props<Row>) {
  if (loading) return <div aria-hidden>{Array.from({ length: 18 }, (_, row) => <WaitingRow key={row} row={row} cells={layout.length} selects={selects} style={{ gridTemplateColumns: template, height }} />)}</div>
  const { active, editing } = keys
  return (
    <div role="rowgroup" className={c.body} style={{ height: virtual.getTotalSize(), position: 'relative' }}>
      {virtual.getVirtualItems().map(({ index, start }) => {
        const row = rows.row(index), here = active.row === index
        return (
          <GridRow key={row?.id ?? index} row={row} index={index} start={start} height={height} template={template} layout={layout} selected={selects ? !!row && !!selection[row.id] : undefined} onToggle={onToggle} nameOf={nameOf}
            active={here ? active.column : undefined} editing={here && editing} keys={keys.stable} />
        )
      })}
    </div>
  )
}
