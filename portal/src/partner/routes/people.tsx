import { createFileRoute } from '@tanstack/react-router'
import { PeoplePage } from '../people/PeoplePage'
import { peopleSearch } from '../people/search'

export const Route = createFileRoute('/people')({ validateSearch: peopleSearch, component: Page })

function Page() {
  const navigate = Route.useNavigate()
  return <PeoplePage search={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
}
