import { createFileRoute } from '@tanstack/react-router'
import { ModelPage } from '../models/ModelPage'

export const Route = createFileRoute('/models/$id')({ component: Page })

function Page() {
  const { id } = Route.useParams()
  return <ModelPage key={id} id={id} />
}
