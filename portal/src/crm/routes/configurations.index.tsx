import { createFileRoute } from '@tanstack/react-router'
import { ConfigurationsPage } from '../configurations/ConfigurationsPage'

export const Route = createFileRoute('/configurations/')({ component: ConfigurationsPage })
