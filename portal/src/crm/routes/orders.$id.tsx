import { createFileRoute } from '@tanstack/react-router'
import { OrderPage } from '../orders/OrderPage'

export const Route = createFileRoute('/orders/$id')({ component: Page })

function Page() {
  const { id } = Route.useParams()
  return <OrderPage key={id} id={id} />
}
