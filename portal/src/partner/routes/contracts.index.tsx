import { createFileRoute } from '@tanstack/react-router'
import { listAhead } from '../../shared/list/pages'
import { ContractsPage, contractsAsked } from '../contracts/ContractsPage'
import { contractsSearch } from '../contracts/search'
import { ContractsDocument } from '../gql/graphql'

export const Route = createFileRoute('/contracts/')({ validateSearch: contractsSearch, loaderDeps: ({ search }) => search, loader: ({ context, location, deps }) => listAhead({ context, location }, ContractsDocument, contractsAsked(deps)), component: Page })

function Page() {
  const navigate = Route.useNavigate()
  return <ContractsPage search={Route.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />
}
