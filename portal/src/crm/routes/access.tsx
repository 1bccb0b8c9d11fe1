import { createFileRoute } from '@tanstack/react-router'
import { AccessPage } from '../access/AccessPage'
import { accessSearch } from '../access/search'

export const Route = createFileRoute('/access')({ validateSearch: accessSearch, component: Page })

function Page() {
  return <AccessPage search={Route.useSearch()} />
}
