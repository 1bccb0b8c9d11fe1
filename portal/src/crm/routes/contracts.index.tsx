import { createFileRoute } from '@tanstack/react-router'
import { CONTRACTS, ContractTable } from '../contracts/ContractTable'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'

export const Route = createFileRoute('/contracts/')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(CONTRACTS), component: Page })

function Page() {
  return <ContractTable search={Route.useSearch()} />
}
