import { useState } from 'react'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { Loaded } from '../../shared/Loaded'
import { QuoteDocument } from '../gql/graphql'
import { RECENT } from '../record/recent'
import { RecordSkeleton } from '../record/RecordPage'
import { QuoteEditor } from './QuoteEditor'

export function QuotePage({ id }: { id: string }) {
  const [events, setEvents] = useState(RECENT)
  const query = useQuery({ query: QuoteDocument, variables: { id, events } })
  const reload = () => query[1]({ requestPolicy: 'network-only' })
  return (
    <Loaded query={query} skeleton={<RecordSkeleton />}>
      {({ quote }) => (quote?.version
        // A new version starts with a new draft.
        ? <QuoteEditor key={quote.version.id} quote={quote} version={quote.version} reload={reload} onEarlier={() => setEvents(100)} />
        : <Empty kind="notFound" />)}
    </Loaded>
  )
}
