import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { listAhead } from '../../shared/list/pages'
import { ConfigurePage, configurationsAsked } from '../configure/ConfigurePage'
import { configurationsSearch } from '../configure/search'
import { ProductModelsDocument, SavedConfigurationsDocument } from '../gql/graphql'

export const Route = createFileRoute('/configure/')({
  validateSearch: configurationsSearch, loaderDeps: ({ search }) => search, component: Page,
  loader: ({ context, location, deps }) => { ahead(context, ProductModelsDocument, {}); listAhead({ context, location }, SavedConfigurationsDocument, configurationsAsked(deps)) },
})

function Page() {
  const navigate = Route.useNavigate()
  return <ConfigurePage search={Route.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />
}
