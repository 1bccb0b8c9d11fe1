import { createFileRoute } from '@tanstack/react-router'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'
import { PROMOTIONS, PromotionTable } from '../promotions/PromotionTable'

export const Route = createFileRoute('/promotions/')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(PROMOTIONS), component: Page })

function Page() {
  return <PromotionTable search={Route.useSearch()} />
}
