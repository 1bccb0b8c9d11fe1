import { createFileRoute } from '@tanstack/react-router'
import { RulesPage } from '../approvals/RulesPage'

export const Route = createFileRoute('/approval-rules')({ component: RulesPage })
