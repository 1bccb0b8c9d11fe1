import { Button, Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column, GridRow } from './columns'
import c from './grid.module.css'

type Props<Row extends GridRow> = { label: string; nameOf: (row: Row) => string; rows: Row[]; columns: Column<Row>[]; loading: boolean; more: boolean; loadMore: () => void; to?: string; empty: ReactNode }

/** The same rows on a phone: name and state first, a few facts below. */
export function GridCards<Row extends GridRow>({ label, nameOf, rows, columns, loading, more, loadMore, to, empty }: Props<Row>) {
  const { t } = useTranslation()
  const at = (place: Column<Row>['card']) => columns.filter(({ card }) => card === place)
  const facts = (place: Column<Row>['card'], row: Row) => at(place).map(({ id, render }) => <span key={id}>{render(row)}</span>)
  if (loading) return <div aria-hidden>{Array.from({ length: 9 }, (_, index) => <div key={index} className={c.card}><Skeleton h={11} w="55%" /><Skeleton h={11} w={60} /><Skeleton h={9} w="80%" /></div>)}</div>
  if (rows.length === 0) return empty
  return (
    <ul className={c.cards} aria-label={label}>
      {rows.map((row) => (
        <li key={row.id}>
          {/* The title's own link covers the card: one target per record. */}
          <div className={c.card} data-opens={to && true}>
            <span className={c.cardTitle}>{to ? <Link to={to as '/accounts/$id'} params={{ id: row.id }} className={c.cover} aria-label={nameOf(row)} /> : null}{facts('title', row)}</span>
            <span>{facts('state', row)}</span>
            <span className={c.cardLines}>{facts('line', row)}</span>
            <span className="num">{facts('amount', row)}</span>
          </div>
        </li>
      ))}
      {more && <li style={{ padding: 16 }}><Button variant="default" fullWidth onClick={loadMore}>{t('grid.more')}</Button></li>}
    </ul>
  )
}
