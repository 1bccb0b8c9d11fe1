import { createFileRoute } from '@tanstack/react-router'
import { NewPromotion } from '../promotions/NewPromotion'

export const Route = createFileRoute('/promotions/new')({ component: NewPromotion })
