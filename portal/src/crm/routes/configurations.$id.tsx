import { createFileRoute } from '@tanstack/react-router'
import { ConfigurationPage } from '../configurations/ConfigurationPage'

export const Route = createFileRoute('/configurations/$id')({ component: Page })

function Page() {
  const { id } = Route.useParams()
  return <ConfigurationPage key={id} id={id} />
}
