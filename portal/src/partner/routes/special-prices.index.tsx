import { createFileRoute } from '@tanstack/react-router'
import { listAhead } from '../../shared/list/pages'
import { SpecialPricesDocument } from '../gql/graphql'
import { SpecialPricesPage, specialsAsked } from '../specials/SpecialPricesPage'
import { specialsSearch } from '../specials/search'

export const Route = createFileRoute('/special-prices/')({ validateSearch: specialsSearch, loaderDeps: ({ search }) => search, loader: ({ context, location, deps }) => listAhead({ context, location }, SpecialPricesDocument, specialsAsked(deps)), component: Page })

function Page() {
  const navigate = Route.useNavigate()
  return <SpecialPricesPage search={Route.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />
}
