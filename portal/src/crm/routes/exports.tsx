import { createFileRoute } from '@tanstack/react-router'
import { ExportsPage } from '../exports/ExportsPage'

export const Route = createFileRoute('/exports')({ component: ExportsPage })
