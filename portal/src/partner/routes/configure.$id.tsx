import { createFileRoute } from '@tanstack/react-router'
import * as z from 'zod/mini'
import { Configurator } from '../configure/Configurator'

export const Route = createFileRoute('/configure/$id')({ validateSearch: z.object({ saved: z.catch(z.optional(z.string()), undefined) }), component: Page })

function Page() {
  const { id } = Route.useParams()
  const { saved } = Route.useSearch()
  return <Configurator key={`${id} ${saved}`} modelId={id} saved={saved} />
}
