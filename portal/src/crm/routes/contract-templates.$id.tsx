import { createFileRoute } from '@tanstack/react-router'
import { TemplatePage } from '../contracts/TemplatePage'

export const Route = createFileRoute('/contract-templates/$id')({ component: Page })

function Page() {
  const { id } = Route.useParams()
  return <TemplatePage key={id} id={id} />
}
