import { createFileRoute } from '@tanstack/react-router'
import { listSearch } from '../grid/listState'
import { AccountTable } from '../accounts/AccountTable'

export const Route = createFileRoute('/accounts/')({ validateSearch: listSearch, component: Page })

function Page() {
  return <AccountTable search={Route.useSearch()} />
}
