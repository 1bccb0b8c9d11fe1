import { createFileRoute } from '@tanstack/react-router'
import { PartnerPage } from '../partners/PartnerPage'

export const Route = createFileRoute('/partners/$id')({ component: Page })

function Page() {
  const { id } = Route.useParams()
  return <PartnerPage key={id} id={id} />
}
