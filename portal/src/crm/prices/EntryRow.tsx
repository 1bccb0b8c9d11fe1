import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import c from './entries.module.css'
import { EntryEditor } from './EntryEditor'
import type { EntryColumn } from './EntryGrid'
import { isWritten, textOf, type Draft, type Entry, type Fault, type Field } from './entryRows'
import type { Cells, Editing } from './useCells'

type Props = {
  index: number; start: number; template: string; columns: EntryColumn[]; currency: string; entry: Entry | undefined; draft: Draft | undefined
  own: Partial<Record<Field, Fault>> | undefined; told: Partial<Record<string, string>> | undefined
  active: number | undefined; editing: Editing | undefined; cells: Cells; writes: (row: number, column: number) => boolean; editable: boolean
  onWrite: (field: Field, text: string) => void; onRemove: () => void
}

/** A rule: what can be written in, what follows from it, and beside each cell what is wrong with it. */
export function EntryRow({ index, start, template, columns, currency, entry, draft, own, told, active, editing, cells, writes, editable, onWrite, onRemove }: Props) {
  const { t } = useTranslation()
  const { amount, date, number, percent } = useFormat()
  const waiting = !entry && !draft
  const shown = (id: EntryColumn['id']) => {
    if (isWritten(id)) {
      const text = textOf(draft, entry, id)
      if (id === 'basis') return t(`prices.bases.${text}`, { defaultValue: text })
      if (text === '') return ''
      if ((id === 'validFrom' || id === 'validTo') && /^\d{4}-\d\d-\d\d$/.test(text)) return date(text)
      if (id === 'minQuantity' && /^\d+$/.test(text)) return number(text)
      if (id === 'value' && /^-?\d+(\.\d+)?$/.test(text)) return textOf(draft, entry, 'basis').endsWith('PERCENT') ? percent(text) : amount(text, currency)
      return text
    }
    if (id === 'product') return entry ? entry.product?.name ?? entry.category?.name ?? t('prices.everything') : ''
    // what follows from values that are not saved is not known yet
    if (draft?.cells.value !== undefined || draft?.cells.basis !== undefined) return id === 'remove' ? '' : '…'
    if (!entry) return ''
    if (id === 'listPrice') return entry.listPrice && amount(entry.listPrice, currency)
    if (id === 'price') return entry.price && amount(entry.price, currency)
    return id === 'marginPercent' && entry.marginPercent ? percent(entry.marginPercent) : ''
  }
  return (
    <div role="row" aria-rowindex={index + 2} className={c.row} data-new={(draft && !entry) || undefined} data-changed={draft ? true : undefined} data-removed={draft?.removed || undefined} style={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}>
      {columns.map(({ id, label, numeric }, column) => {
        const own_ = isWritten(id) && own?.[id], fault = (isWritten(id) && told?.[id]) || (own_ ? t(`prices.faults.${own_}`) : undefined), here = active === column
        const changed = isWritten(id) && draft?.cells[id] !== undefined
        return (
          <div key={id} role="gridcell" aria-colindex={column + 1} className={c.cell} data-cell={`${index}:${column}`} data-label={label} data-numeric={numeric || undefined} data-fault={fault ? true : undefined} data-dirty={changed || undefined} data-writes={writes(index, column) || undefined}
            aria-invalid={fault ? true : undefined} aria-describedby={fault ? `fault-${index}-${column}` : undefined} aria-readonly={editable && isWritten(id) && !writes(index, column) ? true : undefined} tabIndex={here || (active === undefined && index === 0 && column === 0 && cells.active.row !== 0) ? 0 : -1}
            onFocus={() => { if (!here) cells.here(index, column) }} onDoubleClick={() => cells.edit(index, column)}>
            {here && editing && isWritten(id)
              ? <EntryEditor field={id} label={label} value={editing.begin ?? textOf(draft, entry, id)} selects={editing.begin === null} onDone={(text, how) => { if (text !== undefined) onWrite(id, text); cells.done(how) }} />
              : waiting ? <span className={c.waiting} aria-hidden />
                : id === 'remove' ? <Remove removed={!!draft?.removed} name={textOf(draft, entry, 'sku')} onRemove={onRemove} />
                  : id === 'product' && entry?.product ? <Link to="/products/$id" params={{ id: entry.product.id }} tabIndex={-1} className={c.name}>{shown(id)}</Link>
                    : <span className={c.text}>{shown(id)}</span>}
            {fault && <span className={c.fault} id={`fault-${index}-${column}`} data-here={here || undefined}>{fault}</span>}
          </div>
        )
      })}
    </div>
  )
}

function Remove({ removed, name, onRemove }: { removed: boolean; name: string; onRemove: () => void }) {
  const { t } = useTranslation()
  const label = t(removed ? 'prices.keep' : 'prices.remove', { name })
  return <Tooltip label={label}><ActionIcon variant="subtle" color="gray" size={24} tabIndex={-1} aria-label={label} onClick={onRemove}>{removed ? <IconArrowBackUp size={15} /> : <IconTrash size={15} />}</ActionIcon></Tooltip>
}
