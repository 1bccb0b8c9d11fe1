import { createFileRoute } from '@tanstack/react-router'
import { listSearch } from '../grid/listState'
import { OrderTable } from '../orders/OrderTable'

export const Route = createFileRoute('/orders/')({ validateSearch: listSearch, component: Page })

function Page() {
  return <OrderTable search={Route.useSearch()} />
}
