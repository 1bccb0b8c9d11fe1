import { createFileRoute } from '@tanstack/react-router'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'
import { INVOICES, InvoiceTable } from '../invoices/InvoiceTable'

export const Route = createFileRoute('/invoices/')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(INVOICES), component: Page })

function Page() {
  return <InvoiceTable search={Route.useSearch()} />
}
