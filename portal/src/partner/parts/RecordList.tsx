import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode } from '../../shared/client'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import type { Asked, ListDocument } from '../../shared/list/pages'
import { usePages } from '../../shared/list/usePages'
import { SkeletonRows } from '../../shared/Skeletons'
import type { ListSearch } from './listSearch'
import { LongTable } from './LongTable'
import type { Column, Sort } from './RecordTable'
import { SearchBox } from './SearchBox'
import { Views } from './Views'
import c from './RecordList.module.css'

type Props<R, S extends ListSearch<V, F>, V extends string, F extends string> = {
  label: string
  searchLabel: string
  document: ListDocument<R>
  /** Filter and order, as they are in the address. */
  asked: Asked & { sort: Sort<F> }
  columns: Column<R, F>[]
  views: { value: V; label: string }[]
  view: V
  search: S
  onSearch: (search: S) => void
  /** Shown when there is nothing at all, not even without filters. */
  nothing: ReactNode
}

/** A list page below its head: named filters, search, rows that sort and go on as one scrolls. Everything it shows is in the address. */
export function RecordList<R extends { id: string }, S extends ListSearch<V, F>, V extends string, F extends string>({ label, searchLabel, document, asked, columns, views, view, search, onSearch, nothing }: Props<R, S, V, F>) {
  const { t } = useTranslation()
  const { total: counted } = useFormat()
  const { list, total, loading, outdated, error, again } = usePages(document, asked)
  const filtered = !!search.q || (search.view !== undefined && search.view !== 'all')
  const empty = error
    ? errorCode(error) === 'FORBIDDEN' ? <Empty kind="noPermission" /> : <Empty kind="failed" action={{ label: t('tryAgain'), run: again }} />
    : filtered ? <Empty kind="noMatch" action={{ label: t('clearFilter'), run: () => onSearch({ view: 'all' } as S) }} /> : nothing
  return (
    <>
      <div className={c.tools}>
        <Views label={t('view')} views={views} value={view} onChange={(next) => onSearch({ ...search, view: next })} />
        <SearchBox label={searchLabel} value={search.q} onSearch={(q) => onSearch({ ...search, q })} />
      </div>
      {loading ? <SkeletonRows rows={10} columns={columns.length} /> : list.length === 0 ? empty : (
        <>
          <p className={`meta ${c.count}`} role="status">{total && t('pager.total', { count: total.value, total: counted(total) })}</p>
          <LongTable label={label} rows={list} total={total?.exact ? total.value : undefined} columns={columns} sort={asked.sort} onSort={({ by, direction }) => onSearch({ ...search, by, direction })} waiting={outdated} />
        </>
      )}
    </>
  )
}
