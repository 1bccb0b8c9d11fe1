import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { AccountPage } from '../accounts/AccountPage'
import { AccountDocument } from '../gql/graphql'

export const Route = createFileRoute('/accounts/$id')({ loader: ({ context, params: { id } }) => ahead(context, AccountDocument, { id }), component: Page })

function Page() {
  return <AccountPage id={Route.useParams().id} />
}
