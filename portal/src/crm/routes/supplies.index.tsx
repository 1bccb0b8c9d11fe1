import { createFileRoute } from '@tanstack/react-router'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'
import { SUPPLIES, SupplyTable } from '../supplies/SupplyTable'

export const Route = createFileRoute('/supplies/')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(SUPPLIES), component: Page })

function Page() {
  return <SupplyTable search={Route.useSearch()} />
}
