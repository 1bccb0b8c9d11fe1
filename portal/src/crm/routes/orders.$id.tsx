import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { OrderPage } from '../orders/OrderPage'
import { OrderDocument } from '../gql/graphql'
import { RECENT } from '../record/recent'

export const Route = createFileRoute('/orders/$id')({ loader: ({ context, params: { id } }) => ahead(context, OrderDocument, { id, events: RECENT }), component: Page })

function Page() {
  const { id } = Route.useParams()
  return <OrderPage key={id} id={id} />
}
