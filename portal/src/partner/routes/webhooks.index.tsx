import { createFileRoute } from '@tanstack/react-router'
import { WebhooksPage } from '../webhooks/WebhooksPage'

export const Route = createFileRoute('/webhooks/')({ component: WebhooksPage })
