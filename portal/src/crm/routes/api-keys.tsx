import { createFileRoute } from '@tanstack/react-router'
import { ApiKeys } from '../people/ApiKeys'

export const Route = createFileRoute('/api-keys')({ component: ApiKeys })
