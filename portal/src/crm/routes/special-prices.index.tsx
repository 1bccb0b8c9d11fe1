import { createFileRoute } from '@tanstack/react-router'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'
import { SPECIALS, SpecialPriceTable } from '../specials/SpecialPriceTable'

export const Route = createFileRoute('/special-prices/')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(SPECIALS), component: Page })

function Page() {
  return <SpecialPriceTable search={Route.useSearch()} />
}
