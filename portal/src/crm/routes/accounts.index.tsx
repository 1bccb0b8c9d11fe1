import { createFileRoute } from '@tanstack/react-router'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'
import { ACCOUNTS, AccountTable } from '../accounts/AccountTable'

export const Route = createFileRoute('/accounts/')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(ACCOUNTS), component: Page })

function Page() {
  return <AccountTable search={Route.useSearch()} />
}
