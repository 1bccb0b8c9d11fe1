import { createFileRoute } from '@tanstack/react-router'
import { SecurityPage } from '../people/SecurityPage'

export const Route = createFileRoute('/security')({ component: SecurityPage })
