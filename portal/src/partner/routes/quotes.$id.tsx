import { createFileRoute } from '@tanstack/react-router'
import { QuotePage } from '../quotes/QuotePage'

export const Route = createFileRoute('/quotes/$id')({ component: Page })

function Page() {
  return <QuotePage id={Route.useParams().id} />
}
