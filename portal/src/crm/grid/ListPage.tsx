import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode } from '../../shared/client'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { usePages } from '../../shared/list/usePages'
import { useViewer } from '../../shared/session/Session'
import { TitleBar, type PageAction } from '../shell/TitleBar'
import type { Column, GridRow } from './columns'
import { ColumnMenu } from './ColumnMenu'
import { DataGrid, type Selection } from './DataGrid'
import { FilterChips } from './FilterChips'
import { FilterMenu } from './FilterMenu'
import { GridCards } from './GridCards'
import { questionOf, readSearch, type List } from './list'
import type { ListSearch } from './listState'
import { rememberList } from './neighbours'
import { SearchField } from './SearchField'
import { useArrangement } from './useArrangement'
import { useViews } from './useViews'
import { ViewTabs } from './ViewTabs'
import c from './grid.module.css'

type Props<Row extends GridRow> = {
  list: List<Row>
  search: ListSearch
  columns: Column<Row>[]
  /** Choices of a filter that come from the server. */
  options?: Record<string, { value: string; label: string }[]>
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

const NONE: Selection = {}

/** A list: title bar, view bar, then rows edge to edge. All that decides what is shown stands in the address. */
export function ListPage<Row extends GridRow>({ list, search, columns, options, nameOf, opens = true, selects = true, counted = 'pager.total', actions, children }: Props<Row>) {
  const { name } = list
  const { t } = useTranslation()
  const viewer = useViewer()
  const { total } = useFormat()
  const navigate = useNavigate()
  const phone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false })
  const { save, remove } = useViews(name)
  const { views, view, plain, sort, values } = readSearch(list, search, t, viewer)
  const filters = useMemo(() => list.filters(t).map((filter) => (options?.[filter.id] ? { ...filter, options: options[filter.id]! } as typeof filter : filter)), [list, t, options])
  const { arrangement, arrange, reset } = useArrangement(name, view.id, columns)
  const [selection, setSelection] = useState(NONE)
  const { list: rows, total: count, error, loading, outdated, again } = usePages(list.document, questionOf(list, search, filters, viewer))

  const go = (change: Partial<ListSearch>, replace = false) => void navigate({ to: '.', search: ((before: ListSearch) => ({ ...before, ...change })) as never, replace })
  const path = `/${name}/$id`
  const sum = count && total(count)
  useEffect(() => rememberList(path, rows.ids, sum), [path, rows, sum])

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
        <ViewTabs views={views} current={view.id} changed={narrowed || (!!search.sort && (sort.id !== plain.id || sort.desc !== plain.desc))}
          onChoose={(id) => { setSelection(NONE); go({ view: id === views[0]!.id ? undefined : id, f: undefined, sort: undefined, desc: undefined }) }}
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
          ? <GridCards label={t(`nav.${name}`)} nameOf={nameOf} rows={rows} columns={columns} total={count?.exact ? count.value : undefined} loading={loading} to={opens ? path : undefined} empty={empty} />
          : <DataGrid label={t(`nav.${name}`)} nameOf={nameOf} rows={rows} columns={columns} sorts={list.sorts} total={count?.exact ? count.value : undefined} loading={loading} outdated={outdated}
              sort={sort} onSort={(next) => go({ sort: next.id, desc: next.desc || undefined })} selects={selects} selection={selection} onSelection={setSelection} arrangement={arrangement} arrange={arrange}
              to={opens ? path : undefined} empty={empty} />}
        {chosen > 0 && (
          <div className={c.selection} role="status">
            {t('grid.selected', { count: chosen })}
            <Button variant="subtle" color="gray" onClick={() => setSelection(NONE)}>{t('grid.unselect')}</Button>
          </div>
        )}
      </div>
      {children}
    </>
  )
}
