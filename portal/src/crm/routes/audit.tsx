import { createFileRoute } from '@tanstack/react-router'
import { AUDIT, AuditPage } from '../audit/AuditPage'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'

export const Route = createFileRoute('/audit')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(AUDIT), component: Page })

function Page() {
  return <AuditPage search={Route.useSearch()} />
}
