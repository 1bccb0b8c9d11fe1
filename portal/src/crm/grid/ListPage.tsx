import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import type { RowSelectionState } from '@tanstack/react-table'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TypedDocumentNode } from 'urql'
import { errorCode } from '../../shared/client'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { TitleBar, type PageAction } from '../shell/TitleBar'
import type { Column, GridRow } from './columns'
import { ColumnMenu } from './ColumnMenu'
import { DataGrid } from './DataGrid'
import { FilterChips } from './FilterChips'
import { FilterMenu } from './FilterMenu'
import { GridCards } from './GridCards'
import { toServerFilter, type Filter, type ListSearch, type View } from './listState'
import { rememberList } from './neighbours'
import { SearchField } from './SearchField'
import { useArrangement } from './useArrangement'
import { usePages, type PageOf } from './usePages'
import { useViews } from './useViews'
import { ViewTabs } from './ViewTabs'
import c from './grid.module.css'

type Props<Row extends GridRow> = {
  /** Names the list in texts, stored columns and views. */
  name: string
  search: ListSearch
  document: TypedDocumentNode<{ page: PageOf<Row> }, any>
  variables?: object
  columns: Column<Row>[]
  filters: Filter[]
  views: View[]
  sort: { id: string; desc: boolean }
  nameOf: (row: Row) => string
  /** False when its records have no page. */
  opens?: boolean
  /** False when nothing can be done with several of them. */
  selects?: boolean
  /** The text that counts them. */
  counted?: string
  actions?: PageAction[]
  /** Dialogs of the page. */
  children?: ReactNode
}

const NOTHING = {}

/** A list: title bar, view bar, then rows edge to edge. All that decides what is shown stands in the address. */
export function ListPage<Row extends GridRow>({ name, search, document, variables = NOTHING, columns, filters, views: builtIn, sort: usual, nameOf, opens = true, selects = true, counted = 'pager.total', actions, children }: Props<Row>) {
  const { t } = useTranslation()
  const { total } = useFormat()
  const navigate = useNavigate()
  const phone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false })
  const { views, save, remove } = useViews(name, builtIn)
  const view = views.find(({ id }) => id === search.view) ?? views[0]!
  const { arrangement, arrange, reset } = useArrangement(name, view.id, columns)
  const [selection, setSelection] = useState<RowSelectionState>({})

  const sort = search.sort && columns.some(({ id, sort: by }) => by && id === search.sort) ? { id: search.sort, desc: !!search.desc } : view.sort ?? usual
  const values = useMemo(() => ({ ...view.filter, ...search.f }), [view, search.f])
  const asked = useMemo(() => ({
    ...variables, filter: toServerFilter(filters, values, search.q), sort: { by: columns.find(({ id }) => id === sort.id)?.sort, direction: sort.desc ? 'DESC' : 'ASC' },
  }), [variables, filters, values, search.q, columns, sort.id, sort.desc])
  const { rows, total: count, error, loading, outdated, more, loadMore, again } = usePages<Row, object>(document, asked)

  const go = (change: Partial<ListSearch>, replace = false) => void navigate({ to: '.', search: ((before: ListSearch) => ({ ...before, ...change })) as never, replace })
  const path = `/${name}/$id`
  const sum = count && total(count)
  useEffect(() => rememberList(path, rows.map(({ id }) => id), sum), [path, rows, sum])

  const narrowed = !!search.q || Object.values(search.f ?? {}).some((value) => value.length > 0)
  const clear = () => go({ q: undefined, f: undefined })
  const first = actions?.find(({ tone }) => tone === 'primary')
  const empty = error
    ? errorCode(error) === 'FORBIDDEN' ? <Empty kind="noPermission" /> : <Empty kind="failed" action={{ label: t('tryAgain'), run: again }} />
    : narrowed || Object.keys(view.filter).length > 0
      ? <Empty kind="noMatch" action={narrowed ? { label: t('clearFilter'), run: clear } : undefined} />
      : <Empty kind="nothing" action={first && { label: first.label, run: first.run }} />
  const chosen = Object.keys(selection).length

  return (
    <>
      <TitleBar title={t(`nav.${name}`)} actions={actions} after={count && <span className="meta" aria-live="polite">{t(counted, { count: count.value, total: sum })}</span>} />
      <div className={c.bar}>
        <ViewTabs views={views} current={view.id} changed={narrowed || (!!search.sort && (sort.id !== (view.sort ?? usual).id || sort.desc !== (view.sort ?? usual).desc))}
          onChoose={(id) => { setSelection({}); go({ view: id === views[0]!.id ? undefined : id, f: undefined, sort: undefined, desc: undefined }) }}
          onSave={(label) => go({ view: save({ label, filter: values, sort }), f: undefined, sort: undefined, desc: undefined })}
          onRemove={(id) => { remove(id); go({ view: undefined }) }} />
        <div className={c.tools}>
          <SearchField value={search.q ?? ''} onChange={(q) => go({ q: q || undefined }, true)} />
          {filters.length > 0 && <FilterMenu filters={filters} values={values} onClear={clear} onChange={(id, value) => go({ f: { ...search.f, [id]: value } }, true)} />}
          {!phone && <ColumnMenu columns={columns} arrangement={arrangement} arrange={arrange} reset={reset} />}
        </div>
      </div>
      <FilterChips filters={filters} values={search.f ?? {}} onRemove={(id) => { const { [id]: _gone, ...rest } = search.f ?? {}; go({ f: rest }) }} />
      <div className={c.frame}>
        {phone
          ? <GridCards label={t(`nav.${name}`)} nameOf={nameOf} rows={rows} columns={columns} loading={loading} more={more} loadMore={loadMore} to={opens ? path : undefined} empty={empty} />
          : <DataGrid label={t(`nav.${name}`)} nameOf={nameOf} rows={rows} columns={columns} total={count?.exact ? count.value : undefined} loading={loading} outdated={outdated} more={more} loadMore={loadMore}
              sort={sort} onSort={(next) => go({ sort: next.id, desc: next.desc || undefined })} selects={selects} selection={selection} onSelection={setSelection} arrangement={arrangement} arrange={arrange}
              onOpen={(row) => opens && void navigate({ to: path as '/accounts/$id', params: { id: row.id } })} empty={empty} />}
        {chosen > 0 && (
          <div className={c.selection} role="status">
            {t('grid.selected', { count: chosen })}
            <Button variant="subtle" color="gray" onClick={() => setSelection({})}>{t('grid.unselect')}</Button>
          </div>
        )}
      </div>
      {children}
    </>
  )
}
