import { createFileRoute } from '@tanstack/react-router'
import { PaymentPage } from '../payments/PaymentPage'

export const Route = createFileRoute('/payments/$id')({ component: Page })

function Page() {
  const { id } = Route.useParams()
  return <PaymentPage key={id} id={id} />
}
