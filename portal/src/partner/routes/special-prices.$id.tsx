import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { SpecialPriceDocument } from '../gql/graphql'
import { SpecialPricePage } from '../specials/SpecialPricePage'

export const Route = createFileRoute('/special-prices/$id')({ loader: ({ context, params: { id } }) => ahead(context, SpecialPriceDocument, { id }), component: Page })

function Page() {
  return <SpecialPricePage id={Route.useParams().id} />
}
