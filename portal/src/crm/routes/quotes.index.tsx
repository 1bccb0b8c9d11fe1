import { createFileRoute } from '@tanstack/react-router'
import { listSearch } from '../grid/listState'
import { QuoteTable } from '../quotes/QuoteTable'

export const Route = createFileRoute('/quotes/')({ validateSearch: listSearch, component: Page })

function Page() {
  return <QuoteTable search={Route.useSearch()} />
}
