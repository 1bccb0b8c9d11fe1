import { createFileRoute } from '@tanstack/react-router'
import { PriceListPage } from '../prices/PriceListPage'

export const Route = createFileRoute('/price-lists/$id')({ component: Page })

function Page() {
  const { id } = Route.useParams()
  return <PriceListPage key={id} id={id} />
}
