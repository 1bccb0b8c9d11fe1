import { createFileRoute } from '@tanstack/react-router'
import { Promotions } from '../prices/Promotions'

export const Route = createFileRoute('/promotions')({ component: Promotions })
