import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { UseQueryResponse } from 'urql'
import { Empty } from '../../shared/Empty'
import { Loaded } from '../../shared/Loaded'
import { Pager } from '../../shared/Pager'
import { SkeletonRows } from '../../shared/Skeletons'
import { firstPage, type ListSearch } from './listSearch'
import { RecordTable, type Column, type Sort } from './RecordTable'
import { SearchBox } from './SearchBox'
import { Views } from './Views'
import c from './RecordList.module.css'

type Connection<R> = {
  nodes: readonly R[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor?: string | null; endCursor?: string | null }
  totalCount: { value: number; exact: boolean }
}

type Props<D, R, S extends ListSearch<V, F>, V extends string, F extends string> = {
  label: string
  searchLabel: string
  query: readonly [{ data?: D; fetching: boolean; stale: boolean; error?: UseQueryResponse[0]['error'] }, (options?: object) => void]
  connection: (data: D) => Connection<R>
  columns: Column<R, F>[]
  views: { value: V; label: string }[]
  view: V
  sort: Sort<F>
  search: S
  onSearch: (search: S) => void
  /** Shown when there is nothing at all, not even without filters. */
  nothing: ReactNode
}

/** A list page below its head: named filters, search, rows that sort, pages. Everything it shows is in the address. */
export function RecordList<D, R extends { id: string }, S extends ListSearch<V, F>, V extends string, F extends string>(props: Props<D, R, S, V, F>) {
  const { label, searchLabel, query, connection, columns, views, view, sort, search, onSearch, nothing } = props
  const { t } = useTranslation()
  const filtered = !!search.q || (search.view !== undefined && search.view !== 'all')
  return (
    <>
      <div className={c.tools}>
        <Views label={t('view')} views={views} value={view} onChange={(next) => onSearch({ ...search, ...firstPage, view: next })} />
        <SearchBox label={searchLabel} value={search.q} onSearch={(q) => onSearch({ ...search, ...firstPage, q })} />
      </div>
      <Loaded query={query} skeleton={<SkeletonRows rows={10} columns={columns.length} />}>
        {(data) => {
          const { nodes, pageInfo, totalCount } = connection(data)
          if (nodes.length === 0) return filtered ? <Empty kind="noMatch" action={{ label: t('clearFilter'), run: () => onSearch({ view: 'all' } as S) }} /> : nothing
          return (
            <>
              <RecordTable label={label} rows={nodes} columns={columns} sort={sort} onSort={({ by, direction }) => onSearch({ ...search, ...firstPage, by, direction })} waiting={query[0].stale || query[0].fetching} />
              <Pager pageInfo={pageInfo} totalCount={totalCount} onPage={(page) => onSearch({ ...search, ...firstPage, ...page })} />
            </>
          )
        }}
      </Loaded>
    </>
  )
}
