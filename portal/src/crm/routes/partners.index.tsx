import { createFileRoute } from '@tanstack/react-router'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'
import { PARTNERS, PartnerTable } from '../partners/PartnerTable'

export const Route = createFileRoute('/partners/')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(PARTNERS), component: Page })

function Page() {
  return <PartnerTable search={Route.useSearch()} />
}
