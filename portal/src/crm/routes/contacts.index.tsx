import { createFileRoute } from '@tanstack/react-router'
import { listSearch } from '../grid/listState'
import { ContactTable } from '../contacts/ContactTable'

export const Route = createFileRoute('/contacts/')({ validateSearch: listSearch, component: Page })

function Page() {
  return <ContactTable search={Route.useSearch()} />
}
