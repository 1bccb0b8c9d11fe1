import { createFileRoute } from '@tanstack/react-router'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'
import { QUOTES, QuoteTable } from '../quotes/QuoteTable'

export const Route = createFileRoute('/quotes/')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(QUOTES), component: Page })

function Page() {
  return <QuoteTable search={Route.useSearch()} />
}
