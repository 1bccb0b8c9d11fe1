import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { SpecialPriceDocument } from '../gql/graphql'
import { RECENT } from '../record/recent'
import { SpecialPricePage } from '../specials/SpecialPricePage'

export const Route = createFileRoute('/special-prices/$id')({ loader: ({ context, params: { id } }) => ahead(context, SpecialPriceDocument, { id, events: RECENT }), component: Page })

function Page() {
  const { id } = Route.useParams()
  return <SpecialPricePage key={id} id={id} />
}
