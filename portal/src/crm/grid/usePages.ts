import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient, type CombinedError, type TypedDocumentNode } from 'urql'

export type PageOf<Row> = { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor?: string | null }; totalCount: { value: number; exact: boolean } }

const SIZE = 60

type Held<Row> = { key: string; pages: PageOf<Row>[]; error?: CombinedError }

/**
 * A connection page by page, as far as one has scrolled. Every page stays subscribed to the cache, so an edit, an undo or a live
 * change shows in any of them; a new filter keeps the old rows in view until the first new ones are there.
 */
export function usePages<Row, V extends object>(document: TypedDocumentNode<{ page: PageOf<Row> }, V & { first?: number | null; after?: string | null }>, variables: V) {
  const client = useClient()
  const key = JSON.stringify(variables)
  const [held, setHeld] = useState<Held<Row>>({ key, pages: [] })
  const [attempt, setAttempt] = useState(0)
  const open = useRef<{ unsubscribe: () => void }[]>([])

  const subscribe = useCallback((index: number, after: string | null) => {
    const ask = { ...(JSON.parse(key) as V), first: SIZE, after }
    open.current[index] = client.query(document, ask, { requestPolicy: index === 0 ? 'cache-and-network' : 'cache-first' }).subscribe(({ data, error }) => {
      if (!data?.page && !error) return
      setHeld((before) => {
        const pages = before.key === key ? [...before.pages] : []
        if (data?.page) pages[index] = data.page
        return { key, pages, error: data?.page ? undefined : error }
      })
    })
  }, [client, document, key])

  useEffect(() => {
    subscribe(0, null)
    return () => { for (const source of open.current) source?.unsubscribe(); open.current = [] }
  }, [subscribe, attempt])

  const last = held.pages.at(-1)
  const more = held.key === key && !!last?.pageInfo.hasNextPage
  const loadMore = useCallback(() => {
    if (more && open.current.length === held.pages.length) subscribe(held.pages.length, last?.pageInfo.endCursor ?? null)
  }, [more, held.pages.length, last, subscribe])

  return {
    rows: held.pages.flatMap(({ nodes }) => nodes),
    total: held.pages[0]?.totalCount,
    error: held.key === key ? held.error : undefined,
    loading: held.pages.length === 0 && !held.error,
    /** The rows in view still belong to the filter before. */
    outdated: held.key !== key,
    more, loadMore,
    again: () => setAttempt((count) => count + 1),
  }
}
