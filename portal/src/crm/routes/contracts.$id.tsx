import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { ContractPage } from '../contracts/ContractPage'
import { ContractDocument } from '../gql/graphql'
import { RECENT } from '../record/recent'

export const Route = createFileRoute('/contracts/$id')({ loader: ({ context, params: { id } }) => ahead(context, ContractDocument, { id, events: RECENT }), component: Page })

function Page() {
  const { id } = Route.useParams()
  return <ContractPage key={id} id={id} />
}
