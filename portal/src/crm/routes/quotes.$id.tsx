import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { QuotePage } from '../quotes/QuotePage'
import { QuoteDocument } from '../gql/graphql'
import { RECENT } from '../record/recent'

export const Route = createFileRoute('/quotes/$id')({ loader: ({ context, params: { id } }) => ahead(context, QuoteDocument, { id, events: RECENT }), component: Page })

function Page() {
  const { id } = Route.useParams()
  return <QuotePage key={id} id={id} />
}
