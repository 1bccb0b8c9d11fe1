import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { UseQueryResponse } from 'urql'
import { errorCode } from './client'
import { Empty } from './Empty'

type Props<D> = {
  /** What useQuery returned. */
  query: readonly [{ data?: D; fetching: boolean; error?: UseQueryResponse[0]['error'] }, ((options?: object) => void)]
  /** Has the page's shape. */
  skeleton: ReactNode
  children: (data: D) => ReactNode
}

/** Skeleton, failure (with retry, or "not for you") or the data. Data that is already there stays while it is fetched again. */
export function Loaded<D>({ query: [{ data, fetching, error }, refetch], skeleton, children }: Props<D>) {
  const { t } = useTranslation()
  const kept = useRef<D>(undefined)
  // When two queries keep changing what the other one shows, the cache gives up on one of them without a word: it is asked for anew.
  // So it is when what was asked ahead of the page was refused, which asks nobody to sign in.
  const lost = !data && !fetching && (!error || errorCode(error) === 'UNAUTHENTICATED')
  const latest = useRef(refetch)
  latest.current = refetch
  useEffect(() => { if (lost) latest.current({ requestPolicy: 'network-only' }) }, [lost])
  if (data) kept.current = data
  if (data && !(error && isBlank(data))) return children(data)
  if (!data && !error && kept.current) return children(kept.current)
  if (!error && (fetching || lost)) return skeleton
  const code = errorCode(error)
  if (code === 'UNAUTHENTICATED') return skeleton
  if (code === 'FORBIDDEN') return <Empty kind="noPermission" />
  if (code === 'NOT_FOUND') return <Empty kind="notFound" />
  return <Empty kind="failed" action={{ label: t('tryAgain'), run: () => refetch({ requestPolicy: 'network-only' }) }} />
}

// A refused root field comes back as null beside the error.
const isBlank = (data: unknown) => Object.entries(data as object).every(([key, value]) => key === '__typename' || value == null)
