import { Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { PageList } from '../../shared/list/pages'
import { useWindowedRows } from '../../shared/list/useWindowedRows'
import { RecordTable, type Column, type Sort } from './RecordTable'
import c from './RecordTable.module.css'

type Props<R extends { id: string }, F extends string> = { label: string; rows: PageList<R>; total?: number; columns: Column<R, F>[]; sort?: Sort<F>; onSort?: (sort: Sort<F>) => void; waiting?: boolean }

const ROW = 51, CARD = 192, GAP = 10

/** A table that is as long as the list and holds the rows in view; the page itself scrolls. */
export function LongTable<R extends { id: string }, F extends string = string>({ label, rows, total, columns, sort, onSort, waiting }: Props<R, F>) {
  const phone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false })
  const box = useRef<HTMLDivElement>(null)
  const widths = useFirstWidths(box, !phone && rows.length > 0)
  const { items, before, after, measure } = useWindowedRows({ box, rows, perRow: 1, estimate: phone ? CARD : ROW, gap: phone ? GAP : 0 })
  return (
    <div ref={box}>
      <RecordTable
        label={label} rows={items.flatMap(({ index }) => rows.row(index) ?? [])} columns={columns} sort={sort} onSort={onSort} waiting={waiting} widths={phone ? undefined : widths}
        part={{ of: rows.more ? total ?? -1 : rows.length, before, after, measure, indexes: items.flatMap(({ index }) => (rows.row(index) ? [index] : [])) }}
      />
      {rows.more && items.at(-1)?.index === rows.length && <div className={c.tail} aria-hidden><Skeleton h={10} w="30%" /><Skeleton h={10} w="18%" /></div>}
    </div>
  )
}

/** The shares that the columns took with the first rows; kept, so that they do not move as others scroll by. */
function useFirstWidths(box: React.RefObject<HTMLDivElement | null>, there: boolean): number[] | undefined {
  const [widths, setWidths] = useState<number[]>()
  useLayoutEffect(() => {
    if (!there || widths) return
    const cells = [...box.current!.querySelectorAll<HTMLElement>('thead tr > *')], all = cells.reduce((sum, { offsetWidth }) => sum + offsetWidth, 0)
    if (all > 0) setWidths(cells.map(({ offsetWidth }) => (offsetWidth / all) * 100))
  }, [box, there, widths])
  // the font may come later than the rows
  useEffect(() => { let here = true; void document.fonts.ready.then(() => { if (here) setWidths(undefined) }); return () => { here = false } }, [])
  return widths
}
