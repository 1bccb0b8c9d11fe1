import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { ProductPage } from '../catalog/ProductPage'
import { ProductDocument } from '../gql/graphql'

export const Route = createFileRoute('/catalogue/$id')({ loader: ({ context, params: { id } }) => ahead(context, ProductDocument, { id }), component: Page })

function Page() {
  return <ProductPage id={Route.useParams().id} />
}
