import { createFileRoute } from '@tanstack/react-router'
import { QuotePage } from '../quotes/QuotePage'

export const Route = createFileRoute('/quotes/$id')({ component: Page })

function Page() {
  const { id } = Route.useParams()
  return <QuotePage key={id} id={id} />
}
