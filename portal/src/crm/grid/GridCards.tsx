import { Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react'
import type { PageList } from '../../shared/list/pages'
import type { Column, GridRow } from './columns'
import c from './grid.module.css'

type Props<Row extends GridRow> = { label: string; nameOf: (row: Row) => string; rows: PageList<Row>; columns: Column<Row>[]; total?: number; loading: boolean; to?: string; empty: ReactNode }

const CARD = 66

/** The same rows on a phone: name and state first, a few facts below. */
export function GridCards<Row extends GridRow>({ label, nameOf, rows, columns, total, loading, to, empty }: Props<Row>) {
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ count: rows.length + (rows.more ? 1 : 0), getScrollElement: () => box.current, estimateSize: () => CARD, overscan: 6, initialOffset: rows.place.offset, getItemKey: (index) => rows.row(index)?.id ?? index })
  const items = virtual.getVirtualItems(), first = items[0]?.index ?? 0, last = items.at(-1)?.index ?? 0
  useEffect(() => rows.show(first, last), [rows, first, last, rows.length])
  useLayoutEffect(() => { box.current?.scrollTo({ top: rows.place.offset }) }, [rows])

  const at = (place: Column<Row>['card']) => columns.filter(({ card }) => card === place)
  const facts = (place: Column<Row>['card'], row: Row) => at(place).map(({ id, render }) => <span key={id}>{render(row)}</span>)
  const waiting = <div className={c.card} aria-hidden><Skeleton h={11} w="55%" /><Skeleton h={11} w={60} /><Skeleton h={9} w="80%" /></div>
  if (loading) return <div aria-hidden>{Array.from({ length: 9 }, (_, index) => <div key={index}>{waiting}</div>)}</div>
  if (rows.length === 0) return empty
  return (
    // where no card has a link, the list itself is what keys reach and scroll
    <div ref={box} className={c.cards} tabIndex={to ? -1 : 0} onScroll={(event) => { rows.place.offset = event.currentTarget.scrollTop }}>
      <ul aria-label={label} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start, key }) => {
          const row = rows.row(index)
          return (
            <li key={key} ref={virtual.measureElement} data-index={index} aria-setsize={rows.more ? total ?? -1 : rows.length} aria-posinset={index + 1} style={{ transform: `translateY(${start}px)` }}>
              {/* The title's own link covers the card: one target per record. */}
              {row ? (
                <div className={c.card} data-opens={to && true}>
                  <span className={c.cardTitle}>{to ? <Link to={to as '/accounts/$id'} params={{ id: row.id }} className={c.cover} aria-label={nameOf(row)} /> : null}{facts('title', row)}</span>
                  <span>{facts('state', row)}</span>
                  <span className={c.cardLines}>{facts('line', row)}</span>
                  <span className="num">{facts('amount', row)}</span>
                </div>
              ) : waiting}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
