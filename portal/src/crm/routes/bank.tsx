import { createFileRoute } from '@tanstack/react-router'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'
import { BANK, BankPage } from '../payments/BankPage'

export const Route = createFileRoute('/bank')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(BANK), component: Page })

function Page() {
  return <BankPage search={Route.useSearch()} />
}
