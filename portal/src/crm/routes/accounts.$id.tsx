import { createFileRoute } from '@tanstack/react-router'
import { ahead } from '../../shared/ahead'
import { AccountPage } from '../accounts/AccountPage'
import { AccountDocument } from '../gql/graphql'
import { RECENT } from '../record/recent'

export const Route = createFileRoute('/accounts/$id')({ loader: ({ context, params: { id } }) => ahead(context, AccountDocument, { id, events: RECENT }), component: Page })

function Page() {
  const { id } = Route.useParams()
  return <AccountPage key={id} id={id} />
}
