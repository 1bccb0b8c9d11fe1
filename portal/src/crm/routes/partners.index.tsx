import { createFileRoute } from '@tanstack/react-router'
import { listSearch } from '../grid/listState'
import { PartnerTable } from '../partners/PartnerTable'

export const Route = createFileRoute('/partners/')({ validateSearch: listSearch, component: Page })

function Page() {
  return <PartnerTable search={Route.useSearch()} />
}
