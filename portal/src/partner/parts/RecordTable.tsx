import { UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import c from './RecordTable.module.css'

export type Direction = 'ASC' | 'DESC'
export type Sort<F extends string> = { by: F; direction: Direction }

export type Column<R, F extends string = string> = {
  key: string
  label: string
  /** The first column holds the link; it stretches over the row. */
  cell: (row: R) => ReactNode
  end?: boolean
  sort?: F
}

type Props<R, F extends string> = {
  label: string
  rows: readonly R[]
  columns: Column<R, F>[]
  sort?: Sort<F>
  onSort?: (sort: Sort<F>) => void
  /** Dimmed while another page is on its way. */
  waiting?: boolean
  /** Shares of the columns, in percent. */
  widths?: number[]
  /** These rows are a part of a longer table: which ones, and the room that the others take, in pixels. */
  part?: { of: number; indexes: number[]; before: number; after: number; measure: (row: HTMLElement | null) => void }
}

/** Rows of 48 px that become cards under 760 px. Roles are spelled out because `display: block` would take them from a table. */
export function RecordTable<R extends { id: string }, F extends string = string>({ label, rows, columns, sort, onSort, waiting, widths, part }: Props<R, F>) {
  return (
    <table role="table" aria-label={label} aria-rowcount={part && (part.of < 0 ? -1 : part.of + 1)} className={c.table} data-waiting={waiting || undefined} data-fixed={!!widths || undefined}>
      {widths && <colgroup>{widths.map((width, index) => <col key={index} style={{ width: `${width}%` }} />)}</colgroup>}
      <thead role="rowgroup">
        <tr role="row" aria-rowindex={part && 1}>
          {columns.map((column) => <Heading key={column.key} column={column} sort={sort} onSort={onSort} />)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {!!part?.before && <tr aria-hidden className={c.room} style={{ height: part.before }} />}
        {rows.map((row, at) => (
          <tr role="row" key={row.id} ref={part?.measure} data-index={part?.indexes[at]} aria-rowindex={part && part.indexes[at]! + 2}>
            {columns.map((column, index) => (
              <td role="cell" key={column.key} data-label={index > 0 ? column.label : undefined} data-end={column.end || undefined} data-first={index === 0 || undefined}>{column.cell(row)}</td>
            ))}
          </tr>
        ))}
        {!!part?.after && <tr aria-hidden className={c.room} style={{ height: part.after }} />}
      </tbody>
    </table>
  )
}

function Heading<R, F extends string>({ column, sort, onSort }: { column: Column<R, F> } & Pick<Props<R, F>, 'sort' | 'onSort'>) {
  const { sort: by } = column
  const direction = by && sort?.by === by ? sort.direction : undefined
  if (!column.label) return <td role="cell" />
  return (
    <th role="columnheader" scope="col" data-end={column.end || undefined} aria-sort={direction && (direction === 'ASC' ? 'ascending' : 'descending')}>
      {by && onSort
        ? <UnstyledButton className={c.sort} onClick={() => onSort({ by, direction: direction === 'ASC' ? 'DESC' : 'ASC' })}>{column.label}{direction && (direction === 'ASC' ? <IconArrowUp size={13} aria-hidden /> : <IconArrowDown size={13} aria-hidden />)}</UnstyledButton>
        : column.label}
    </th>
  )
}
