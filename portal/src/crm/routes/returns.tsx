import { createFileRoute } from '@tanstack/react-router'
import { RETURNS, ReturnTable } from '../aftersale/ReturnTable'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'

export const Route = createFileRoute('/returns')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(RETURNS), component: Page })

function Page() {
  return <ReturnTable search={Route.useSearch()} />
}
