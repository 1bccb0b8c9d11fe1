import { createFileRoute } from '@tanstack/react-router'
import { ProductPage } from '../products/ProductPage'

export const Route = createFileRoute('/products/$id')({ component: Page })

function Page() {
  const { id } = Route.useParams()
  return <ProductPage key={id} id={id} />
}
