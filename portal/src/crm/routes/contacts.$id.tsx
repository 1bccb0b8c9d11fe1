import { createFileRoute } from '@tanstack/react-router'
import { ContactPage } from '../contacts/ContactPage'

export const Route = createFileRoute('/contacts/$id')({ component: Page })

function Page() {
  const { id } = Route.useParams()
  return <ContactPage key={id} id={id} />
}
