import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useState, type RefObject } from 'react'
import type { PageList } from './pages'

type Options = {
  /** What the list begins in. */
  box: RefObject<HTMLElement | null>
  rows: PageList<{ id: string }>
  /** Cards beside each other. */
  perRow: number
  /** Height of a row before it was seen, and what lies between two. */
  estimate: number
  gap: number
}

/** The records in view of a list that scrolls with the page, and the room that those before and after them take. */
export function useWindowedRows({ box, rows, perRow, estimate, gap }: Options) {
  const [top, setTop] = useState(() => box.current?.offsetTop ?? 0)
  const count = Math.ceil((rows.length + (rows.more ? 1 : 0)) / perRow)
  const virtual = useWindowVirtualizer({
    count, estimateSize: () => estimate, gap, overscan: 6, scrollMargin: top, initialOffset: () => rows.place.offset, initialRect: { width: innerWidth, height: innerHeight },
    getItemKey: (index) => rows.row(index * perRow)?.id ?? index,
  })
  useLayoutEffect(() => { if (box.current) setTop(box.current.getBoundingClientRect().top + scrollY) }, [box])
  useEffect(() => {
    const keep = () => { rows.place.offset = scrollY }
    addEventListener('scroll', keep, { passive: true })
    return () => removeEventListener('scroll', keep)
  }, [rows])
  const seen = virtual.getVirtualItems(), first = seen[0]?.index ?? 0, last = seen.at(-1)?.index ?? 0
  useEffect(() => rows.show(first * perRow, last * perRow + perRow - 1), [rows, first, last, perRow, rows.length])
  const size = virtual.getTotalSize()
  return {
    items: seen.flatMap(({ index }) => Array.from({ length: Math.min(perRow, rows.length + (rows.more ? 1 : 0) - index * perRow) }, (_, at) => ({ index: index * perRow + at, line: index }))),
    /** In pixels. */
    before: Math.max(0, (seen[0] ? seen[0].start - top : size) - gap),
    after: Math.max(0, seen.length ? size - (seen.at(-1)!.end - top) - gap : 0),
    /** For the element that is as high as its row, with the row's number in `data-index`. */
    measure: virtual.measureElement,
  }
}
