import { useLocation } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useClient, useQuery } from 'urql'
import { PageList, countOf, type Asked, type ListDocument } from './pages'
import { entryOf, rememberAt, visitedAt } from './visited'

/** A list for the page. A new filter keeps the old rows in view until the first new ones are there. */
export function usePages<Row extends { id: string }>(document: ListDocument<Row>, asked: Asked) {
  const client = useClient()
  const entry = useLocation({ select: entryOf })
  const question = JSON.stringify(asked)
  const { list, back } = useMemo(() => {
    const held = visitedAt(entry)
    const back = held?.question === question && held.list.client === client
    return { back, list: back ? (held.list as PageList<Row>) : new PageList(client, document, JSON.parse(question) as Asked) }
  }, [client, document, question, entry])
  useSyncExternalStore(list.subscribe, list.getVersion)
  const [{ data }] = useQuery({ query: document, variables: countOf(list.asked), requestPolicy: back ? 'cache-first' : 'cache-and-network' })

  useEffect(() => {
    list.open(!back)
    rememberAt(entry, question, list)
    return () => list.rest()
  }, [list, back, entry, question])

  const before = useRef(list)
  if (list.ready) before.current = list
  return {
    list: before.current,
    total: data?.page.totalCount ?? undefined,
    error: list.error,
    loading: !before.current.ready,
    /** The rows in view still belong to the filter before. */
    outdated: before.current !== list,
    again: () => list.again(),
  }
}
