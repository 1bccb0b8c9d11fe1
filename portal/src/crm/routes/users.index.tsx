import { createFileRoute } from '@tanstack/react-router'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'
import { USERS, UserTable } from '../people/UserTable'

export const Route = createFileRoute('/users/')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(USERS), component: Page })

function Page() {
  return <UserTable search={Route.useSearch()} />
}
