import { createFileRoute } from '@tanstack/react-router'
import { listSearch } from '../grid/listState'
import { ProductTable } from '../products/ProductTable'

export const Route = createFileRoute('/products/')({ validateSearch: listSearch, component: Page })

function Page() {
  return <ProductTable search={Route.useSearch()} />
}
