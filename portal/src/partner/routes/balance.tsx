import { createFileRoute } from '@tanstack/react-router'
import { BalancePage } from '../balance/BalancePage'

export const Route = createFileRoute('/balance')({ component: BalancePage })
