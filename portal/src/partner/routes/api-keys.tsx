import { createFileRoute } from '@tanstack/react-router'
import { ApiKeysPage } from '../people/ApiKeysPage'

export const Route = createFileRoute('/api-keys')({ component: ApiKeysPage })
