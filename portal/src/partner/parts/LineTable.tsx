import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { RecordTable, type Column } from './RecordTable'
import c from './RecordTable.module.css'

type Line = { id: string; product: { id: string; sku: string; name: string } }

/** Lines of a quote or an order: the product first, then whatever the record adds. */
export function LineTable<L extends Line>({ lines, columns, note }: { lines: readonly L[]; columns: Column<L>[]; note?: (line: L) => ReactNode }) {
  const { t } = useTranslation()
  const product: Column<L> = {
    key: 'product', label: t('records.product'),
    cell: (line) => <div><Link to="/catalogue/$id" params={{ id: line.product.id }} className={c.stretch}>{line.product.name}</Link><div className="meta">{line.product.sku}{note?.(line)}</div></div>,
  }
  return <RecordTable label={t('lines')} rows={lines} columns={[product, ...columns]} />
}
