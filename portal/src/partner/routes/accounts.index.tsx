import { createFileRoute } from '@tanstack/react-router'
import { listAhead } from '../../shared/list/pages'
import { AccountsPage, accountsAsked } from '../accounts/AccountsPage'
import { accountsSearch } from '../accounts/search'
import { AccountsDocument } from '../gql/graphql'

export const Route = createFileRoute('/accounts/')({ validateSearch: accountsSearch, loaderDeps: ({ search }) => search, loader: ({ context, location, deps }) => listAhead({ context, location }, AccountsDocument, accountsAsked(deps)), component: Page })

function Page() {
  const navigate = Route.useNavigate()
  return <AccountsPage search={Route.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />
}
