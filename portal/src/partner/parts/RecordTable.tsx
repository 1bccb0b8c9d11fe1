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
}

/** Rows of 48 px that become cards under 760 px. Roles are spelled out because `display: block` would take them from a table. */
export function RecordTable<R extends { id: string }, F extends string = string>({ label, rows, columns, sort, onSort, waiting }: Props<R, F>) {
  return (
    <table role="table" aria-label={label} className={c.table} data-waiting={waiting || undefined}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => <Heading key={column.key} column={column} sort={sort} onSort={onSort} />)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row" key={row.id}>
            {columns.map((column, index) => (
              <td role="cell" key={column.key} data-label={index > 0 ? column.label : undefined} data-end={column.end || undefined} data-first={index === 0 || undefined}>{column.cell(row)}</td>
            ))}
          </tr>
        ))}
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
