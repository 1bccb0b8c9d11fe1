import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { PartnerPage } from '../partners/PartnerPage'
import { PartnerDocument } from '../gql/graphql'
import { RECENT } from '../record/recent'

export const Route = createFileRoute('/partners/$id')({ loader: ({ context, params: { id } }) => ahead(context, PartnerDocument, { id, events: RECENT }), component: Page })

function Page() {
  const { id } = Route.useParams()
  return <PartnerPage key={id} id={id} />
}
