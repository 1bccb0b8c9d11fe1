import { createFileRoute } from '@tanstack/react-router'
import { z } from 'zod'
import { PriceChangesPage } from '../prices/PriceChangesPage'

export const Route = createFileRoute('/price-changes/')({ validateSearch: z.object({ list: z.string().optional().catch(undefined) }), component: Page })

function Page() {
  const { list } = Route.useSearch()
  return <PriceChangesPage list={list} />
}
