import { createFileRoute } from '@tanstack/react-router'
import { listAhead } from '../../shared/list/pages'
import { QuotesPage, quotesAsked } from '../quotes/QuotesPage'
import { quotesSearch } from '../quotes/search'
import { QuotesDocument } from '../gql/graphql'

export const Route = createFileRoute('/quotes/')({ validateSearch: quotesSearch, loaderDeps: ({ search }) => search, loader: ({ context, location, deps }) => listAhead({ context, location }, QuotesDocument, quotesAsked(deps)), component: Page })

function Page() {
  const navigate = Route.useNavigate()
  return <QuotesPage search={Route.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />
}
