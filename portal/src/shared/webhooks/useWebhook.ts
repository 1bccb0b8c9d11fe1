import { useCallback } from 'react'
import { useQuery } from 'urql'
import { WebhookDocument } from '../gql/graphql'
import { pageArguments } from '../Pager'
import { LOG_PAGE, type LogSearch } from './DeliveryLog'

/** A webhook with a page of its log. */
export function useWebhook(id: string, { state, ...page }: LogSearch) {
  const query = useQuery({ query: WebhookDocument, variables: { id, filter: state ? { state: [state] } : undefined, ...pageArguments(page, LOG_PAGE) }, requestPolicy: 'cache-and-network' })
  const [{ data }, again] = query
  const refresh = useCallback(() => again({ requestPolicy: 'network-only' }), [again])
  return { query, webhook: data?.webhook, refresh }
}
