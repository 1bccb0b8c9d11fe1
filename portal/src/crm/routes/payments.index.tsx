import { createFileRoute } from '@tanstack/react-router'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'
import { PAYMENTS, PaymentTable } from '../payments/PaymentTable'

export const Route = createFileRoute('/payments/')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(PAYMENTS), component: Page })

function Page() {
  return <PaymentTable search={Route.useSearch()} />
}
