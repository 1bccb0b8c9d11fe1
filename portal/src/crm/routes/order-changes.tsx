import { createFileRoute } from '@tanstack/react-router'
import { CHANGES, ChangeTable } from '../aftersale/ChangeTable'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'

export const Route = createFileRoute('/order-changes')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(CHANGES), component: Page })

function Page() {
  return <ChangeTable search={Route.useSearch()} />
}
