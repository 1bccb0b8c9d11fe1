import { createFileRoute } from '@tanstack/react-router'
import { ProductPage } from '../catalog/ProductPage'

export const Route = createFileRoute('/catalogue/$id')({ component: Page })

function Page() {
  return <ProductPage id={Route.useParams().id} />
}
