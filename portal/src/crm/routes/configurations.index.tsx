import { createFileRoute } from '@tanstack/react-router'
import { CONFIGURATIONS, ConfigurationTable } from '../configurations/ConfigurationTable'
import { listLoader } from '../grid/list'
import { listSearch } from '../grid/listState'

export const Route = createFileRoute('/configurations/')({ validateSearch: listSearch, loaderDeps: ({ search }) => search, loader: listLoader(CONFIGURATIONS), component: Page })

function Page() {
  return <ConfigurationTable search={Route.useSearch()} />
}
