import { createFileRoute } from '@tanstack/react-router'
import { CataloguePage } from '../catalog/CataloguePage'
import { catalogueSearch } from '../catalog/search'

export const Route = createFileRoute('/catalogue/')({ validateSearch: catalogueSearch, component: Page })

function Page() {
  const navigate = Route.useNavigate()
  return <CataloguePage search={Route.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />
}
