import { createFileRoute } from '@tanstack/react-router'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'
import { ORDERS, OrderTable } from '../orders/OrderTable'

export const Route = createFileRoute('/orders/')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(ORDERS), component: Page })

function Page() {
  return <OrderTable search={Route.useSearch()} />
}
