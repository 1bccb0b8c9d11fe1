import { createFileRoute } from '@tanstack/react-router'
import { CreditRulesPage } from '../orders/CreditRulesPage'

export const Route = createFileRoute('/credit-rules')({ component: CreditRulesPage })
