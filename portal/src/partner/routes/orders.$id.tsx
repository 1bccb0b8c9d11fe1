import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { OrderPage } from '../orders/OrderPage'
import { OrderDocument } from '../gql/graphql'

export const Route = createFileRoute('/orders/$id')({ loader: ({ context, params: { id } }) => ahead(context, OrderDocument, { id }), component: Page })

function Page() {
  return <OrderPage id={Route.useParams().id} />
}
