import { createFileRoute } from '@tanstack/react-router'
import { AuditPage } from '../audit/AuditPage'
import { listSearch } from '../grid/listState'

export const Route = createFileRoute('/audit')({ validateSearch: listSearch, component: Page })

function Page() {
  return <AuditPage search={Route.useSearch()} />
}
