import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LineParts } from '../../shared/LineParts'
import { RecordTable, type Column } from './RecordTable'
import c from './RecordTable.module.css'

type Line = { id: string; description?: string | null; product?: { id: string; sku: string; name: string } | null; parts?: readonly { sku?: string | null; name: string; quantity: number; netPrice?: string | null }[] | null; choices?: readonly string[] | null; configuration?: { id: string; version?: { model?: { id: string } | null } | null } | null }

/** Lines of a quote or an order: the product first, then whatever the record adds. */
export function LineTable<L extends Line>({ lines, columns, currency = '' }: { lines: readonly L[]; /** In which the parts of what was configured have their prices. */ currency?: string; columns: Column<L>[] }) {
  const { t } = useTranslation()
  const product: Column<L> = {
    key: 'product', label: t('records.product'),
    cell: ({ product: found, description, parts = null, choices, configuration = null }) => (found
      // A product that has left the catalogue keeps what the line says of it.
      ? <div><Link to="/catalogue/$id" params={{ id: found.id }} className={c.stretch}>{found.name}</Link><div className="meta">{[found.sku, description !== found.name && description].filter(Boolean).join(' · ')}</div>{parts && <div className={c.above}><LineParts parts={parts} choices={choices} currency={currency} />{configuration?.version?.model && <Link className="link" to="/configure/$id" params={{ id: configuration.version.model.id }} search={{ saved: configuration.id }}>{t('configure.reconfigure')}</Link>}</div>}</div>
      : <span>{description ?? '—'}</span>),
  }
  return <RecordTable label={t('lines')} rows={lines} columns={[product, ...columns]} />
}
