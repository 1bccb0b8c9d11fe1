import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { ContractPage } from '../contracts/ContractPage'
import { ContractDocument } from '../gql/graphql'

export const Route = createFileRoute('/contracts/$id')({ loader: ({ context, params: { id } }) => ahead(context, ContractDocument, { id }), component: Page })

function Page() {
  return <ContractPage id={Route.useParams().id} />
}
