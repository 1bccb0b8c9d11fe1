import { createFileRoute } from '@tanstack/react-router'
import { OrderChangesDocument } from '../../shared/gql/graphql'
import { listAhead } from '../../shared/list/pages'
import { ChangesPage, changesAsked } from '../aftersale/ChangesPage'
import { changesSearch } from '../aftersale/search'

export const Route = createFileRoute('/order-changes')({ validateSearch: changesSearch, loaderDeps: ({ search }) => search, loader: ({ context, location, deps }) => listAhead({ context, location }, OrderChangesDocument, changesAsked(deps)), component: Page })

function Page() {
  const navigate = Route.useNavigate()
  return <ChangesPage search={Route.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />
}
