import { createFileRoute } from '@tanstack/react-router'
import { AccountPage } from '../accounts/AccountPage'

export const Route = createFileRoute('/accounts/$id')({ component: Page })

function Page() {
  const { id } = Route.useParams()
  return <AccountPage key={id} id={id} />
}
