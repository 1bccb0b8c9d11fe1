import { createFileRoute } from '@tanstack/react-router'
import { TaxRulesPage } from '../finance/TaxRulesPage'

export const Route = createFileRoute('/tax-rules')({ component: TaxRulesPage })
