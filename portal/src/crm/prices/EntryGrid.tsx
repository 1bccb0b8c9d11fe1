import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, type ClipboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../shared/Empty'
import type { PageList } from '../../shared/list/pages'
import { usePermission } from '../../shared/session/Session'
import c from './entries.module.css'
import { EntryRow } from './EntryRow'
import { cellsIn, pastedIn, pricesIn, readCell, written, type Entry, type Field } from './entryRows'
import { useCells } from './useCells'
import type { DraftsState } from './useDrafts'

export type ColumnId = Field | 'product' | 'listPrice' | 'price' | 'marginPercent' | 'remove'
export type EntryColumn = { id: ColumnId; label: string; width: string; numeric?: boolean }

const HEIGHT = 34

type Props = { label: string; currency: string; list: PageList<Entry>; total: number | undefined; loading: boolean; outdated: boolean; narrowed: boolean; editable: boolean; drafts: DraftsState; onActive: (entry: Entry | undefined) => void; onPasted: (count: number) => void; again: () => void; failed: boolean }

/** A list's rules as a spreadsheet: rows that are not saved yet stand above those of the list, which come as one scrolls. */
export function EntryGrid({ label, currency, list, total, loading, outdated, narrowed, editable, drafts, onActive, onPasted, again, failed }: Props) {
  const { t } = useTranslation()
  const cost = usePermission('cost:read')
  const phone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false })
  const box = useRef<HTMLDivElement>(null)
  const columns = useMemo<EntryColumn[]>(() => [
    { id: 'sku', label: t('field.sku'), width: 'minmax(124px, 1.1fr)' }, { id: 'product', label: t('field.product'), width: 'minmax(130px, 1.8fr)' }, { id: 'minQuantity', label: t('prices.minQuantity'), width: '82px', numeric: true },
    { id: 'basis', label: t('prices.basis'), width: '126px' }, { id: 'value', label: t('prices.value'), width: '104px', numeric: true }, { id: 'validFrom', label: t('prices.validFrom'), width: '7.4rem' }, { id: 'validTo', label: t('prices.validTo'), width: '7.4rem' },
    { id: 'listPrice', label: t('field.listPrice'), width: '102px', numeric: true }, { id: 'price', label: t('prices.price'), width: '102px', numeric: true },
    ...(cost ? [{ id: 'marginPercent' as const, label: t('field.margin'), width: '74px', numeric: true }] : []), ...(editable ? [{ id: 'remove' as const, label: '', width: '44px' }] : []),
  ], [t, cost, editable])
  const added = drafts.added.length, rows = added + list.length
  const entryAt = (row: number) => (row < added ? undefined : list.row(row - added))
  const idAt = (row: number) => (row < added ? drafts.added[row]!.id : list.row(row - added)?.id)

  const virtual = useVirtualizer({ count: rows + (list.more ? 1 : 0), getScrollElement: () => box.current, estimateSize: () => (phone ? 148 : HEIGHT), overscan: 12, getItemKey: (row) => idAt(row) ?? row })
  const seen = virtual.getVirtualItems(), first = (seen[0]?.index ?? 0) - added, last = (seen.at(-1)?.index ?? 0) - added
  useEffect(() => list.show(Math.max(0, first), Math.max(0, last)), [list, first, last, list.length])
  useEffect(() => virtual.measure(), [virtual, phone])

  const writes = (row: number, column: number) => editable && (written as readonly string[]).includes(columns[column]!.id) && !(columns[column]!.id === 'sku' && row >= added)
  const cells = useCells({ box, rows, columns: columns.length, writes, scrollTo: (row) => virtual.scrollToIndex(row), pageSize: () => Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / HEIGHT) - 1), onActive: (row) => onActive(entryAt(row)), onRemove: (row) => { const id = idAt(row); if (id && editable) drafts.remove(id, entryAt(row)) } })

  /** A block of a spreadsheet: beginning with SKUs it names its rows itself, else it goes down from the active cell. */
  const paste = (event: ClipboardEvent) => {
    if (!editable || cells.editing) return
    const block = cellsIn(event.clipboardData.getData('text/plain'))
    if (!block.length) return
    event.preventDefault()
    const at = columns[cells.active.column]?.id
    if (at === 'sku' || rows === 0 || block[0]!.length > 1 && readCell('value', block[0]![0]!) === undefined) {
      const named = pricesIn(block).map((row) => pastedIn(navigator.languages, row))
      drafts.add(named, true)
      onPasted(named.length)
      return
    }
    const fields = columns.slice(cells.active.column).map(({ id }) => id)
    block.forEach((texts, down) => {
      const row = cells.active.row + down, id = idAt(row)
      const given = Object.fromEntries(texts.flatMap((text, across) => (fields[across] && writes(row, cells.active.column + across) ? [[fields[across], text.trim()]] : [])))
      if (id && Object.keys(given).length) drafts.write(id, entryAt(row), pastedIn(navigator.languages, given))
    })
  }

  if (failed) return <Empty kind="failed" action={{ label: t('tryAgain'), run: again }} />
  const nothing = !loading && rows === 0
  const template = columns.map(({ width }) => width).join(' ')
  return (
    <div ref={box} className={c.box} role="grid" aria-label={label} aria-rowcount={(total ?? rows) + added + 1} aria-colcount={columns.length} aria-busy={loading || undefined} data-outdated={outdated || undefined} data-phone={phone || undefined}
      tabIndex={rows === 0 ? 0 : undefined} onKeyDown={cells.onKeyDown} onPaste={paste}>
      <div role="rowgroup" className={c.head}>
        <div role="row" aria-rowindex={1} className={c.row} style={{ gridTemplateColumns: template }}>
          {columns.map(({ id, label: name, numeric }, column) => <div key={id} role="columnheader" aria-colindex={column + 1} className={c.cell} data-numeric={numeric || undefined}>{name || <span className="visually-hidden">{t('actions')}</span>}</div>)}
        </div>
      </div>
      {nothing && <div role="rowgroup"><div role="row"><div role="gridcell" aria-colspan={columns.length}><Empty kind={narrowed ? 'noMatch' : 'nothing'} title={narrowed ? undefined : t('prices.noEntries')} hint={narrowed ? undefined : t('prices.noEntriesHint')} /></div></div></div>}
      <div role="rowgroup" className={c.body} style={{ height: virtual.getTotalSize() }}>
        {seen.map(({ index, start }) => {
          const id = idAt(index), entry = entryAt(index), draft = id ? drafts.drafts[id] : undefined
          return (
            <EntryRow key={id ?? index} index={index} start={start} template={template} columns={columns} currency={currency} entry={entry} draft={draft} own={id ? drafts.own[id] : undefined} told={id ? drafts.told[id] : undefined}
              active={cells.active.row === index ? cells.active.column : undefined} editing={cells.active.row === index ? cells.editing : undefined} cells={cells} writes={writes} editable={editable}
              onWrite={(field, text) => id && drafts.write(id, entry, { [field]: text })} onRemove={() => id && drafts.remove(id, entry)} />
          )
        })}
      </div>
    </div>
  )
}
