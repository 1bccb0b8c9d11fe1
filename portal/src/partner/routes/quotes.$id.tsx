import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { QuotePage } from '../quotes/QuotePage'
import { QuoteDocument } from '../gql/graphql'

export const Route = createFileRoute('/quotes/$id')({ loader: ({ context, params: { id } }) => ahead(context, QuoteDocument, { id }), component: Page })

function Page() {
  return <QuotePage id={Route.useParams().id} />
}
