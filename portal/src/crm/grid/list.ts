import type { ParsedLocation } from '@tanstack/react-router'
import i18next, { type TFunction } from 'i18next'
import type { PageContext } from '../../shared/ahead'
import type { ViewerFragment } from '../../shared/gql/graphql'
import { listAhead, type ListDocument } from '../../shared/list/pages'
import { viewerOf } from '../../shared/session/viewerOf'
import type { GridRow } from './columns'
import { toServerFilter, type Filter, type ListSearch, type View } from './listState'
import { ownViews } from './useViews'

export type Sorting = { id: string; desc: boolean }

/** Who looks; nobody while that is still being asked. */
type Looker = Pick<ViewerFragment, 'id' | 'name' | 'permissions'> | undefined

/** What is known of a list before it is shown: enough to ask for it. */
export type List<Row extends GridRow> = {
  /** Names the list in texts, stored columns and views. */
  name: string
  document: ListDocument<Row>
  filters: (t: TFunction) => Filter[]
  /** The first one is shown unless the address says otherwise, and is the same for everyone. */
  views: (t: TFunction, viewer: Looker) => View[]
  sort: Sorting
  /** The server's sort field of a column; the others cannot be sorted. */
  sorts: Record<string, string>
  /** Further variables that depend on who looks. */
  variables?: (may: (permission: string) => boolean) => object
}

/** Which view, order and values an address means. */
export function readSearch<Row extends GridRow>({ views: builtIn, name, sort: usual, sorts }: List<Row>, search: ListSearch, t: TFunction, viewer: Looker) {
  const views = [...builtIn(t, viewer), ...ownViews(name)]
  const view = views.find(({ id }) => id === search.view) ?? views[0]!
  const plain = view.sort ?? usual
  return { views, view, plain, sort: search.sort && sorts[search.sort] ? { id: search.sort, desc: !!search.desc } : plain, values: { ...view.filter, ...search.f } }
}

/** What the server is asked for an address. */
export function questionOf<Row extends GridRow>(list: List<Row>, search: ListSearch, filters: Filter[], viewer: Looker): Record<string, unknown> {
  const { sort, values } = readSearch(list, search, i18next.t, viewer)
  return {
    ...list.variables?.((permission) => !!viewer?.permissions.includes(permission)),
    filter: toServerFilter(filters, values, search.q), sort: { by: list.sorts[sort.id], direction: sort.desc ? 'DESC' : 'ASC' },
  }
}

/** Asks for a list before its page is there – at once, unless what is asked depends on who looks. */
export const listLoader = <Row extends GridRow>(list: List<Row>) => ({ context, location, deps }: { context: PageContext; location: ParsedLocation; deps: ListSearch }): void => {
  const ask = (viewer: Looker) => listAhead({ context, location }, list.document, questionOf(list, deps, list.filters(i18next.t), viewer))
  if (!list.variables && !deps.view) ask(undefined)
  else void viewerOf(context).then((viewer) => { if (viewer) ask(viewer) })
}
