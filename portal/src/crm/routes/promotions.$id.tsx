import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { PromotionDocument } from '../gql/graphql'
import { PromotionPage } from '../promotions/PromotionPage'
import { RECENT } from '../record/recent'

export const Route = createFileRoute('/promotions/$id')({ loader: ({ context, params: { id } }) => ahead(context, PromotionDocument, { id, events: RECENT }), component: Page })

function Page() {
  const { id } = Route.useParams()
  return <PromotionPage key={id} id={id} />
}
