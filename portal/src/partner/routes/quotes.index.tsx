import { createFileRoute } from '@tanstack/react-router'
import { QuotesPage } from '../quotes/QuotesPage'
import { quotesSearch } from '../quotes/search'

export const Route = createFileRoute('/quotes/')({ validateSearch: quotesSearch, component: Page })

function Page() {
  const navigate = Route.useNavigate()
  return <QuotesPage search={Route.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />
}
