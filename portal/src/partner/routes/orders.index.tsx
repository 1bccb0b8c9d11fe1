import { createFileRoute } from '@tanstack/react-router'
import { OrdersPage } from '../orders/OrdersPage'
import { ordersSearch } from '../orders/search'

export const Route = createFileRoute('/orders/')({ validateSearch: ordersSearch, component: Page })

function Page() {
  const navigate = Route.useNavigate()
  return <OrdersPage search={Route.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />
}
