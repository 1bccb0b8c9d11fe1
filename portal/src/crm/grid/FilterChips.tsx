import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { picked, type Filter, type Values } from './listState'
import c from './grid.module.css'

function describe(filter: Filter, value: string[]): string {
  if (filter.kind === 'choice' || filter.kind === 'one') return value.map((one) => filter.options.find((option) => option.value === one)?.label ?? one).join(', ')
  if (filter.kind === 'amount' || filter.kind === 'days') return `${value[0] || '…'} – ${value[1] || '…'}`
  return value.map((one) => picked(one).name).join(', ')
}

/** What was added to the view, each removable with one click. */
export function FilterChips({ filters, values, onRemove }: { filters: Filter[]; values: Values; onRemove: (id: string) => void }) {
  const { t } = useTranslation()
  const set = filters.filter(({ id }) => values[id]?.some(Boolean))
  if (set.length === 0) return null
  return (
    <div className={c.chips}>
      {set.map((filter) => {
        const text = filter.kind === 'yes' ? filter.label : t('grid.chip', { field: filter.label, value: describe(filter, values[filter.id]!) })
        return <button key={filter.id} type="button" className={c.chip} aria-label={t('grid.removeFilter', { filter: text })} onClick={() => onRemove(filter.id)}>{text}<IconX size={13} aria-hidden /></button>
      })}
    </div>
  )
}
