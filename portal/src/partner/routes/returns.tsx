import { createFileRoute } from '@tanstack/react-router'
import { ReturnsDocument } from '../../shared/gql/graphql'
import { listAhead } from '../../shared/list/pages'
import { ReturnsPage, returnsAsked } from '../aftersale/ReturnsPage'
import { returnsSearch } from '../aftersale/search'

export const Route = createFileRoute('/returns')({ validateSearch: returnsSearch, loaderDeps: ({ search }) => search, loader: ({ context, location, deps }) => listAhead({ context, location }, ReturnsDocument, returnsAsked(deps)), component: Page })

function Page() {
  const navigate = Route.useNavigate()
  return <ReturnsPage search={Route.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />
}
