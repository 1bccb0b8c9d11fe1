import { createFileRoute } from '@tanstack/react-router'
import { listAhead } from '../../shared/list/pages'
import { InvoicesDocument } from '../gql/graphql'
import { InvoicesPage, invoicesAsked } from '../invoices/InvoicesPage'
import { invoicesSearch } from '../invoices/search'

export const Route = createFileRoute('/invoices/')({ validateSearch: invoicesSearch, loaderDeps: ({ search }) => search, loader: ({ context, location, deps }) => listAhead({ context, location }, InvoicesDocument, invoicesAsked(deps)), component: Page })

function Page() {
  const navigate = Route.useNavigate()
  return <InvoicesPage search={Route.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />
}
