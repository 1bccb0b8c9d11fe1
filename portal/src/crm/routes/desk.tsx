import { createFileRoute } from '@tanstack/react-router'
import { DeskPage } from '../desk/DeskPage'
import { deskSearch } from '../desk/search'

export const Route = createFileRoute('/desk')({ validateSearch: deskSearch, component: Page })

function Page() {
  return <DeskPage search={Route.useSearch()} />
}
