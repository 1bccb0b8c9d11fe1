import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { ContactPage } from '../contacts/ContactPage'
import { ContactDocument } from '../gql/graphql'

export const Route = createFileRoute('/contacts/$id')({ loader: ({ context, params: { id } }) => ahead(context, ContactDocument, { id }), component: Page })

function Page() {
  const { id } = Route.useParams()
  return <ContactPage key={id} id={id} />
}
