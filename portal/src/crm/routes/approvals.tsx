import { createFileRoute } from '@tanstack/react-router'
import { APPROVALS, ApprovalTable } from '../approvals/ApprovalTable'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'

export const Route = createFileRoute('/approvals')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(APPROVALS), component: Page })

function Page() {
  return <ApprovalTable search={Route.useSearch()} />
}
