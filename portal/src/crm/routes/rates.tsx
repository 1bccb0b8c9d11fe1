import { createFileRoute } from '@tanstack/react-router'
import { RatesPage } from '../finance/RatesPage'

export const Route = createFileRoute('/rates')({ component: RatesPage })
