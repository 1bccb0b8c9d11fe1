import { createFileRoute } from '@tanstack/react-router'
import { listAhead } from '../../shared/list/pages'
import { OrdersPage, ordersAsked } from '../orders/OrdersPage'
import { ordersSearch } from '../orders/search'
import { OrdersDocument } from '../gql/graphql'

export const Route = createFileRoute('/orders/')({ validateSearch: ordersSearch, loaderDeps: ({ search }) => search, loader: ({ context, location, deps }) => listAhead({ context, location }, OrdersDocument, ordersAsked(deps)), component: Page })

function Page() {
  const navigate = Route.useNavigate()
  return <OrdersPage search={Route.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />
}
