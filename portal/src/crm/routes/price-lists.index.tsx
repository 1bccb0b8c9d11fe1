import { createFileRoute } from '@tanstack/react-router'
import { PriceLists } from '../prices/PriceLists'

export const Route = createFileRoute('/price-lists/')({ component: PriceLists })
