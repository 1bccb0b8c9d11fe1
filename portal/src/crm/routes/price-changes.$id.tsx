import { createFileRoute } from '@tanstack/react-router'
import { PriceChangePage } from '../prices/PriceChangePage'

export const Route = createFileRoute('/price-changes/$id')({ component: Page })

function Page() {
  const { id } = Route.useParams()
  return <PriceChangePage key={id} id={id} />
}
