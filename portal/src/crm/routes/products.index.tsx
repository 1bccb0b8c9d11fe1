import { createFileRoute } from '@tanstack/react-router'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'
import { PRODUCTS, ProductTable } from '../products/ProductTable'

export const Route = createFileRoute('/products/')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(PRODUCTS), component: Page })

function Page() {
  return <ProductTable search={Route.useSearch()} />
}
