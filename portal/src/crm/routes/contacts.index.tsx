import { createFileRoute } from '@tanstack/react-router'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'
import { CONTACTS, ContactTable } from '../contacts/ContactTable'

export const Route = createFileRoute('/contacts/')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(CONTACTS), component: Page })

function Page() {
  return <ContactTable search={Route.useSearch()} />
}
