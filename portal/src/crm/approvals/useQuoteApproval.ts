import { useEffect } from 'react'
import { useQuery } from 'urql'
import { QuoteApprovalDocument } from '../gql/graphql'

/** What the rules make of a quote, how far its approval is, and what others offered; asked again when it has changed. */
export function useQuoteApproval(id: string, revision: number) {
  const [{ data }, ask] = useQuery({ query: QuoteApprovalDocument, variables: { id } })
  useEffect(() => ask({ requestPolicy: 'network-only' }), [ask, revision])
  return { preview: data?.quote?.approvalPreview, steps: data?.quote?.version?.approvals ?? [], offers: data?.quote?.version?.otherOffers ?? [] }
}
