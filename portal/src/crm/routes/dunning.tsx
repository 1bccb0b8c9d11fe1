import { createFileRoute } from '@tanstack/react-router'
import { DunningPage } from '../payments/DunningPage'

export const Route = createFileRoute('/dunning')({ component: DunningPage })
