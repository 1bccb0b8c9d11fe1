import { createFileRoute } from '@tanstack/react-router'
import { listSearch } from '../grid/listState'
import { UserTable } from '../people/UserTable'

export const Route = createFileRoute('/users/')({ validateSearch: listSearch, component: Page })

function Page() {
  return <UserTable search={Route.useSearch()} />
}
