import { createFileRoute } from '@tanstack/react-router'
import { AccountPage } from '../accounts/AccountPage'

export const Route = createFileRoute('/accounts/$id')({ component: Page })

function Page() {
  return <AccountPage id={Route.useParams().id} />
}
