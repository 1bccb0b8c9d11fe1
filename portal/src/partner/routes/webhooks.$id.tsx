import { createFileRoute } from '@tanstack/react-router'
import { logSearch } from '../../shared/webhooks/search'
import { WebhookPage } from '../webhooks/WebhookPage'

export const Route = createFileRoute('/webhooks/$id')({ validateSearch: logSearch, component: Page })

function Page() {
  const { id } = Route.useParams()
  return <WebhookPage key={id} id={id} search={Route.useSearch()} />
}
