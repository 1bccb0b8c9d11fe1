import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { RunningPromotionsDocument } from '../gql/graphql'
import { PromotionsPage } from '../promotions/PromotionsPage'

export const Route = createFileRoute('/promotions')({ loader: ({ context }) => ahead(context, RunningPromotionsDocument, {}), component: PromotionsPage })
