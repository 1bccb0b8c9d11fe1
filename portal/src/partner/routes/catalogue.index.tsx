import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { listAhead } from '../../shared/list/pages'
import { CataloguePage, catalogueAsked } from '../catalog/CataloguePage'
import { catalogueSearch } from '../catalog/search'
import { CategoriesDocument, ProductsDocument } from '../gql/graphql'

export const Route = createFileRoute('/catalogue/')({
  validateSearch: catalogueSearch, loaderDeps: ({ search }) => search,
  loader: ({ context, location, deps }) => { listAhead({ context, location }, ProductsDocument, catalogueAsked(deps)); ahead(context, CategoriesDocument, {}) },
  component: Page,
})

function Page() {
  const navigate = Route.useNavigate()
  return <CataloguePage search={Route.useSearch()} onSearch={(search) => void navigate({ search, replace: true })} />
}
