import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { viewerOf } from '../../shared/session/viewerOf'
import { ProductDocument } from '../gql/graphql'
import { ProductPage } from '../products/ProductPage'

export const Route = createFileRoute('/products/$id')({
  loader: ({ context, params: { id } }) => void viewerOf(context).then((viewer) => { if (viewer) ahead(context, ProductDocument, { id, cost: viewer.permissions.includes('cost:read') }) }),
  component: Page,
})

function Page() {
  const { id } = Route.useParams()
  return <ProductPage key={id} id={id} />
}
