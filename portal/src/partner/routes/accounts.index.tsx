import { createFileRoute } from '@tanstack/react-router'
import { AccountsPage } from '../accounts/AccountsPage'
import { accountsSearch } from '../accounts/search'

export const Route = createFileRoute('/accounts/')({ validateSearch: accountsSearch, component: Page })

function Page() {
  const navigate = Route.useNavigate()
  return <AccountsPage search={Route.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />
}
